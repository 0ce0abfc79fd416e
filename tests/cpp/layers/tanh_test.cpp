#include "layers/tanh.h"

#include <limits>
#include <utility>

#include <gtest/gtest.h>

#include "base/matrices.h"
#include "layers/gradient_check.h"

namespace inkling {
namespace {

TEST(TanhTest, MatchesNumPyAndDoesNotOverflow) {
  Tanh layer;
  expectNear(
      layer.forward(makeMatrix({{-1000, -2, 0}, {0.5, 3, 1000}})),
      makeMatrix({{-1, -0.9640275800758169, 0}, {0.46211715726000974, 0.9950547536867305, 1}}));
}

TEST(TanhTest, GradientsMatchCentralDifferences) {
  Random random(31);
  for (const auto& [batch, features] : {std::pair<Index, Index>{1, 6}, {3, 7}, {8, 2}}) {
    Tanh layer;
    const Matrix input = randomMatrix(batch, features, random);
    checkGradients(layer, input, random);
  }
}

TEST(TanhTest, PassesNaNOnSoThatDivergenceShows) {
  Tanh layer;
  const Matrix input = Matrix::Constant(3, 5, std::numeric_limits<Scalar>::quiet_NaN());
  EXPECT_TRUE(layer.forward(input).array().isNaN().all());
}

TEST(TanhTest, HasNoParameters) { EXPECT_TRUE(Tanh().parameters().empty()); }

}  // namespace
}  // namespace inkling
