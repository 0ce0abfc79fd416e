#include "kernels/transpose.h"

#include <algorithm>

#include "parallel/team.h"

namespace inkling::kernels {

void transpose(const Matrix& from, Matrix& to) {
  to.resize(from.cols(), from.rows());
  // Squares of a cache line's width: every line that is read or written is used whole while it is
  // in the cache. Row by row, an 800 x 800 matrix took five times as long.
  constexpr Index kSide = 16;
  const Index rows = from.rows();
  const Index columns = from.cols();
  parallel::overStretches(columns, kSide, static_cast<double>(from.size()),
                          [&](Index begin, Index end) {
                            for (Index column = begin; column < end; column += kSide) {
                              const Index nextColumn = std::min(column + kSide, end);
                              for (Index row = 0; row < rows; row += kSide) {
                                const Index nextRow = std::min(row + kSide, rows);
                                for (Index c = column; c < nextColumn; ++c) {
                                  for (Index r = row; r < nextRow; ++r) {
                                    to.data()[c * rows + r] = from.data()[r * columns + c];
                                  }
                                }
                              }
                            }
                          });
}

}  // namespace inkling::kernels
