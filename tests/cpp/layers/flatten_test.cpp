#include "layers/flatten.h"

#include <gtest/gtest.h>

#include "base/matrices.h"

namespace inkling {
namespace {

TEST(FlattenTest, ChangesTheShapeAlone) {
  Random random(10);
  const Matrix input = randomMatrix(2, 12, random);
  Flatten layer;
  expectNear(layer.forward(input), input, 0);
  expectNear(layer.backward(input), input, 0);
  const LayerPlan plan = Flatten::kind().plan({}, {2, 3, 2});
  EXPECT_EQ(plan.output, (ImageShape{1, 1, 12}));
  EXPECT_EQ(plan.parameters, 0);
}

}  // namespace
}  // namespace inkling
