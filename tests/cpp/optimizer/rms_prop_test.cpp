#include "optimizer/rms_prop.h"

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "base/matrices.h"

namespace inkling {
namespace {

TEST(RmsPropTest, DividesByTheRootOfTheMeanSquare) {
  Matrix value = makeMatrix({{1, 1}});
  Matrix grad = makeMatrix({{4, -2}});
  RmsProp rmsProp({{&value, &grad}}, 0.1, {.beta2 = 0.75, .epsilon = 1});
  rmsProp.step();  // roots of a quarter of the squares: 2 and 1
  expectNear(value, makeMatrix({{1 - 0.4 / 3, 1 + 0.2 / 2}}));
}

TEST(RmsPropTest, AWeightWithoutGradientsStaysAndIsANumber) {
  Matrix value = makeMatrix({{0.25}});
  Matrix grad = makeMatrix({{0}});
  RmsProp rmsProp({{&value, &grad}}, 0.1);
  rmsProp.step();
  expectNear(value, makeMatrix({{0.25}}), 0);
}

TEST(RmsPropTest, RefusesOptionsOutsideTheirRanges) {
  expectError(ErrorCode::kInvalidArgument, "beta2: expected a number from 0 to below 1, got 1",
              [] { RmsProp({}, 0.1, {.beta2 = 1}); });
  expectError(ErrorCode::kInvalidArgument, "epsilon: expected a number above 0, got -1",
              [] { RmsProp({}, 0.1, {.epsilon = -1}); });
}

}  // namespace
}  // namespace inkling
