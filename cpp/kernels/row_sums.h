// Sums over the rows of matrices.

#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/eigen.h"
#include "parallel/team.h"

namespace inkling::kernels {

// Calls addRow(row, partial) for each of the rows 0 .. rows - 1, where `partial` are `width` sums
// that begin at zero, and returns in `sums` what they come to. Rows are added in groups, and the
// groups in double: the result is the same with any number of threads, and more exact than one long
// sum. `partials` is the caller's storage.
template <typename AddRow>
void sumOverRows(Index rows, Index width, AddRow addRow, Matrix& partials,
                 std::vector<double>& sums) {
  constexpr Index kRowsOfGroup = 256;
  const Index groups = (rows + kRowsOfGroup - 1) / kRowsOfGroup;
  partials.setZero(groups, width);
  parallel::overStretches(groups, 1, static_cast<double>(rows) * static_cast<double>(width),
                          [&](Index begin, Index end) {
                            for (Index g = begin; g < end; ++g) {
                              const Index last = std::min(rows, (g + 1) * kRowsOfGroup);
                              for (Index row = g * kRowsOfGroup; row < last; ++row) {
                                addRow(row, partials.data() + g * width);
                              }
                            }
                          });
  sums.assign(static_cast<std::size_t>(width), 0.0);
  for (Index g = 0; g < groups; ++g) {
    for (Index i = 0; i < width; ++i) {
      sums[static_cast<std::size_t>(i)] += static_cast<double>(partials(g, i));
    }
  }
}

}  // namespace inkling::kernels
