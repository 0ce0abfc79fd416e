#include "kernels/sparse_rows.h"

#include <cstdint>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/matrices.h"
#include "kernels/passes.h"
#include "parallel/team.h"
#include "parallel/threads_for_test.h"

namespace inkling::kernels {
namespace {

constexpr double kSparseTolerance = 30 * kRoundingTolerance;
constexpr Scalar kRate = 0.5;

// About one in five elements is not zero, in runs, as in an image.
Matrix sparseMatrix(Index rows, Index columns, Random& random) {
  Matrix matrix = Matrix::Zero(rows, columns);
  for (Index row = 0; row < rows; ++row) {
    for (Index column = 0; column < columns; ++column) {
      if ((row * 3 + column) % 10 < 2) {
        matrix(row, column) = static_cast<Scalar>(random.normal());
      }
    }
  }
  return matrix;
}

// The entries of a row as pairs of column and value.
using Entries = std::vector<std::pair<std::uint32_t, Scalar>>;
Entries entriesOf(const SparseRows& rows, Index row) {
  Entries entries;
  const auto r = static_cast<std::size_t>(row);
  for (std::uint32_t entry = rows.starts[r]; entry < rows.ends[r]; ++entry) {
    entries.emplace_back(rows.entries[entry].column, rows.entries[entry].value);
  }
  return entries;
}

TEST(SparseRowsTest, CompressKeepsWhatIsNotZeroInOrder) {
  const Matrix dense =
      makeMatrix({{0, 0, 5, 0, 0, 0, 0, 7}, {0, 0, 0, 0, 0, 0, 0, 0}, {1, 0, 0, 0, 0, 2, 0, 0}});
  SparseRows rows;
  compress(dense, rows);
  ASSERT_EQ(rows.rows(), 3);
  EXPECT_EQ(rows.count(), 4U);
  EXPECT_EQ(entriesOf(rows, 0), (Entries{{2, 5}, {7, 7}}));
  EXPECT_EQ(entriesOf(rows, 1), Entries{});
  EXPECT_EQ(entriesOf(rows, 2), (Entries{{0, 1}, {5, 2}}));
}

TEST(SparseRowsTest, CompressTakesRowsThatAreNoMultipleOfAVector) {
  SparseRows rows;
  compress(makeMatrix({{0, 0, 0, 0, 9}, {0, 8, 0, 0, 0}}), rows);
  EXPECT_EQ(entriesOf(rows, 0), (Entries{{4, 9}}));
  EXPECT_EQ(entriesOf(rows, 1), (Entries{{1, 8}}));
}

TEST(SparseRowsTest, ADenseMatrixIsNotSparse) {
  EXPECT_FALSE(isSparse(Matrix::Ones(8, 40)));
  EXPECT_TRUE(isSparse(Matrix::Zero(8, 40)));
  Matrix oneThird = Matrix::Zero(1, 30);
  oneThird.leftCols(10).setOnes();
  EXPECT_FALSE(isSparse(oneThird));
  oneThird.leftCols(1).setZero();
  EXPECT_TRUE(isSparse(oneThird));
}

TEST(SparseRowsTest, ProductMatchesEigenOnAwkwardShapes) {
  Random random(5);
  SparseRows rows;
  Matrix out;
  for (const Index m : {1, 3, 8, 33}) {
    for (const Index k : {1, 5, 31, 100}) {
      for (const Index n : {1, 3, 4, 5, 10, 52, 53, 100, 131}) {
        SCOPED_TRACE(testing::Message() << m << " x " << k << " x " << n);
        const Matrix input = sparseMatrix(m, k, random);
        const Matrix weights = randomMatrix(k, n, random);
        const Matrix bias = randomMatrix(1, n, random);
        const Matrix grad = randomMatrix(m, n, random);
        compress(input, rows);
        sparseProduct(rows, weights, &bias, out);
        expectNear(out, (input * weights).rowwise() + bias.row(0), kSparseTolerance);
        out.resize(k, n);
        transposedSparseProduct(rows, grad, out);
        expectNear(out, input.transpose() * grad, kSparseTolerance);
        Matrix descended = weights;
        descendTransposedSparseProduct(rows, grad, kRate, descended);
        expectNear(descended, weights - kRate * out, 0);
      }
    }
  }
}

TEST(SparseRowsTest, ALargeBatchIsAddedUpInPasses) {
  Random random(7);
  SparseRows rows;
  Matrix out = Matrix::Ones(40, 13);  // is replaced
  for (const Index m : {kRowsOfPass - 1, kRowsOfPass, kRowsOfPass + 1, 3 * kRowsOfPass + 5}) {
    SCOPED_TRACE(m);
    const Matrix input = sparseMatrix(m, 40, random);
    const Matrix weights = randomMatrix(40, 13, random);
    const Matrix grad = randomMatrix(m, 13, random);
    const Matrix expected = input.transpose() * grad;
    const double tolerance = static_cast<double>(m) * kRoundingTolerance;
    compress(input, rows);
    transposedSparseProduct(rows, grad, out);
    expectNear(out, expected, tolerance);
    Matrix descended = weights;
    descendTransposedSparseProduct(rows, grad, kRate, descended);
    expectNear(descended, weights - kRate * expected, tolerance);
  }
}

// The forward product, and the gradient.
std::pair<Matrix, Matrix> products(const Matrix& input, const Matrix& weights, const Matrix& grad) {
  SparseRows rows;
  std::pair<Matrix, Matrix> both;
  compress(input, rows);
  sparseProduct(rows, weights, nullptr, both.first);
  both.second.resize(weights.rows(), weights.cols());
  transposedSparseProduct(rows, grad, both.second);
  return both;
}

TEST(SparseRowsTest, GivesTheSameBitsWithAnyNumberOfThreads) {
  Random random(6);
  constexpr Index kInputs = 200;
  constexpr Index kLargeBatch = 520;  // its work is dealt out, and cut by rows
  constexpr Index kOutputs = 101;
  ASSERT_TRUE(parallel::isDealt(0.2 * kLargeBatch * kInputs * kOutputs));
  for (const Index batch : {Index{100}, kLargeBatch}) {
    const Matrix input = sparseMatrix(batch, kInputs, random);
    const Matrix weights = randomMatrix(kInputs, kOutputs, random);
    const Matrix grad = randomMatrix(batch, kOutputs, random);
    const auto [forward, backward] = products(input, weights, grad);
    for (const int threads : {2, 3, 4}) {
      SCOPED_TRACE(testing::Message() << batch << " images, " << threads << " threads");
      const ThreadsForTest guard(threads);
      const auto [sameForward, sameBackward] = products(input, weights, grad);
      expectNear(sameForward, forward, 0);
      expectNear(sameBackward, backward, 0);
    }
  }
}

}  // namespace
}  // namespace inkling::kernels
