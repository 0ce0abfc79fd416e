#include "layers/leaky_relu.h"

#include <limits>
#include <utility>

#include <gtest/gtest.h>

#include "base/matrices.h"
#include "layers/gradient_check.h"

namespace inkling {
namespace {

TEST(LeakyReluTest, LeaksAHundredthBelowZero) {
  LeakyRelu layer;
  expectNear(layer.forward(makeMatrix({{-1000, -2, 0}, {0.5, 3, 1000}})),
             makeMatrix({{-10, -0.02, 0}, {0.5, 3, 1000}}));
}

TEST(LeakyReluTest, GradientsMatchCentralDifferences) {
  Random random(42);
  for (const auto& [batch, features] : {std::pair<Index, Index>{1, 6}, {3, 7}, {8, 2}}) {
    LeakyRelu layer;
    checkGradients(layer, randomMatrix(batch, features, random), random);
  }
}

TEST(LeakyReluTest, PassesNaNOnSoThatDivergenceShows) {
  LeakyRelu layer;
  const Matrix input = Matrix::Constant(3, 5, std::numeric_limits<Scalar>::quiet_NaN());
  EXPECT_TRUE(layer.forward(input).array().isNaN().all());
}

}  // namespace
}  // namespace inkling
