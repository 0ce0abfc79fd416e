#include "layers/max_pool.h"

#include <limits>
#include <span>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "base/matrices.h"
#include "layers/gradient_check.h"

namespace inkling {
namespace {

TEST(MaxPoolTest, TakesTheLargestOfEachWindowAndChannel) {
  MaxPool layer({2, 4, 2}, 2, 2);
  EXPECT_EQ(layer.outputShape(), (ImageShape{1, 2, 2}));
  // Two channels: the second is ten times the first, negative.
  const Matrix input = makeMatrix({{1, -10, 2, -20, 3, -30, 4, -40, 5, -50, 6, -60, 7, -70, 0, 0}});
  expectNear(layer.forward(input), makeMatrix({{6, -10, 7, 0}}));
  expectNear(layer.backward(makeMatrix({{1, 2, 3, 4}})),
             makeMatrix({{0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 3, 0, 0, 4}}));
}

TEST(MaxPoolTest, OfEqualNumbersTheFirstGetsTheGradient) {
  MaxPool layer({2, 2, 1}, 2, 2);
  layer.forward(Matrix::Zero(1, 4));
  expectNear(layer.backward(makeMatrix({{5}})), makeMatrix({{5, 0, 0, 0}}));
}

TEST(MaxPoolTest, LeavesOutWhatFillsNoWindow) {
  MaxPool layer({3, 3, 1}, 2, 2);
  EXPECT_EQ(layer.outputShape(), (ImageShape{1, 1, 1}));
  expectNear(layer.forward(makeMatrix({{1, 2, 9, 3, 4, 9, 9, 9, 9}})), makeMatrix({{4}}));
}

// In random order, no two within a difference of each other: which is the largest must not change.
Matrix distinctNumbers(Index rows, Index columns, Random& random) {
  std::vector<Scalar> numbers(static_cast<std::size_t>(rows * columns));
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    numbers[i] = static_cast<Scalar>(0.1 * static_cast<double>(i) - 2);
  }
  random.shuffle(std::span(numbers));
  return Eigen::Map<const Matrix>(numbers.data(), rows, columns);
}

TEST(MaxPoolTest, GradientsMatchCentralDifferences) {
  Random random(7);
  for (const auto& [shape, side, stride] : {std::tuple<ImageShape, Index, Index>{{4, 6, 3}, 2, 2},
                                            {{5, 7, 2}, 3, 2},
                                            {{4, 3, 5}, 2, 1}}) {
    MaxPool layer(shape, side, stride);
    checkGradients(layer, distinctNumbers(3, shape.size(), random), random);
  }
}

TEST(MaxPoolTest, PassesNaNOnSoThatDivergenceShows) {
  MaxPool layer({2, 2, 1}, 2, 2);
  for (Index i = 0; i < 4; ++i) {
    Matrix input = Matrix::Zero(1, 4);
    input(0, i) = std::numeric_limits<Scalar>::quiet_NaN();
    EXPECT_TRUE(layer.forward(input).array().isNaN().all()) << i;
  }
}

TEST(MaxPoolTest, RefusesWhatDoesNotFit) {
  expectError(ErrorCode::kShapeMismatch, "windows of side 1 or more that fit", [] {
    MaxPool({3, 8, 1}, 4, 4);
  });
  MaxPool layer({4, 4, 1}, 2, 2);
  expectError(ErrorCode::kShapeMismatch, "expected 16 input columns, got 15",
              [&] { layer.forward(Matrix::Zero(1, 15)); });
}

}  // namespace
}  // namespace inkling
