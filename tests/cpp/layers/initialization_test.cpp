#include "layers/initialization.h"

#include <cmath>

#include <gtest/gtest.h>

#include "base/matrices.h"

namespace inkling {
namespace {

TEST(InitializationTest, DeviationsFollowTheFormulas) {
  EXPECT_DOUBLE_EQ(initialDeviation(Initialization::kXavierNormal, 784, 100),
                   0.04756514941544941);  // sqrt(2 / 884)
  EXPECT_DOUBLE_EQ(initialDeviation(Initialization::kHeNormal, 784, 100),
                   0.050507627227610541);  // sqrt(2 / 784)
}

TEST(InitializationTest, WeightsAreTheGeneratorsNumbersTimesTheDeviation) {
  Random random(7);
  Random same(7);
  const Matrix weights = initialWeights(Initialization::kXavierNormal, 3, 5, random);
  ASSERT_EQ(weights.rows(), 3);
  ASSERT_EQ(weights.cols(), 5);
  for (Index row = 0; row < 3; ++row) {
    for (Index column = 0; column < 5; ++column) {
      EXPECT_NEAR(weights(row, column), 0.5 * same.normal(), kRoundingTolerance);
    }
  }
}

TEST(InitializationTest, LargeWeightsHaveMeanAndDeviationAsked) {
  Random random(2);
  const Matrix weights = initialWeights(Initialization::kHeNormal, 200, 100, random);
  const double count = 20'000;
  const double deviation = 0.1;  // sqrt(2 / 200)
  const double mean = static_cast<double>(weights.sum()) / count;
  const double square = static_cast<double>(weights.squaredNorm()) / count;
  EXPECT_NEAR(mean, 0, 5 * deviation / std::sqrt(count));  // five standard errors
  EXPECT_NEAR(std::sqrt(square), deviation, 5 * deviation / std::sqrt(2 * count));
}

}  // namespace
}  // namespace inkling
