// What is measured of a network beside its accuracy: as drawn, calibrated, and sure or not.

#include <gtest/gtest.h>

#include "base/random.h"
#include "handwriting/digit_writer.h"
#include "handwriting/nonsense.h"
#include "session/session.h"
#include "session/toy_session.h"
#include "session/written_data.h"

namespace inkling {
namespace {

constexpr int kDrawings = 200;

double unsureShare(const Session& session, const std::vector<std::vector<Stroke>>& drawings) {
  int unsure = 0;
  for (const auto& strokes : drawings) {
    unsure += session.readStrokes(strokes).isSure ? 0 : 1;
  }
  return unsure / static_cast<double>(drawings.size());
}

TEST(SessionJudgementTest, NonsenseIsToldFromDigits) {
  const Session session = writtenSession(1000, 6);
  DigitWriter writer(77);
  Random random(78);
  std::vector<std::vector<Stroke>> digits;
  std::vector<std::vector<Stroke>> nonsense;
  for (int i = 0; i < kDrawings; ++i) {
    digits.push_back(writer.write(i % 10).strokes);
    nonsense.push_back(writeNonsense(random).strokes);
  }
  // The page's networks tell four times as much nonsense (tests/wasm/drawing.test.js); this one is
  // small and hardly trained.
  EXPECT_LT(unsureShare(session, digits), 0.06);
  EXPECT_GT(unsureShare(session, nonsense), 0.12);
}

TEST(SessionJudgementTest, EpochsTellHowDrawingsAreReadAndHowHonestProbabilitiesAre) {
  Session session = writtenSession(800, 1);
  session.tune(0.1, 32, 6);
  const EpochResult result = trainToTheEnd(session, 1000).epochs.back();
  // The digits of this data set are drawings to begin with.
  EXPECT_GT(result.drawnAccuracy, result.validationAccuracy - 0.12);
  EXPECT_LE(result.drawnAccuracy, 1);
  EXPECT_GT(result.temperature, 0.05);
  EXPECT_LT(result.calibrationError, 0.2);  // of 120 images
}

TEST(SessionJudgementTest, ADotIsNothingForSure) {
  Session session = toySession();
  trainToTheEnd(session, 1000);
  EXPECT_FALSE(session.readStrokes({{{0.5, 0.5}}}).isSure);
  EXPECT_FALSE(session.readStrokes({{{0.5, 0.5}, {0.54, 0.53}}}).isSure);
  EXPECT_TRUE(session.readStrokes({{{0.5, 0.5}, {0.5, 0.58}}}).isSure);
  EXPECT_TRUE(session.readStrokes({{{0.5, 0.5}}, {{0.58, 0.5}}}).isSure);
}

TEST(SessionJudgementTest, OtherThingsThanDigitsAreNeverUnsure) {
  Session session = toySession();
  trainToTheEnd(session, 1000);
  EXPECT_TRUE(session.readStrokes({{{0.1, 0.1}, {0.9, 0.9}}}).isSure);
}

TEST(SessionJudgementTest, SamplesAreOfWhatTheSettingsChange) {
  Session session = writtenSession(60, 1);
  EXPECT_TRUE(session.samples(4, 1).distorted.empty());
  EXPECT_TRUE(session.samples(4, 1).written.empty());
  Config config = session.config();
  config.augmentation = "rotate10";
  config.styles = 0.3;
  session.configure(config);
  const TrainingSamples samples = session.samples(4, 1);
  ASSERT_EQ(samples.distorted.size(), 4U);
  ASSERT_EQ(samples.written.size(), 4U);
  EXPECT_EQ(samples.distorted[0].pixels.size(), 784U);
  EXPECT_EQ(session.samples(4, 1).written[2].pixels, samples.written[2].pixels);
  EXPECT_NE(session.samples(4, 2).written[2].pixels, samples.written[2].pixels);
  EXPECT_NE(session.samples(4, 2).distorted[2].pixels, samples.distorted[2].pixels);
}

}  // namespace
}  // namespace inkling
