#include "layers/relu.h"

#include <limits>
#include <utility>

#include <gtest/gtest.h>

#include "base/matrices.h"
#include "layers/gradient_check.h"

namespace inkling {
namespace {

TEST(ReluTest, KeepsPositiveValuesAlone) {
  Relu layer;
  expectNear(layer.forward(makeMatrix({{-1000, -2, 0}, {0.5, 3, 1000}})),
             makeMatrix({{0, 0, 0}, {0.5, 3, 1000}}), 0);
}

TEST(ReluTest, PassesTheGradientWhereTheOutputIsPositive) {
  Relu layer;
  const Matrix input = makeMatrix({{-1, 0, 2}});
  layer.forward(input);
  expectNear(layer.backward(makeMatrix({{5, 6, 7}})), makeMatrix({{0, 0, 7}}), 0);
}

TEST(ReluTest, GradientsMatchCentralDifferences) {
  Random random(31);
  for (const auto& [batch, features] : {std::pair<Index, Index>{1, 6}, {3, 7}, {8, 2}}) {
    Relu layer;
    // Differences across the bend at 0 are not the derivative, so stay clear of it.
    const Matrix input = randomMatrix(batch, features, random).unaryExpr([](Scalar value) {
      return value + (value < 0 ? Scalar{-1} : Scalar{1}) / Scalar{10};
    });
    checkGradients(layer, input, random);
  }
}

TEST(ReluTest, PassesNaNOnSoThatDivergenceShows) {
  Relu layer;
  const Matrix input = Matrix::Constant(3, 5, std::numeric_limits<Scalar>::quiet_NaN());
  EXPECT_TRUE(layer.forward(input).array().isNaN().all());
}

TEST(ReluTest, HasNoParameters) { EXPECT_TRUE(Relu().parameters().empty()); }

}  // namespace
}  // namespace inkling
