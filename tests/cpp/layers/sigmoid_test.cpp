#include "layers/sigmoid.h"

#include <limits>
#include <utility>

#include <gtest/gtest.h>

#include "base/matrices.h"
#include "layers/gradient_check.h"

namespace inkling {
namespace {

TEST(SigmoidTest, MatchesNumPyAndDoesNotOverflow) {
  Sigmoid layer;
  expectNear(
      layer.forward(makeMatrix({{-1000, -2, 0}, {0.5, 3, 1000}})),
      makeMatrix({{0, 0.11920292202211755, 0.5}, {0.6224593312018546, 0.9525741268224334, 1}}));
}

TEST(SigmoidTest, GradientsMatchCentralDifferences) {
  Random random(31);
  for (const auto& [batch, features] : {std::pair<Index, Index>{1, 6}, {3, 7}, {8, 2}}) {
    Sigmoid layer;
    const Matrix input = randomMatrix(batch, features, random);
    checkGradients(layer, input, random);
  }
}

TEST(SigmoidTest, PassesNaNOnSoThatDivergenceShows) {
  Sigmoid layer;
  const Matrix input = Matrix::Constant(3, 5, std::numeric_limits<Scalar>::quiet_NaN());
  EXPECT_TRUE(layer.forward(input).array().isNaN().all());
}

TEST(SigmoidTest, HasNoParameters) { EXPECT_TRUE(Sigmoid().parameters().empty()); }

}  // namespace
}  // namespace inkling
