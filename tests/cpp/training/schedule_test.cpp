#include "training/schedule.h"

#include <algorithm>
#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "base/expect_error.h"

namespace inkling {
namespace {

// Some roundings in double, which schedules are computed in.
constexpr double kTolerance = 1e-14;

double factor(const std::string& name, std::int64_t step, std::int64_t totalSteps,
              double warmUp = 0) {
  return Schedule({.name = name, .warmUp = warmUp}).factor(step, totalSteps);
}

TEST(ScheduleTest, ConstantIsOne) {
  const Schedule schedule;
  for (const int step : {0, 1, 50, 99}) {
    EXPECT_EQ(schedule.factor(step, 100), 1);
  }
}

TEST(ScheduleTest, StepFallsToATenthAtAHalfAndAtThreeQuarters) {
  EXPECT_EQ(factor("step", 0, 100), 1);
  EXPECT_EQ(factor("step", 49, 100), 1);
  EXPECT_NEAR(factor("step", 50, 100), 0.1, kTolerance);
  EXPECT_NEAR(factor("step", 74, 100), 0.1, kTolerance);
  EXPECT_NEAR(factor("step", 75, 100), 0.01, kTolerance);
  EXPECT_NEAR(factor("step", 99, 100), 0.01, kTolerance);
}

TEST(ScheduleTest, CosineFallsAlongHalfACosine) {
  EXPECT_NEAR(factor("cosine", 0, 12), 1, kTolerance);
  EXPECT_NEAR(factor("cosine", 2, 12), (1 + std::sqrt(3) / 2) / 2, kTolerance);  // 30 degrees
  EXPECT_NEAR(factor("cosine", 4, 12), 0.75, kTolerance);
  EXPECT_NEAR(factor("cosine", 6, 12), 0.5, kTolerance);
  EXPECT_NEAR(factor("cosine", 8, 12), 0.25, kTolerance);
}

TEST(ScheduleTest, OneCycleRisesAndFalls) {
  EXPECT_NEAR(factor("one-cycle", 0, 100), 0.04, kTolerance);
  EXPECT_NEAR(factor("one-cycle", 10, 100), 0.04 + 0.96 * 0.25, kTolerance);  // 60 degrees
  EXPECT_NEAR(factor("one-cycle", 15, 100), 0.52, kTolerance);
  EXPECT_NEAR(factor("one-cycle", 30, 100), 1, kTolerance);
  EXPECT_NEAR(factor("one-cycle", 65, 100), (1 + 1e-4) / 2, kTolerance);
  EXPECT_NEAR(factor("one-cycle", 9'999, 10'000), 1e-4, 1e-6);
}

TEST(ScheduleTest, WarmUpRisesLinearlyToTheBeginning) {
  EXPECT_NEAR(factor("constant", 0, 100, 0.04), 0.2, kTolerance);  // 4 steps, the 5th is at the top
  EXPECT_NEAR(factor("constant", 3, 100, 0.04), 0.8, kTolerance);
  EXPECT_EQ(factor("constant", 4, 100, 0.04), 1);
  EXPECT_NEAR(factor("one-cycle", 1, 100, 0.04), 0.04 * 0.4, kTolerance);
}

TEST(ScheduleTest, TheScheduleTakesTheStepsThatTheWarmUpLeaves) {
  EXPECT_NEAR(factor("cosine", 20, 100, 0.2), 1, kTolerance);
  EXPECT_NEAR(factor("cosine", 60, 100, 0.2), 0.5, kTolerance);
  EXPECT_EQ(factor("step", 59, 100, 0.2), 1);
  EXPECT_NEAR(factor("step", 60, 100, 0.2), 0.1, kTolerance);
}

// A learning rate of 0 is refused by the optimizers, and above 1 is not what was asked for.
TEST(ScheduleTest, IsAboveZeroAndAtMostOneAtEveryStep) {
  for (const std::string_view name : scheduleNames()) {
    for (const int totalSteps : {1, 2, 7, 1000}) {
      for (const double warmUp : {0.0, 0.1, 0.999}) {
        double largest = 0;
        for (int step = 0; step < totalSteps; ++step) {
          const double now = factor(std::string(name), step, totalSteps, warmUp);
          EXPECT_GT(now, 0) << name << " at " << step << " of " << totalSteps;
          largest = std::max(largest, now);
        }
        EXPECT_LE(largest, 1) << name;
      }
    }
  }
}

TEST(ScheduleTest, StepsBeyondTheLastAreAsTheLast) {
  for (const std::string_view name : scheduleNames()) {
    const double last = factor(std::string(name), 99, 100);
    EXPECT_EQ(factor(std::string(name), 100, 100), last);
    EXPECT_EQ(factor(std::string(name), 12'345, 100), last);
  }
}

TEST(ScheduleTest, RefusesWhatItDoesNotKnow) {
  expectError(ErrorCode::kInvalidArgument,
              "schedule: expected constant, step, cosine or one-cycle, got \"linear\"",
              [] { Schedule({.name = "linear"}); });
  expectError(ErrorCode::kInvalidArgument, "warm-up: expected a number from 0 to below 1, got 1",
              [] { Schedule({.warmUp = 1}); });
}

}  // namespace
}  // namespace inkling
