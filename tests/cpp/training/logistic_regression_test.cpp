#include "training/logistic_regression.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"

namespace inkling {
namespace {

LinearScore fit(const Matrix& inputs, const std::vector<std::uint8_t>& isFirst) {
  LogisticRegression regression(inputs, isFirst);
  while (!regression.isDone()) {
    regression.step();
  }
  return regression.score();
}

TEST(LogisticRegressionTest, FindsTheOddsThatTheKindsWereDrawnWith) {
  constexpr Index kCount = 20'000;
  Random random(4);
  Matrix inputs(kCount, 2);
  std::vector<std::uint8_t> isFirst;
  for (Index i = 0; i < kCount; ++i) {
    inputs(i, 0) = static_cast<Scalar>(5 + 2 * random.normal());
    inputs(i, 1) = static_cast<Scalar>(0.1 * random.normal());
    const double odds = 0.8 * (inputs(i, 0) - 5) - 12 * inputs(i, 1) + 0.5;
    isFirst.push_back(random.uniform() < 1 / (1 + std::exp(-odds)) ? 1 : 0);
  }
  const LinearScore score = fit(inputs, isFirst);
  // Within the noise of so many draws and the shrinking by the penalty.
  EXPECT_NEAR(score.weights[0], 0.8, 0.05);
  EXPECT_NEAR(score.weights[1], -12, 0.8);
  EXPECT_NEAR(score.bias + 5 * score.weights[0], 0.5, 0.06);
  EXPECT_NEAR(score(inputs, 7),
              score.bias + score.weights[0] * inputs(7, 0) + score.weights[1] * inputs(7, 1), 1e-6);
}

TEST(LogisticRegressionTest, EndsWhereTheKindsAreApartAndWhereAnInputNeverChanges) {
  Matrix inputs(4, 2);
  inputs << -2, 7, -1, 7, 1, 7, 2, 7;
  const LinearScore score = fit(inputs, {0, 0, 1, 1});
  EXPECT_TRUE(std::isfinite(score.bias));
  EXPECT_LT(score(inputs, 1), 0);
  EXPECT_GT(score(inputs, 2), 0);
}

}  // namespace
}  // namespace inkling
