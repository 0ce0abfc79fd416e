// Sums over a batch, in passes.

#pragma once

#include <algorithm>

#include "base/eigen.h"

namespace inkling::kernels {

// The gradient of weights sums up over the batch. Of a batch of 1000 the outputs and gradients of a
// layer do not fit into the cache; of 128 rows they do.
constexpr Index kRowsOfPass = 128;

// Calls function(begin, end) for the rows of each pass, in order: once where there are no rows.
template <typename Function>
void forEachPass(Index rows, Index rowsOfPass, Function function) {
  Index begin = 0;
  do {
    const Index end = std::min(rows, begin + rowsOfPass);
    function(begin, end);
    begin = end;
  } while (begin < rows);
}

// The rate at which a pass adds to its result, that of `Result`: the first pass has replaced what
// was there, or subtracted from it; the others add to that.
constexpr Scalar rateOfPass(Index begin, Scalar rate) {
  return begin > 0 && rate == 0 ? Scalar{-1} : rate;
}

}  // namespace inkling::kernels
