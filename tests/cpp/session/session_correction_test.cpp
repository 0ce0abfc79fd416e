// Teaching a trained network what a few drawings are.

#include <vector>

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "session/session.h"
#include "session/toy_session.h"
#include "session/written_data.h"

namespace inkling {
namespace {

constexpr int kImages = 800;
constexpr int kEpochs = 6;
constexpr double kMostLost = 0.003;
// The readings before are those after an undo but for what subtracting and adding rounds.
constexpr float kRounding = 1e-4F;

// Somebody's 7: a flag, a cross, and a foot as of a 2.
std::vector<Stroke> oddSeven(double shift) {
  return {{{0.30 + shift, 0.32}, {0.34, 0.22}, {0.70, 0.24 + shift}, {0.44, 0.80}, {0.74, 0.80}},
          {{0.36, 0.52 + shift}, {0.66, 0.48}}};
}

std::vector<LabelledDrawing> tenSevens() {
  std::vector<LabelledDrawing> examples;
  for (int i = 0; i < 10; ++i) {
    examples.push_back({oddSeven(0.004 * i), 7});
  }
  return examples;
}

Progress correctAll(Session& session) {
  Progress progress = session.progress();
  while (progress.phase == Phase::kCorrecting) {
    progress = session.advance(7);
  }
  return progress;
}

TEST(SessionCorrectionTest, TenOddSevensMakeTheNextOnesRight) {
  Session session = writtenSession(kImages, kEpochs);
  const std::vector<Stroke> next = oddSeven(-0.01);
  ASSERT_NE(session.readStrokes(next).prediction, 7) << "it is not odd";

  session.correct(tenSevens());
  EXPECT_EQ(session.progress().phase, Phase::kCorrecting);
  EXPECT_EQ(session.progress().corrected, 0);
  const Progress progress = correctAll(session);
  EXPECT_EQ(progress.phase, Phase::kDone);
  EXPECT_EQ(progress.corrected, 1);
  ASSERT_TRUE(progress.correctionResult.has_value());
  const CorrectionResult& result = *progress.correctionResult;
  EXPECT_EQ(result.examples, 10);
  EXPECT_LT(result.rightBefore, 10);
  EXPECT_EQ(result.rightAfter, 10);
  EXPECT_GE(result.validationAfter, result.validationBefore - kMostLost);
  EXPECT_EQ(session.readStrokes(next).prediction, 7);
}

TEST(SessionCorrectionTest, IsUndone) {
  Session session = writtenSession(kImages, kEpochs);
  const std::vector<Stroke> drawing = oddSeven(0);
  const Reading before = session.readStrokes(drawing);
  session.correct(tenSevens());
  correctAll(session);
  session.undoCorrection();
  const Reading after = session.readStrokes(drawing);
  EXPECT_EQ(session.progress().phase, Phase::kDone);
  EXPECT_EQ(after.isSure, before.isSure);
  for (std::size_t k = 0; k < 10; ++k) {
    EXPECT_NEAR(after.probabilities[k], before.probabilities[k], kRounding);
  }
  expectError(ErrorCode::kInvalidArgument, "since the last training step",
              [&] { session.undoCorrection(); });
}

TEST(SessionCorrectionTest, MayComeInTheMidstOfAnEpochAndOfItsMeasuring) {
  Session session = untrainedWrittenSession(kImages, 2);
  session.advance(5);
  session.correct(tenSevens());
  EXPECT_EQ(correctAll(session).phase, Phase::kTraining);
  EXPECT_EQ(session.progress().step, 5);

  session.advance(1000);
  session.advance(1);
  ASSERT_EQ(session.progress().phase, Phase::kEvaluating);
  session.correct(tenSevens());
  EXPECT_EQ(correctAll(session).phase, Phase::kEvaluating);
  const Progress progress = session.advance(100'000);
  ASSERT_TRUE(progress.epochResult.has_value());
  EXPECT_EQ(progress.epoch, 1);

  session.advance(1);  // a step that undo would lose
  expectError(ErrorCode::kInvalidArgument, "since the last training step",
              [&] { session.undoCorrection(); });
}

TEST(SessionCorrectionTest, AveragedWeightsLearnIt) {
  Session session = writtenSession(kImages, 1);
  Config config = session.config();
  config.weightAverage = 0.9;
  config.epochs = kEpochs;
  session.configure(config);
  trainToTheEnd(session, 1000);
  session.correct(tenSevens());
  EXPECT_EQ(correctAll(session).correctionResult->rightAfter, 10);
  EXPECT_EQ(session.readStrokes(oddSeven(0)).prediction, 7);
}

TEST(SessionCorrectionTest, RefusesWhatItCannotTeach) {
  Session untrained = toySession();
  expectError(ErrorCode::kInvalidArgument, "has trained", [&] {
    untrained.correct({{oddSeven(0), 1}});
  });
  Session session = toySession();
  session.advance(3);
  expectError(ErrorCode::kInvalidArgument, "at least one drawing", [&] { session.correct({}); });
  expectError(ErrorCode::kInvalidArgument, "0 to 2, got 3", [&] {
    session.correct({{oddSeven(0), 3}});
  });
  expectError(ErrorCode::kInvalidArgument, "a blank one", [&] {
    session.correct({{{{{5, 5}}}, 1}});
  });
  session.correct({{oddSeven(0), 1}});
  expectError(ErrorCode::kInvalidArgument, "not done yet", [&] {
    session.correct({{oddSeven(0), 1}});
  });
  Session empty;
  expectError(ErrorCode::kNoData, "load a data set", [&] { empty.correct({{oddSeven(0), 1}}); });
}

}  // namespace
}  // namespace inkling
