#include "kernels/transpose.h"

#include <array>

#include <gtest/gtest.h>

#include "base/matrices.h"
#include "parallel/threads_for_test.h"

namespace inkling::kernels {
namespace {

// Around the side of a square, 16.
constexpr std::array<Index, 8> kSizes = {1, 3, 15, 16, 17, 31, 33, 200};

TEST(TransposeTest, MatchesEigenOnAwkwardShapesWithAnyNumberOfThreads) {
  Random random(1);
  Matrix transposed;
  for (const int threads : {1, 3}) {
    const ThreadsForTest guard(threads);
    for (const Index rows : kSizes) {
      for (const Index columns : kSizes) {
        SCOPED_TRACE(testing::Message() << rows << " x " << columns);
        const Matrix matrix = randomMatrix(rows, columns, random);
        transposed.setConstant(columns, rows, 7);  // whatever was there before
        transpose(matrix, transposed);
        expectNear(transposed, matrix.transpose(), 0);
      }
    }
  }
}

}  // namespace
}  // namespace inkling::kernels
