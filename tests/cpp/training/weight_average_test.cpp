#include "training/weight_average.h"

#include <vector>

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "base/matrices.h"
#include "parallel/threads_for_test.h"

namespace inkling {
namespace {

TEST(WeightAverageTest, FollowsFasterInTheBeginning) {
  Matrix weights = makeMatrix({{1, 0}});
  Matrix bias = makeMatrix({{-1}});
  WeightAverage average({&weights, &bias}, 0.2);
  weights = makeMatrix({{12, 11}});
  bias = makeMatrix({{10}});
  average.update();  // d = 2 / 11: below 0.2
  average.swap();
  expectNear(weights, makeMatrix({{10, 9}}));
  expectNear(bias, makeMatrix({{8}}));
  average.swap();
  weights = makeMatrix({{20, 9}});
  average.update();  // d = 0.2: below 3 / 12
  average.swap();
  expectNear(weights, makeMatrix({{18, 9}}));
  expectNear(bias, makeMatrix({{9.6}}));
}

TEST(WeightAverageTest, IsTheExponentialAverageInTheLongRun) {
  constexpr double kDecay = 0.5;
  Matrix weights = makeMatrix({{0}});
  WeightAverage average({&weights}, kDecay);
  double expected = 0;
  for (int t = 1; t <= 40; ++t) {
    weights(0, 0) = static_cast<Scalar>(t % 3);
    average.update();
    const double d = t < 8 ? (1.0 + t) / (10.0 + t) : kDecay;  // 9 / 18 is the first that is 0.5
    expected = d * expected + (1 - d) * (t % 3);
  }
  average.swap();
  EXPECT_NEAR(weights(0, 0), expected, kRoundingTolerance);
}

TEST(WeightAverageTest, SwappedTwiceTheTrainedWeightsAreBackToTheBit) {
  Random random(3);
  Matrix weights = randomMatrix(3, 4, random);
  WeightAverage average({&weights}, 0.9);
  weights = randomMatrix(3, 4, random);
  average.update();
  const Matrix trained = weights;
  EXPECT_FALSE(average.isSwappedIn());
  average.swap();
  EXPECT_TRUE(average.isSwappedIn());
  EXPECT_NE(weights, trained);
  average.swap();
  EXPECT_FALSE(average.isSwappedIn());
  EXPECT_EQ(weights, trained);
}

TEST(WeightAverageTest, SwappingCopiesNothing) {
  Matrix weights = Matrix::Zero(30, 40);
  WeightAverage average({&weights}, 0.9);
  const Scalar* const memory = weights.data();
  average.swap();
  EXPECT_NE(weights.data(), memory);
  average.swap();
  EXPECT_EQ(weights.data(), memory);
}

TEST(WeightAverageTest, ThreadsChangeNoBit) {
  Random random(4);
  const Matrix before = randomMatrix(211, 307, random);
  const Matrix after = randomMatrix(211, 307, random);
  std::vector<Matrix> averages;
  for (const int threads : {1, 2, 3}) {
    const ThreadsForTest scope(threads);
    Matrix weights = before;
    WeightAverage average({&weights}, 0.9);
    weights = after;
    average.update();
    average.swap();
    averages.push_back(weights);
  }
  EXPECT_EQ(averages[1], averages[0]);
  EXPECT_EQ(averages[2], averages[0]);
}

TEST(WeightAverageTest, RefusesADecayThatNeverFollows) {
  expectError(ErrorCode::kInvalidArgument,
              "decay of the average: expected a number from 0 to below 1, got 1",
              [] { WeightAverage({}, 1); });
}

}  // namespace
}  // namespace inkling
