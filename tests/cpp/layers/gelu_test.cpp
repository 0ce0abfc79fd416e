#include "layers/gelu.h"

#include <limits>
#include <utility>

#include <gtest/gtest.h>

#include "base/matrices.h"
#include "layers/gradient_check.h"
#include "parallel/threads_for_test.h"

namespace inkling {
namespace {

TEST(GeluTest, MatchesNumPyAndDoesNotOverflow) {
  Gelu layer;
  expectNear(
      layer.forward(makeMatrix({{-1000, -2, 0}, {0.5, 3, 1000}})),
      makeMatrix({{0, -0.04540230591222494, 0}, {0.34571400982514394, 2.996362607918227, 1000}}));
}

TEST(GeluTest, GradientsMatchCentralDifferences) {
  Random random(41);
  for (const auto& [batch, features] : {std::pair<Index, Index>{1, 6}, {3, 7}, {8, 2}}) {
    Gelu layer;
    checkGradients(layer, randomMatrix(batch, features, random), random);
  }
}

// Which elements are computed in vectors and which one by one depends on how the work is shared
// out.
TEST(GeluTest, GivesTheSameBitsWithAnyNumberOfThreads) {
  Random random(43);
  const Matrix input = randomMatrix(33, 307, random);
  const Matrix grad = randomMatrix(33, 307, random);
  Gelu layer;
  const Matrix output = layer.forward(input);
  const Matrix gradInput = layer.backward(grad);
  for (const int threads : {2, 3, 5}) {
    const ThreadsForTest guard(threads);
    expectNear(layer.forward(input), output, 0);
    expectNear(layer.backward(grad), gradInput, 0);
  }
}

TEST(GeluTest, PassesNaNOnSoThatDivergenceShows) {
  Gelu layer;
  const Matrix input = Matrix::Constant(3, 5, std::numeric_limits<Scalar>::quiet_NaN());
  EXPECT_TRUE(layer.forward(input).array().isNaN().all());
}

}  // namespace
}  // namespace inkling
