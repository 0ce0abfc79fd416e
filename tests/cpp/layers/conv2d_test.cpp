#include "layers/conv2d.h"

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "base/matrices.h"
#include "layers/gradient_check.h"

namespace inkling {
namespace {

TEST(Conv2DTest, SlidesTheFilterOverTheImage) {
  // A difference of neighbours, and a sum of all four plus 10.
  Conv2D layer({2, 3, 1}, {.side = 2}, makeMatrix({{1, 1}, {-1, 1}, {0, 1}, {0, 1}}),
               makeMatrix({{0, 10}}));
  EXPECT_EQ(layer.outputShape(), (ImageShape{1, 2, 2}));
  expectNear(layer.forward(makeMatrix({{1, 2, 4, 0, 5, 7}})), makeMatrix({{-1, 18, -2, 28}}));
}

TEST(Conv2DTest, PaddingIsZerosAround) {
  Conv2D layer({1, 2, 1}, {.side = 3, .padding = 1}, Matrix::Ones(9, 1), makeMatrix({{0.5}}));
  EXPECT_EQ(layer.outputShape(), (ImageShape{1, 2, 1}));
  expectNear(layer.forward(makeMatrix({{3, 4}})), makeMatrix({{7.5, 7.5}}));
}

struct Case {
  ImageShape input;
  Conv2D::Options options;
  Index filters;
};

// With strides that leave pixels over, and padding where no filter reaches the far edge.
const std::vector<Case> kCases = {
    {{5, 4, 1}, {3, 1, 0}, 2}, {{4, 5, 3}, {2, 1, 0}, 5}, {{6, 5, 2}, {3, 2, 0}, 3},
    {{6, 5, 2}, {3, 2, 1}, 3}, {{5, 5, 2}, {3, 1, 1}, 4}, {{7, 6, 1}, {4, 3, 2}, 2},
};

TEST(Conv2DTest, GradientsMatchCentralDifferences) {
  Random random(5);
  for (const Case& c : kCases) {
    const Index patch = c.options.side * c.options.side * c.input.channels;
    Conv2D layer(c.input, c.options, randomMatrix(patch, c.filters, random),
                 randomMatrix(1, c.filters, random));
    SCOPED_TRACE(testing::Message() << c.input.rows << " x " << c.input.columns << ", side "
                                    << c.options.side << ", stride " << c.options.stride);
    checkGradients(layer, randomMatrix(3, c.input.size(), random), random);
  }
}

TEST(Conv2DTest, FollowsTheBatchSizeOfEachCall) {
  Random random(6);
  Conv2D layer({4, 4, 1}, {.side = 3, .padding = 1}, randomMatrix(9, 2, random));
  const Matrix input = randomMatrix(5, 16, random);
  const Matrix all = layer.forward(input);
  for (Index i = 0; i < 5; ++i) {
    expectNear(layer.forward(input.row(i)), all.row(i));
  }
}

TEST(Conv2DTest, RefusesWhatDoesNotFit) {
  const Matrix weights = Matrix::Ones(9, 2);
  expectError(ErrorCode::kShapeMismatch, "filters that fit into the image", [&] {
    Conv2D({2, 8, 1}, {.side = 3}, weights);
  });
  expectError(ErrorCode::kShapeMismatch, "filters that fit into the image", [&] {
    Conv2D({8, 8, 1}, {.side = 3, .padding = 3}, weights);
  });
  expectError(ErrorCode::kShapeMismatch, "expected weights of shape [18, 2], got [9, 2]", [&] {
    Conv2D({8, 8, 2}, {.side = 3}, weights);
  });
  expectError(ErrorCode::kShapeMismatch, "expected a bias of shape [1, 2], got [1, 3]", [&] {
    Conv2D({8, 8, 1}, {.side = 3}, weights, Matrix::Zero(1, 3));
  });
  Conv2D layer({8, 8, 1}, {.side = 3}, weights);
  expectError(ErrorCode::kShapeMismatch, "expected 64 input columns, got 63",
              [&] { layer.forward(Matrix::Zero(1, 63)); });
}

}  // namespace
}  // namespace inkling
