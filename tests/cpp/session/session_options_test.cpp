// Training with all that it can have: optimizers, schedules, augmentation, averaged and best
// weights.

#include <algorithm>

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "session/session.h"
#include "session/toy_session.h"

namespace inkling {
namespace {

Session configured(const Config& config) {
  Session session;
  loadToyFiles(session, true);
  session.configure(config);
  return session;
}

// Everything at once.
Config fullConfig() {
  Config config = toyConfig();
  config.layers = "conv4x3,norm,pool2,dropout0.2,dense8";
  config.optimizer = "adamw";
  config.learningRate = 0.01;
  config.weightDecay = 0.01;
  config.clipNorm = 1;
  config.labelSmoothing = 0.1;
  config.schedule = "one-cycle";
  config.augmentation = "rotate5,shift0.5";
  config.weightAverage = 0.9;
  config.keepBest = true;
  config.epochs = 6;
  return config;
}

TEST(SessionOptionsTest, TheSameBitsHoweverTheRunIsSlicedAndReadInBetween) {
  Session whole = configured(fullConfig());
  const Curve expected = trainToTheEnd(whole, 1000);
  for (const int slice : {1, 7}) {
    Session session = configured(fullConfig());
    Curve curve;
    while (session.progress().phase != Phase::kDone) {
      append(curve, session.advance(slice));
      session.gallery(4);  // reads with the averaged weights, and must not disturb
    }
    ASSERT_EQ(curve.epochs.size(), expected.epochs.size());
    for (std::size_t i = 0; i < curve.epochs.size(); ++i) {
      EXPECT_EQ(curve.epochs[i].trainLoss, expected.epochs[i].trainLoss);
      EXPECT_EQ(curve.epochs[i].validationLoss, expected.epochs[i].validationLoss);
    }
    ASSERT_EQ(curve.tests.size(), 1U);
    EXPECT_EQ(curve.tests[0].loss, expected.tests[0].loss);
  }
}

TEST(SessionOptionsTest, EveryOptimizerLearns) {
  for (const std::string name : {"momentum", "nesterov", "adam", "adamw", "rmsprop"}) {
    Config config = toyConfig();
    config.optimizer = name;
    config.learningRate = name == "momentum" || name == "nesterov" ? 0.05 : 0.01;
    config.epochs = 8;
    Session session = configured(config);
    EXPECT_GT(trainToTheEnd(session, 1000).epochs.back().validationAccuracy, 0.9) << name;
  }
}

TEST(SessionOptionsTest, TheScheduleEndsWithSmallSteps) {
  // With one-cycle the last epoch hardly moves the weights: its result is nearly that before.
  Config config = toyConfig();
  config.schedule = "one-cycle";
  config.epochs = 10;
  Session session = configured(config);
  const Curve curve = trainToTheEnd(session, 1000);
  const double last = curve.epochs[9].trainLoss - curve.epochs[8].trainLoss;
  const double early = curve.epochs[2].trainLoss - curve.epochs[1].trainLoss;
  EXPECT_LT(std::abs(last), std::abs(early) / 10);
}

TEST(SessionOptionsTest, TheBestWeightsAreThoseThatAreTested) {
  // A rate that is far too high in a network that jumps about: the last epoch is not the best.
  Config config = toyConfig();
  config.learningRate = 4;
  config.epochs = 12;
  config.keepBest = true;
  Session session = configured(config);
  const Curve curve = trainToTheEnd(session, 1000);
  const auto best = std::max_element(curve.epochs.begin(), curve.epochs.end(),
                                     [](const EpochResult& a, const EpochResult& b) {
                                       return a.validationAccuracy < b.validationAccuracy ||
                                              (a.validationAccuracy == b.validationAccuracy &&
                                               a.validationLoss > b.validationLoss);
                                     });
  ASSERT_NE(best, curve.epochs.end());
  // The same training that ends with that epoch ends with the same weights.
  config.epochs = best->epoch;
  config.keepBest = false;
  Session shorter = configured(config);
  const Curve same = trainToTheEnd(shorter, 1000);
  EXPECT_EQ(curve.tests.back().loss, same.tests.back().loss);
  EXPECT_EQ(curve.probabilities, same.probabilities);
}

TEST(SessionOptionsTest, PatienceEndsTheTrainingEarly) {
  Config config = toyConfig();
  config.epochs = 200;
  config.patience = 3;
  Session session = configured(config);
  const Curve curve = trainToTheEnd(session, 1000);
  ASSERT_LT(curve.epochs.size(), 200U);
  double best = 0;
  int bestEpoch = 0;
  for (const EpochResult& result : curve.epochs) {
    if (result.validationAccuracy > best) {
      best = result.validationAccuracy;
      bestEpoch = result.epoch;
    }
  }
  EXPECT_EQ(curve.epochs.back().epoch, bestEpoch + 3);
  EXPECT_EQ(curve.tests.size(), 1U);
  EXPECT_EQ(session.progress().epochs, bestEpoch + 3);
}

TEST(SessionOptionsTest, TrainingOnAllTakesTheValidationImagesToo) {
  Config config = toyConfig();
  config.trainOnAll = true;
  config.epochs = 1;
  Session session = configured(config);
  const DataSummary data = session.dataSummary();
  EXPECT_EQ(session.advance(1000).trainedSamples, data.trainingImages + data.validationImages);
}

TEST(SessionOptionsTest, RefusesWhatItDoesNotKnow) {
  Session session = configured(toyConfig());
  const auto refuses = [&](const std::string& part, auto change) {
    Config config = toyConfig();
    change(config);
    expectError(ErrorCode::kInvalidArgument, part, [&] { session.configure(config); });
  };
  refuses("optimizer", [](Config& config) { config.optimizer = "adagrad"; });
  refuses("schedule", [](Config& config) { config.schedule = "zigzag"; });
  refuses("augment", [](Config& config) { config.augmentation = "melt3"; });
  refuses("position 9", [](Config& config) { config.augmentation = "rotate5,melt3"; });
  refuses("smoothing", [](Config& config) { config.labelSmoothing = 1; });
  refuses("average", [](Config& config) { config.weightAverage = 1; });
  EXPECT_EQ(session.config().optimizer, "sgd");
}

}  // namespace
}  // namespace inkling
