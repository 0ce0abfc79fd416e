#include "layers/dense.h"

#include <array>

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "base/matrices.h"
#include "layers/gradient_check.h"

namespace inkling {
namespace {

// Sums of up to 40 products of normal values.
constexpr double kSumTolerance = 20 * kRoundingTolerance;

Dense makeDense() {
  return Dense(makeMatrix({{1, -2, 0.5}, {0.25, 3, -1}}), makeMatrix({{0.1, 0.2, 0.3}}));
}

TEST(DenseTest, ForwardIsInputTimesWeightsPlusBias) {
  Dense dense = makeDense();
  expectNear(dense.forward(makeMatrix({{1, 2}, {-3, 0.5}})),
             makeMatrix({{1.6, 4.2, -1.2}, {-2.775, 7.7, -1.7}}));
}

TEST(DenseTest, BackwardMatchesNumPy) {
  Dense dense = makeDense();
  const Matrix input = makeMatrix({{1, 2}, {-3, 0.5}});
  dense.forward(input);
  expectNear(dense.backward(makeMatrix({{1, -1, 2}, {0.5, 0, -0.25}})),
             makeMatrix({{4, -4.75}, {0.375, 0.375}}));
  expectNear(*dense.parameters()[0].grad, makeMatrix({{-0.5, -1, 2.75}, {2.25, -2, 3.875}}));
  expectNear(*dense.parameters()[1].grad, makeMatrix({{1.5, -1, 1.75}}));
}

TEST(DenseTest, GradientsMatchCentralDifferences) {
  Random random(21);
  for (const auto& [batch, inputs, outputs] :
       {std::array<Index, 3>{1, 1, 1}, {5, 3, 7}, {2, 9, 4}, {6, 5, 1}}) {
    Dense dense(randomMatrix(inputs, outputs, random), randomMatrix(1, outputs, random));
    checkGradients(dense, randomMatrix(batch, inputs, random), random);
  }
}

// Input of which four fifths are zero takes another way through the layer.
TEST(DenseTest, MatchesEigenForSparseInput) {
  Random random(22);
  Matrix input = randomMatrix(9, 20, random);
  for (Index i = 0; i < input.size(); ++i) {
    input.data()[i] *= i % 5 == 0 ? Scalar{1} : Scalar{0};
  }
  for (const Index outputs : {1, 4, 11}) {
    Dense dense(randomMatrix(20, outputs, random), randomMatrix(1, outputs, random));
    expectNear(
        dense.forward(input),
        (input * *dense.parameters()[0].value).rowwise() + dense.parameters()[1].value->row(0),
        10 * kRoundingTolerance);
    const Matrix gradOutput = randomMatrix(9, outputs, random);
    dense.backwardParameters(gradOutput);
    expectNear(*dense.parameters()[0].grad, input.transpose() * gradOutput,
               10 * kRoundingTolerance);
  }
}

TEST(DenseTest, KeepsWideWeightsInPanels) {
  Random random(23);
  const Matrix input = randomMatrix(5, 30, random);
  const Matrix weights = randomMatrix(30, 100, random);
  const Matrix grad = randomMatrix(5, 100, random);
  Dense dense(weights);
  expectNear(kernels::rowByRow(*dense.parameters()[0].value), weights, 0);
  expectNear(dense.forward(input), input * weights, kSumTolerance);
  expectNear(dense.backward(grad), grad * weights.transpose(), 3 * kSumTolerance);
  expectNear(kernels::rowByRow(*dense.parameters()[0].grad), input.transpose() * grad,
             kSumTolerance);
}

TEST(DenseTest, FollowsTheBatchSizeOfEachCall) {
  Dense dense = makeDense();
  const Matrix four = Matrix::Ones(4, 2);
  const Matrix one = Matrix::Ones(1, 2);
  EXPECT_EQ(dense.forward(four).rows(), 4);
  expectNear(dense.forward(one), makeMatrix({{1.35, 1.2, -0.2}}));
  expectNear(dense.backward(makeMatrix({{1, 0, 0}})), makeMatrix({{1, 0.25}}));
}

// 4 x 40, one in five elements not zero.
Matrix mostlyZeros(Random& random) {
  Matrix input = Matrix::Zero(4, 40);
  for (Index i = 0; i < input.size(); i += 5) {
    input.data()[i] = static_cast<Scalar>(random.normal());
  }
  return input;
}

TEST(DenseTest, GivesTheSameForASparseInputAsForADenseOne) {
  Random random(7);
  const Matrix input = mostlyZeros(random);
  const Matrix weights = randomMatrix(40, 7, random);
  const Matrix grad = randomMatrix(4, 7, random);
  Dense dense(weights);
  EXPECT_TRUE(dense.skipsZeros());
  kernels::SparseRows ink;
  kernels::compress(input, ink);
  expectNear(dense.forwardSparse(ink), input * weights, kSumTolerance);
  expectNear(dense.backward(grad), grad * weights.transpose(), kSumTolerance);
  expectNear(*dense.parameters()[0].grad, input.transpose() * grad, kSumTolerance);
}

TEST(DenseTest, DescendsAlongTheGradientsThatBackwardGives) {
  Random random(8);
  constexpr Scalar kRate = 0.25;
  const Matrix weights = randomMatrix(40, 7, random);
  const Matrix bias = randomMatrix(1, 7, random);
  const Matrix grad = randomMatrix(4, 7, random);
  for (const Matrix& input : {mostlyZeros(random), randomMatrix(4, 40, random)}) {
    Dense plain(weights, bias);
    Dense descending(weights, bias);
    plain.forward(input);
    descending.forward(input);
    expectNear(descending.descend(grad, kRate), plain.backward(grad), 0);
    for (std::size_t i = 0; i < 2; ++i) {
      const Parameter parameter = plain.parameters()[i];
      expectNear(*descending.parameters()[i].value, *parameter.value - kRate * *parameter.grad, 0);
    }
  }
}

TEST(DenseTest, RefusesASparseInputOfTheWrongWidth) {
  Dense dense = makeDense();
  kernels::SparseRows ink;
  kernels::compress(Matrix::Zero(1, 3), ink);
  expectError(ErrorCode::kShapeMismatch, "expected 2 input columns, got 3",
              [&] { dense.forwardSparse(ink); });
}

TEST(DenseTest, BiasIsZeroUnlessGiven) {
  Dense dense(makeMatrix({{1, 2}}));
  expectNear(*dense.parameters()[1].value, makeMatrix({{0, 0}}), 0);
}

TEST(DenseTest, RefusesInputOfTheWrongWidth) {
  Dense dense = makeDense();
  expectError(ErrorCode::kShapeMismatch, "expected 2 input columns, got 3",
              [&] { dense.forward(Matrix::Zero(1, 3)); });
}

TEST(DenseTest, RefusesABiasThatDoesNotFit) {
  expectError(ErrorCode::kShapeMismatch, "expected a bias of shape [1, 3], got [1, 2]",
              [] { Dense(Matrix::Zero(2, 3), Matrix::Zero(1, 2)); });
}

TEST(DenseTest, RefusesWeightsWithoutInputs) {
  expectError(ErrorCode::kShapeMismatch, "at least one input", [] { Dense(Matrix::Zero(0, 3)); });
}

}  // namespace
}  // namespace inkling
