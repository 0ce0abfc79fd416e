// Training through the facade: phases, results, slices, settings that change on the way.

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "session/session.h"
#include "session/toy_session.h"

namespace inkling {
namespace {

void expectSameCurve(const Curve& a, const Curve& b) {
  ASSERT_EQ(a.points.size(), b.points.size());
  for (std::size_t i = 0; i < a.points.size(); ++i) {
    EXPECT_EQ(a.points[i].epochs, b.points[i].epochs);
    EXPECT_EQ(a.points[i].loss, b.points[i].loss);
    EXPECT_EQ(a.points[i].accuracy, b.points[i].accuracy);
  }
  ASSERT_EQ(a.epochs.size(), b.epochs.size());
  for (std::size_t i = 0; i < a.epochs.size(); ++i) {
    EXPECT_EQ(a.epochs[i].epoch, b.epochs[i].epoch);
    EXPECT_EQ(a.epochs[i].trainLoss, b.epochs[i].trainLoss);
    EXPECT_EQ(a.epochs[i].validationLoss, b.epochs[i].validationLoss);
  }
  ASSERT_EQ(a.tests.size(), b.tests.size());
  for (std::size_t i = 0; i < a.tests.size(); ++i) {
    EXPECT_EQ(a.tests[i].loss, b.tests[i].loss);
  }
  EXPECT_EQ(a.probabilities, b.probabilities);
}

TEST(SessionTrainingTest, GoesThroughThePhases) {
  Session session = toySession();
  EXPECT_EQ(session.progress().phase, Phase::kTraining);

  Progress progress = session.advance(10);
  EXPECT_EQ(progress.phase, Phase::kTraining);
  EXPECT_EQ(progress.trainedSamples, 80);
  EXPECT_EQ(progress.measuredSamples, 0);
  EXPECT_EQ(progress.step, 10);
  EXPECT_DOUBLE_EQ(progress.epochsTrained, 80.0 / 102);
  EXPECT_GT(progress.batchLoss, 0);
  EXPECT_FALSE(progress.points.empty());

  progress = session.advance(1000);  // 12 full batches and one of 6
  EXPECT_EQ(progress.phase, Phase::kEvaluating);
  EXPECT_EQ(progress.trainedSamples, 22);
  EXPECT_EQ(progress.step, 13);
  EXPECT_EQ(progress.epoch, 0);  // not measured yet
  EXPECT_DOUBLE_EQ(progress.epochsTrained, 1);
  EXPECT_FALSE(progress.epochResult.has_value());

  progress = session.advance(1);  // the training images are one chunk
  EXPECT_EQ(progress.phase, Phase::kEvaluating);
  EXPECT_EQ(progress.measuredSamples, 102);
  EXPECT_FALSE(progress.epochResult.has_value());
  progress = session.advance(1000);
  EXPECT_EQ(progress.phase, Phase::kTraining);
  EXPECT_EQ(progress.measuredSamples, 2 * 18);  // as they are, and as drawn
  EXPECT_EQ(progress.trainedSamples, 0);
  EXPECT_EQ(progress.epoch, 1);
  ASSERT_TRUE(progress.epochResult.has_value());
  EXPECT_EQ(progress.epochResult->epoch, 1);

  for (int epoch = 2; epoch <= 3; ++epoch) {
    session.advance(1000);
    progress = session.advance(1000);
    EXPECT_EQ(progress.epoch, epoch);
  }
  EXPECT_EQ(progress.phase, Phase::kTesting);
  EXPECT_FALSE(progress.testResult.has_value());
  progress = session.advance(1000);
  EXPECT_EQ(progress.phase, Phase::kDone);
  EXPECT_EQ(progress.measuredSamples, 60);
  EXPECT_TRUE(progress.testResult.has_value());

  progress = session.advance(1000);
  EXPECT_EQ(progress.phase, Phase::kDone);
  EXPECT_EQ(progress.trainedSamples, 0);
  EXPECT_EQ(progress.measuredSamples, 0);
  EXPECT_FALSE(progress.testResult.has_value());
}

TEST(SessionTrainingTest, WithoutATestSetTheEndFollowsTheLastEpoch) {
  Session session = toySession(false);
  const Curve curve = trainToTheEnd(session, 1000);
  EXPECT_EQ(curve.epochs.size(), 3U);
  EXPECT_TRUE(curve.tests.empty());
}

TEST(SessionTrainingTest, LearnsTheToyImages) {
  Session session = toySession();
  session.tune(0.5, 8, 20);
  const Curve curve = trainToTheEnd(session, 1000);
  EXPECT_EQ(curve.epochs.back().trainAccuracy, 1);
  EXPECT_EQ(curve.epochs.back().validationAccuracy, 1);
  EXPECT_EQ(curve.tests.front().accuracy, 1);
  EXPECT_LT(curve.epochs.back().validationLoss, curve.epochs.front().validationLoss / 5);
}

TEST(SessionTrainingTest, ProgressTellsWhereItStandsWithNothingNew) {
  Session session = toySession();
  session.advance(5);
  const Progress progress = session.progress();
  EXPECT_EQ(progress.step, 5);
  EXPECT_EQ(progress.epochs, 3);
  EXPECT_EQ(progress.trainedSamples, 0);
  EXPECT_TRUE(progress.points.empty());
  EXPECT_GT(progress.batchLoss, 0);
}

TEST(SessionTrainingTest, SlicesAndReadingsInBetweenDoNotMatterToTheLastBit) {
  Session whole = toySession();
  const Curve expected = trainToTheEnd(whole, 1000);
  for (const int slice : {1, 7, 1000}) {
    Session session = toySession();
    Curve curve;
    while (session.progress().phase != Phase::kDone) {
      append(curve, session.advance(slice));
      const auto gallery = session.gallery(5);
      session.readImage(gallery.front().image);
      session.readDrawing(gallery.back().image);
    }
    curve.probabilities = session.readImage(session.gallery(1).front().image).probabilities;
    expectSameCurve(curve, expected);
  }
}

TEST(SessionTrainingTest, TheSeedDecidesTheCurve) {
  Session one = toySession();
  Config config = toyConfig();
  config.seed = 2;
  Session other = toySession();
  other.configure(config);
  EXPECT_NE(trainToTheEnd(one, 9).epochs.front().trainLoss,
            trainToTheEnd(other, 9).epochs.front().trainLoss);
}

TEST(SessionTrainingTest, ResetGivesTheSameCurveAgain) {
  Session session = toySession();
  const Curve first = trainToTheEnd(session, 1000);
  const NetworkSummary summary = session.reset();
  EXPECT_EQ(summary.text, "30-8-3");
  EXPECT_EQ(session.progress().phase, Phase::kTraining);
  EXPECT_EQ(session.progress().step, 0);
  expectSameCurve(trainToTheEnd(session, 7), first);
}

TEST(SessionTrainingTest, RaisingTheEpochsLetsTrainingGoOn) {
  Session straight = toySession();
  straight.tune(0.5, 8, 5);
  const Curve five = trainToTheEnd(straight, 1000);

  Session session = toySession();
  Curve curve = trainToTheEnd(session, 1000);
  session.tune(0.5, 8, 5);
  EXPECT_EQ(session.progress().phase, Phase::kTraining);
  EXPECT_EQ(session.progress().epochs, 5);
  const Curve rest = trainToTheEnd(session, 1000);
  ASSERT_EQ(rest.epochs.size(), 2U);
  EXPECT_EQ(rest.epochs.back().trainLoss, five.epochs.back().trainLoss);
  ASSERT_EQ(rest.tests.size(), 1U);  // tested again
  EXPECT_EQ(rest.tests.front().loss, five.tests.front().loss);
}

TEST(SessionTrainingTest, LoweringTheEpochsEndsWithTheRunningOne) {
  Session session = toySession();
  session.advance(1000);
  session.advance(1000);
  session.advance(3);  // in the second epoch
  session.tune(0.5, 8, 1);
  EXPECT_EQ(session.progress().phase, Phase::kTraining);
  const Curve curve = trainToTheEnd(session, 1000);
  EXPECT_EQ(curve.epochs.size(), 1U);
  EXPECT_EQ(session.progress().epoch, 2);
}

TEST(SessionTrainingTest, LoweringTheEpochsBetweenTwoGoesToTheTest) {
  Session session = toySession();
  session.advance(1000);
  session.advance(1000);
  session.tune(0.5, 8, 1);
  EXPECT_EQ(session.progress().phase, Phase::kTesting);
  session.tune(0.5, 8, 2);
  EXPECT_EQ(session.progress().phase, Phase::kTraining);
}

TEST(SessionTrainingTest, TuningChangesTheNextSteps) {
  Session session = toySession();
  session.advance(1);
  session.tune(0.25, 16, 3);
  EXPECT_EQ(session.advance(2).trainedSamples, 32);
  EXPECT_EQ(session.config().learningRate, 0.25);
  EXPECT_EQ(session.config().batchSize, 16);
  EXPECT_EQ(session.config().layers, "8");
}

TEST(SessionTrainingTest, AfterANonFiniteLossResetGivesTheCurveOfAFreshSession) {
  Config config = toyConfig();
  config.layers = "64,64,64,64,64,64,64,64";  // deep enough to overflow within some steps
  config.initialization = "he";
  Session fresh = toySession();
  fresh.configure(config);
  fresh.tune(1e-3, 8, 3);
  const Curve expected = trainToTheEnd(fresh, 1000);

  Session session = toySession();
  session.configure(config);
  session.tune(100, 8, 3);
  Progress good;
  expectError(ErrorCode::kNonFiniteLoss, "the learning rate 100 is too high", [&] {
    for (int step = 0; step < 13; ++step) {
      good = session.advance(1);
    }
  });
  EXPECT_GT(good.step, 0);
  EXPECT_EQ(session.progress().step, good.step);
  EXPECT_EQ(session.progress().batchLoss, good.batchLoss);
  expectError(ErrorCode::kNonFiniteLoss, "for example 10.", [&] { session.advance(1000); });
  session.tune(1e-3, 8, 3);
  session.reset();
  expectSameCurve(trainToTheEnd(session, 1000), expected);
}

TEST(SessionTrainingTest, RefusesToTrainWithoutImages) {
  Session session;
  expectError(ErrorCode::kNoData, "load a data set first", [&] { session.advance(1); });
  EXPECT_EQ(session.progress().phase, Phase::kTraining);
  EXPECT_EQ(session.progress().epochs, 25);
}

TEST(SessionTrainingTest, RefusesUnitsBelowOne) {
  Session session = toySession();
  for (const int units : {0, -1}) {
    expectError(ErrorCode::kInvalidArgument, "units: expected a whole number from 1",
                [&] { session.advance(units); });
  }
}

}  // namespace
}  // namespace inkling
