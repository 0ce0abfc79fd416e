#include "optimizer/adam.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "base/matrices.h"
#include "optimizer/subnormal.h"

namespace inkling {
namespace {

// MiniDNN and tiny-dnn advance beta^t once for each tensor, and their tests pass.
TEST(AdamTest, CountsStepsAndNotTensors) {
  const Matrix start = makeMatrix({{1, -2, 0.5}});
  Matrix alone = start;
  Matrix first = start;
  Matrix second = start;
  Matrix grad = makeMatrix({{0.5, -0.25, 3}});
  Adam one({{&alone, &grad}}, 0.1);
  Adam two({{&first, &grad}, {&second, &grad}}, 0.1);
  for (int step = 0; step < 4; ++step) {
    one.step();
    two.step();
    grad *= Scalar{-0.5};
  }
  expectNear(first, alone, 0);
  expectNear(second, alone, 0);
}

// mean / (1 - beta1) is the gradient then, and the root of square / (1 - beta2) its size.
TEST(AdamTest, TheFirstStepIsAsLongAsTheLearningRate) {
  Matrix value = makeMatrix({{1, 1, 1}});
  Matrix grad = makeMatrix({{1000, -1, 0.001}});
  Adam adam({{&value, &grad}}, 0.1);
  adam.step();
  constexpr double kEpsilonsPart = 2e-6;  // 0.1 * 1e-8 / 0.001
  expectNear(value, makeMatrix({{0.9, 1.1, 0.9}}), kEpsilonsPart);
}

TEST(AdamTest, AWeightWithoutGradientsStaysAndIsANumber) {
  Matrix value = makeMatrix({{0.25}});
  Matrix grad = makeMatrix({{0}});
  Adam adam({{&value, &grad}}, 0.1);
  adam.step();
  expectNear(value, makeMatrix({{0.25}}), 0);
}

// A mean of subnormal numbers stays one for good, and each operation on it takes very long.
TEST(AdamTest, AMeanThatFadesBecomesZeroInTheEnd) {
  EXPECT_EQ(flushSubnormal(std::numeric_limits<Scalar>::min() / 2), 0);
  EXPECT_EQ(flushSubnormal(-std::numeric_limits<Scalar>::denorm_min()), 0);
  EXPECT_EQ(flushSubnormal(-std::numeric_limits<Scalar>::min()),
            -std::numeric_limits<Scalar>::min());
  EXPECT_TRUE(std::isnan(flushSubnormal(std::numeric_limits<Scalar>::quiet_NaN())));
}

TEST(AdamTest, RefusesOptionsOutsideTheirRanges) {
  expectError(ErrorCode::kInvalidArgument, "beta1: expected a number from 0 to below 1, got 1",
              [] { Adam({}, 0.1, {.beta1 = 1}); });
  expectError(ErrorCode::kInvalidArgument, "beta2: expected a number from 0 to below 1, got -0.1",
              [] { Adam({}, 0.1, {.beta2 = -0.1}); });
  expectError(ErrorCode::kInvalidArgument, "epsilon: expected a number above 0, got 0",
              [] { Adam({}, 0.1, {.epsilon = 0}); });
  expectError(ErrorCode::kInvalidArgument, "learning rate", [] { Adam({}, 0); });
}

}  // namespace
}  // namespace inkling
