#include "kernels/sparse_rows.h"

#include <array>

#include <gtest/gtest.h>

#include "base/matrices.h"

namespace inkling::kernels {
namespace {

constexpr double kAnyShare = 1;
constexpr double kSumTolerance = 30 * kRoundingTolerance;

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

TEST(SparseRowsTest, CompressKeepsWhatIsNotZeroInOrder) {
  const Matrix dense =
      makeMatrix({{0, 0, 5, 0, 0, 0, 0, 7}, {0, 0, 0, 0, 0, 0, 0, 0}, {1, 0, 0, 0, 0, 2, 0, 0}});
  SparseRows rows;
  ASSERT_TRUE(compress(dense, kAnyShare, rows));
  EXPECT_EQ(rows.starts, (std::vector<std::uint32_t>{0, 2, 2, 4}));
  ASSERT_EQ(rows.count(), 4U);
  EXPECT_EQ(std::vector(rows.columns.begin(), rows.columns.begin() + 4),
            (std::vector<std::uint32_t>{2, 7, 0, 5}));
  EXPECT_EQ(std::vector(rows.values.begin(), rows.values.begin() + 4),
            (std::vector<Scalar>{5, 7, 1, 2}));
}

TEST(SparseRowsTest, CompressTakesRowsThatAreNoMultipleOfAVector) {
  SparseRows rows;
  ASSERT_TRUE(compress(makeMatrix({{0, 0, 0, 0, 9}, {0, 8, 0, 0, 0}}), kAnyShare, rows));
  EXPECT_EQ(rows.starts, (std::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_EQ(rows.columns[0], 4U);
  EXPECT_EQ(rows.columns[1], 1U);
}

TEST(SparseRowsTest, CompressGivesUpOnADenseMatrix) {
  SparseRows rows;
  EXPECT_FALSE(compress(Matrix::Ones(8, 40), 0.3, rows));
  EXPECT_TRUE(compress(Matrix::Zero(8, 40), 0.3, rows));
  EXPECT_EQ(rows.count(), 0U);
}

TEST(SparseRowsTest, TransposeListsTheRowsOfEachColumn) {
  SparseRows rows;
  SparseRows columns;
  compress(makeMatrix({{0, 5, 0}, {4, 6, 0}}), kAnyShare, rows);
  transpose(rows, 3, columns);
  EXPECT_EQ(columns.starts, (std::vector<std::uint32_t>{0, 1, 3, 3}));
  EXPECT_EQ(std::vector(columns.columns.begin(), columns.columns.begin() + 3),
            (std::vector<std::uint32_t>{1, 0, 1}));
  EXPECT_EQ(std::vector(columns.values.begin(), columns.values.begin() + 3),
            (std::vector<Scalar>{4, 5, 6}));
}

TEST(SparseRowsTest, ProductMatchesEigenOnAwkwardShapes) {
  Random random(5);
  SparseRows rows;
  SparseRows columns;
  Matrix out;
  for (const Index m : {1, 3, 8, 33}) {
    for (const Index k : {1, 5, 31, 100}) {
      for (const Index n : {1, 3, 4, 5, 10, 52, 53, 100, 131}) {
        SCOPED_TRACE(testing::Message() << m << " x " << k << " x " << n);
        const Matrix input = sparseMatrix(m, k, random);
        const Matrix weights = randomMatrix(k, n, random);
        const Matrix bias = randomMatrix(1, n, random);
        const Matrix grad = randomMatrix(m, n, random);
        ASSERT_TRUE(compress(input, kAnyShare, rows));
        sparseProduct(rows, weights, &bias, out);
        expectNear(out, (input * weights).rowwise() + bias.row(0), kSumTolerance);
        transpose(rows, k, columns);
        sparseProduct(columns, grad, nullptr, out);
        expectNear(out, input.transpose() * grad, kSumTolerance);
      }
    }
  }
}

}  // namespace
}  // namespace inkling::kernels
