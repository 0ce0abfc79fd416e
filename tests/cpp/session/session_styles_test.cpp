// Training that is mixed with written digits.

#include <algorithm>
#include <cmath>
#include <memory>

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "session/network_builder.h"
#include "session/session.h"
#include "session/toy_session.h"
#include "session/training_run.h"

namespace inkling {
namespace {

// 60 images of 28 x 28 and ten classes: class k is a bar in row 2 k.
TrainingData tenClasses() {
  constexpr std::uint32_t kCount = 60;
  Bytes pixels(std::size_t{kCount} * 784);
  Bytes labels;
  for (std::uint32_t i = 0; i < kCount; ++i) {
    labels.push_back(static_cast<std::uint8_t>(i % 10));
    std::fill_n(&pixels[i * 784 + (i % 10) * 2 * 28], 28, std::uint8_t{200});
  }
  std::vector<IdxFile> files;
  files.push_back(idxFile("images", idxBytes({kCount, 28, 28}, pixels)));
  files.push_back(idxFile("labels", labelBytes(labels)));
  return assembleTrainingData(std::move(files));
}

Config stylesConfig(double styles) {
  Config config = toyConfig();
  config.learningRate = 0.05;
  config.styles = styles;
  return config;
}

struct MixedRun {
  MixedRun(const TrainingData& data, double styles, const std::shared_ptr<WrittenPool>& pool)
      : network(Random(1)),
        run(*layers, data, stylesConfig(styles), Random(2), pool,
            std::make_shared<CheckImages>(data)) {}

  Random network;
  std::unique_ptr<Sequential> layers =
      buildNetwork(stylesConfig(0), {28, 28, 1}, 10, network).layers;
  TrainingRun run;
};

// The losses of two epochs.
std::vector<double> losses(TrainingRun& run, int slice) {
  std::vector<double> values;
  while (run.progress().epoch < 2) {
    const Progress progress = run.advance(slice);
    for (const RunningPoint& point : progress.points) {
      values.push_back(point.loss);
    }
    if (progress.epochResult) {
      values.push_back(progress.epochResult->validationLoss);
    }
  }
  return values;
}

TEST(SessionStylesTest, DigitsAreWrittenFirstThenMixedIn) {
  const TrainingData data = tenClasses();
  const auto training = static_cast<int>(data.split.training.size());
  const auto pool = std::make_shared<WrittenPool>(1, 40, 28, 28);
  MixedRun with(data, 0.5, pool);
  EXPECT_EQ(with.run.progress().phase, Phase::kPreparing);
  EXPECT_EQ(with.run.progress().prepared, 0);
  Progress progress = with.run.advance(2);
  EXPECT_EQ(progress.phase, Phase::kPreparing);
  EXPECT_DOUBLE_EQ(progress.prepared, 16.0 / 40);
  EXPECT_EQ(progress.step, 0);
  progress = with.run.advance(1000);
  EXPECT_EQ(progress.phase, Phase::kTraining);
  EXPECT_EQ(progress.prepared, 1);
  EXPECT_EQ(progress.trainedSamples, 0);
  progress = with.run.advance(1000);
  EXPECT_EQ(progress.trainedSamples, 2 * training);  // as many written ones
  EXPECT_EQ(progress.phase, Phase::kEvaluating);
  progress = with.run.advance(1);
  EXPECT_EQ(progress.measuredSamples, training);  // measured is what was loaded
}

TEST(SessionStylesTest, ARunIsTheSameHoweverItIsSlicedAndWhoeverWroteItsDigits) {
  const TrainingData data = tenClasses();
  const auto pool = std::make_shared<WrittenPool>(1, 40, 28, 28);
  MixedRun first(data, 0.3, pool);
  const std::vector<double> whole = losses(first.run, 1000);
  MixedRun sliced(data, 0.3, std::make_shared<WrittenPool>(1, 40, 28, 28));
  EXPECT_EQ(losses(sliced.run, 1), whole);
  MixedRun again(data, 0.3, pool);
  EXPECT_EQ(again.run.progress().phase, Phase::kTraining);
  EXPECT_EQ(losses(again.run, 3), whole);
  MixedRun without(data, 0, nullptr);
  EXPECT_NE(losses(without.run, 1000), whole);
}

TEST(SessionStylesTest, TheSettingIsChecked) {
  Session session;
  for (const double styles : {-0.1, 0.91, std::nan("")}) {
    Config config;
    config.styles = styles;
    expectError(ErrorCode::kInvalidArgument, "styles: expected a share from 0 to 0.9",
                [&] { session.configure(config); });
  }
}

TEST(SessionStylesTest, LettersAndOtherThingsAreNotMixedWithDigits) {
  Session session = toySession();
  Config config = toyConfig();
  config.styles = 0.3;
  expectError(ErrorCode::kInvalidArgument, "styles: expected 0 for images of other things",
              [&] { session.configure(config); });
  EXPECT_EQ(session.config().styles, 0);
  EXPECT_EQ(session.advance(1).step, 1);
}

TEST(SessionStylesTest, AResetKeepsTheDigitsThatAreWritten) {
  const TrainingData data = tenClasses();
  Session session;
  Bytes pixels;
  for (std::uint32_t i = 0; i < 60; ++i) {
    pixels.insert(pixels.end(), data.training.image(i).begin(), data.training.image(i).end());
  }
  session.addFile("images", idxBytes({60, 28, 28}, pixels));
  session.addFile("labels",
                  labelBytes({data.training.labels().begin(), data.training.labels().end()}));
  session.commitFiles();
  session.configure(stylesConfig(0.3));
  const double prepared = session.advance(2).prepared;
  EXPECT_GT(prepared, 0);
  session.reset();
  EXPECT_EQ(session.progress().prepared, prepared);
  session.configure(stylesConfig(0.5));
  EXPECT_EQ(session.progress().prepared, prepared);
  Config other = stylesConfig(0.5);
  other.seed = 9;
  session.configure(other);
  EXPECT_EQ(session.progress().prepared, 0);
  session.configure(stylesConfig(0));
  EXPECT_EQ(session.progress().prepared, 1);
  EXPECT_EQ(session.progress().phase, Phase::kTraining);
}

}  // namespace
}  // namespace inkling
