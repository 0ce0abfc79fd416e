#include "optimizer/momentum.h"

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "base/matrices.h"

namespace inkling {
namespace {

TEST(MomentumTest, GathersSpeedAlongAConstantGradient) {
  Matrix value = makeMatrix({{10}});
  Matrix grad = makeMatrix({{1}});
  Momentum momentum({{&value, &grad}}, 1, {.momentum = 0.5});
  momentum.step();  // velocities 1, 1.5, 1.75
  momentum.step();
  momentum.step();
  expectNear(value, makeMatrix({{10 - 1 - 1.5 - 1.75}}));
}

TEST(MomentumTest, NesterovLooksOneStepAhead) {
  Matrix value = makeMatrix({{10}});
  Matrix grad = makeMatrix({{1}});
  Momentum momentum({{&value, &grad}}, 1, {.momentum = 0.5, .nesterov = true});
  momentum.step();  // 1 + 0.5 * 1, then 1 + 0.5 * 1.5
  momentum.step();
  expectNear(value, makeMatrix({{10 - 1.5 - 1.75}}));
}

TEST(MomentumTest, ANewLearningRateActsOnTheWholeVelocity) {
  Matrix value = makeMatrix({{10}});
  Matrix grad = makeMatrix({{1}});
  Momentum momentum({{&value, &grad}}, 1, {.momentum = 0.5});
  momentum.step();
  momentum.setLearningRate(0.1);
  grad.setZero();
  momentum.step();
  expectNear(value, makeMatrix({{10 - 1 - 0.05}}));
}

TEST(MomentumTest, RefusesAMomentumThatNeverFades) {
  expectError(ErrorCode::kInvalidArgument, "momentum: expected a number from 0 to below 1, got 1",
              [] { Momentum({}, 0.1, {.momentum = 1}); });
}

}  // namespace
}  // namespace inkling
