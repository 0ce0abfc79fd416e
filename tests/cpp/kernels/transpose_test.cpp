#include "kernels/transpose.h"

#include <array>

#include <gtest/gtest.h>

#include "base/matrices.h"

namespace inkling::kernels {
namespace {

// Around a vector's width, and wide enough for panels.
constexpr std::array<Index, 7> kSides = {1, 3, 4, 5, 17, 33, 200};

TEST(TransposeTest, MatchesEigenOnAwkwardShapes) {
  Random random(1);
  for (const Index rows : kSides) {
    for (const Index columns : kSides) {
      SCOPED_TRACE(testing::Message() << rows << " x " << columns);
      const Matrix matrix = randomMatrix(rows, columns, random);
      const Matrix cut = inPanels(matrix);
      for (const Index begin : {Index{0}, rows / 3}) {
        Matrix transposed = Matrix::Constant(columns, rows - begin, 7);  // is replaced
        transposeRows(matrix, begin, rows, transposed.data());
        expectNear(transposed, matrix.bottomRows(rows - begin).transpose(), 0);
        transposed.setConstant(7);
        transposeRows(weightPanels(cut), begin, rows, transposed.data());
        expectNear(transposed, matrix.bottomRows(rows - begin).transpose(), 0);
      }
    }
  }
}

}  // namespace
}  // namespace inkling::kernels
