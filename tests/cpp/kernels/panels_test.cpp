#include "kernels/panels.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <vector>

#include <gtest/gtest.h>

#include "base/matrices.h"
#include "kernels/product.h"
#include "kernels/sparse_rows.h"
#include "parallel/team.h"
#include "parallel/threads_for_test.h"

namespace inkling::kernels {
namespace {

// Around those where the number of panels changes, and awkward ones.
constexpr std::array<Index, 9> kWidths = {1, 31, 95, 96, 100, 191, 200, 387, 800};

// About one in five elements is not zero.
SparseRows sparseRows(Index rowCount, Index columns, Random& random) {
  Matrix matrix = randomMatrix(rowCount, columns, random);
  for (Index i = 0; i < matrix.size(); ++i) {
    matrix.data()[i] *= i % 5 == 0 ? Scalar{1} : Scalar{0};
  }
  SparseRows rows;
  compress(matrix, rows);
  return rows;
}

TEST(PanelsTest, NarrowWeightsStayInOnePiece) {
  EXPECT_EQ(panelCount(1), 1);
  EXPECT_EQ(panelCount(95), 1);
  EXPECT_EQ(panelCount(100), 2);
  EXPECT_EQ(panelCount(200), 4);
  EXPECT_EQ(panelCount(4096), 8);
}

TEST(PanelsTest, EachElementHasAPlaceOfItsOwn) {
  constexpr Index kRows = 3;
  for (const Index width : kWidths) {
    SCOPED_TRACE(width);
    Matrix matrix = Matrix::Zero(kRows, width);
    const Panels panels = weightPanels(matrix);
    for (Index column = 0; column < width; ++column) {
      const Panels::Place place = panels.at(column);
      for (Index row = 0; row < kRows; ++row) {
        place.data[row * place.stride] += 1;
      }
      EXPECT_GT(panels.endOf(column), column);
      EXPECT_TRUE(panels.endOf(column) % kPanelGrain == 0 || panels.endOf(column) == width);
    }
    expectNear(matrix, Matrix::Ones(kRows, width), 0);
  }
}

TEST(PanelsTest, ColumnsOfAPanelLieSideBySide) {
  Matrix matrix(5, 100);
  const Panels panels = weightPanels(matrix);
  for (Index column = 1; column < matrix.cols(); ++column) {
    if (panels.endOf(column - 1) != column) {
      EXPECT_EQ(panels.at(column).data, panels.at(column - 1).data + 1);
      EXPECT_EQ(panels.at(column).stride, panels.at(column - 1).stride);
    }
  }
}

TEST(PanelsTest, AMatrixWithoutRowsHasPlacesAllTheSame) {
  const Matrix none(0, 100);
  EXPECT_EQ(weightPanels(none).at(60).data, none.data());
}

TEST(PanelsTest, TwoThreadsHavePanelsOfTheirOwn) {
  if (!parallel::kHasThreads) {
    GTEST_SKIP() << "this build has one thread";
  }
  for (const Index width : {100, 200, 800}) {
    Matrix matrix(2, width);
    const Panels panels = weightPanels(matrix);
    const ThreadsForTest guard(2);
    std::mutex mutex;
    std::vector<Index> ends;
    constexpr double kShared = 1e5;
    parallel::overStretches(width, kPanelGrain, kShared, [&](Index /*begin*/, Index end) {
      const std::lock_guard lock(mutex);
      ends.push_back(end);
    });
    ASSERT_EQ(ends.size(), 2U);
    const Index cut = std::min(ends[0], ends[1]);
    EXPECT_EQ(panels.endOf(cut - 1), cut);
  }
}

TEST(PanelsTest, RowByRowUndoesInPanels) {
  Random random(1);
  for (const Index width : kWidths) {
    const Matrix matrix = randomMatrix(4, width, random);
    expectNear(rowByRow(inPanels(matrix)), matrix, 0);
  }
}

TEST(PanelsTest, ProductsAreTheSameToTheLastBit) {
  Random random(2);
  constexpr Index kBatch = 9;
  constexpr Index kInputs = 100;
  constexpr Scalar kRate = 0.5;
  for (const int threads : {1, 2, 3}) {
    const ThreadsForTest guard(threads);
    for (const Index width : kWidths) {
      SCOPED_TRACE(testing::Message() << width << " columns, " << threads << " threads");
      const Matrix input = randomMatrix(kBatch, kInputs, random);
      const SparseRows sparse = sparseRows(kBatch, kInputs, random);
      const Matrix grad = randomMatrix(kBatch, width, random);
      const Matrix bias = randomMatrix(1, width, random);
      const Matrix weights = randomMatrix(kInputs, width, random);
      const Matrix cut = inPanels(weights);
      Matrix expected;
      Matrix result;

      product(input, weights, &bias, expected);
      product(input, weightPanels(cut), &bias, result);
      expectNear(result, expected, 0);
      sparseProduct(sparse, weights, &bias, expected);
      sparseProduct(sparse, weightPanels(cut), &bias, result);
      expectNear(result, expected, 0);

      expected = weights;
      result = cut;
      descendTransposedProduct(input, grad, kRate, expected);
      descendTransposedProduct(input, grad, kRate, weightPanels(result));
      expectNear(rowByRow(result), expected, 0);
      descendTransposedSparseProduct(sparse, grad, kRate, expected);
      descendTransposedSparseProduct(sparse, grad, kRate, weightPanels(result));
      expectNear(rowByRow(result), expected, 0);
      transposedProduct(input, grad, expected);
      transposedProduct(input, grad, weightPanels(result));
      expectNear(rowByRow(result), expected, 0);
      transposedSparseProduct(sparse, grad, expected);
      transposedSparseProduct(sparse, grad, weightPanels(result));
      expectNear(rowByRow(result), expected, 0);

      productWithTransposed(grad, weights, expected);
      productWithTransposed(grad, weightPanels(cut), result);
      expectNear(result, expected, 0);
    }
  }
}

}  // namespace
}  // namespace inkling::kernels
