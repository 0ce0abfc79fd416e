#include "layers/dropout.h"

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "base/matrices.h"

namespace inkling {
namespace {

TEST(DropoutTest, LeavesOutTheShareAndScalesTheRest) {
  Dropout layer(0.25, Random(1));
  layer.setTraining(true);
  const Matrix output = layer.forward(Matrix::Constant(100, 100, Scalar{3}));
  Index dropped = 0;
  for (Index i = 0; i < output.size(); ++i) {
    dropped += output.data()[i] == 0 ? 1 : 0;
    if (output.data()[i] != 0) {
      ASSERT_EQ(output.data()[i], Scalar{3} * static_cast<Scalar>(1 / 0.75));
    }
  }
  // Of 10,000, with a standard deviation of 43.
  EXPECT_NEAR(static_cast<double>(dropped), 2500, 200);
}

TEST(DropoutTest, TheGradientGoesWhereTheInputWent) {
  Random random(2);
  Dropout layer(0.5, Random(3));
  layer.setTraining(true);
  const Matrix input = randomMatrix(4, 9, random);
  const Matrix grad = randomMatrix(4, 9, random);
  const Matrix output = layer.forward(input);
  const Matrix gradInput = layer.backward(grad);
  for (Index i = 0; i < 4; ++i) {
    for (Index j = 0; j < 9; ++j) {
      EXPECT_EQ(gradInput(i, j), output(i, j) == 0 ? Scalar{0} : 2 * grad(i, j));
    }
  }
}

TEST(DropoutTest, ReadingGivesTheInputAndUsesNoRandomNumbers) {
  Random random(4);
  const Matrix input = randomMatrix(3, 50, random);
  Dropout disturbed(0.5, Random(5));
  Dropout undisturbed(0.5, Random(5));
  expectNear(disturbed.forward(input), input, 0);
  disturbed.setTraining(true);
  undisturbed.setTraining(true);
  expectNear(disturbed.forward(input), undisturbed.forward(input), 0);
}

TEST(DropoutTest, EachStepLeavesOutOthers) {
  Dropout layer(0.5, Random(6));
  layer.setTraining(true);
  const Matrix input = Matrix::Ones(1, 64);
  const Matrix first = layer.forward(input);
  EXPECT_GT((layer.forward(input) - first).norm(), 0);
}

TEST(DropoutTest, RefusesARateOutOfRange) {
  expectError(ErrorCode::kInvalidArgument, "a rate from 0 to below 1",
              [] { Dropout(1, Random(7)); });
  expectError(ErrorCode::kInvalidArgument, "a rate from 0 to below 1",
              [] { Dropout(-0.1, Random(7)); });
}

}  // namespace
}  // namespace inkling
