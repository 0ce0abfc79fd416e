#include "kernels/product.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <vector>

#include "kernels/block.h"
#include "kernels/part.h"
#include "kernels/passes.h"
#include "kernels/transpose.h"
#include "parallel/team.h"

namespace inkling::kernels {
namespace {

// As `tileProduct`. Passes add up to the same as one, rounded a little differently.
void tileProductInPasses(const Left& a, Index m, const Right& b, Index columnBegin, Index columnEnd,
                         const PanelResult& c) {
  forEachPass(a.k, kRowsOfPass, [&](Index begin, Index end) {
    PanelResult result = c;
    result.rate = rateOfPass(begin, c.rate);
    tileProduct(a.between(begin, end), m, begin == 0 ? b : b.below(begin), columnBegin, columnEnd,
                result);
  });
}

double multiplyAdds(Index m, Index n, Index k) {
  return static_cast<double>(m) * static_cast<double>(n) * static_cast<double>(k);
}

// Calls function(part) for the parts of a result [m, n] that threads share, at k multiply-adds for
// each number of it.
template <typename Function>
void overParts(Index m, Index n, Index k, Function function) {
  // By columns, a thread meets the same columns of a layer's weights in each step, forward and
  // backward, and finds them in its own cache.
  if (n >= kPanelGrain * parallel::threads()) {
    parallel::overStretches(n, kPanelGrain, multiplyAdds(m, n, k),
                            [&](Index begin, Index end, bool isFirst) {
                              function(Part{0, m, begin, end, isFirst});
                            });
  } else {
    parallel::overStretches(m, 1, multiplyAdds(m, n, k), [&](Index begin, Index end, bool isFirst) {
      function(Part{begin, end, 0, n, isFirst});
    });
  }
}

// The same for a batch of m rows, which each part packs. Of a large batch, parts of some columns
// would each pack all of it, to use it for few products: it is shared out by rows.
template <typename Function>
void overPartsOfBatch(Index m, Index n, Index k, Function function) {
  constexpr Index kLargeBatch = 128;
  constexpr Index kGrain = Index{2} * kBlockRows;
  if (parallel::isDealt(multiplyAdds(m, n, k)) && m >= kLargeBatch && 4 * m > n) {
    parallel::overStretches(m, kGrain, multiplyAdds(m, n, k),
                            [&](Index begin, Index end, bool isFirst) {
                              function(Part{begin, end, 0, n, isFirst});
                            });
  } else {
    overParts(m, n, k, function);
  }
}

// Calls function(first, rows, left) for some of the part's rows of `a` at a time: as many, packed,
// as stay in the nearer caches while all columns of the part are computed. Where they are all rows
// of `a`, a thread's next part of the same result finds them packed.
template <typename Function>
void forEachStrip(const Matrix& a, const Part& part, Function function) {
  constexpr Index kRowsOfStrip = 128;
  thread_local std::vector<Scalar> storage;
  thread_local Left packed;
  const Index count = part.rowEnd - part.rowBegin;
  const bool isPacked = !part.isFirst && count == a.rows() && count <= kRowsOfStrip;
  forEachPass(count, kRowsOfStrip, [&](Index from, Index to) {
    if (!isPacked) {
      const Scalar* const first = a.data() + (part.rowBegin + from) * a.cols();
      packed = Rows{first, a.cols(), a.cols()}.packed(to - from, storage);
    }
    function(part.rowBegin + from, to - from, packed);
  });
}

void sharedTransposedProduct(const Matrix& a, const Matrix& b, const PanelResult& c) {
  assert(a.rows() == b.rows() && c.panels.rows == a.cols() && c.panels.columns == b.cols());
  // Kept between calls, so that a training step allocates nothing. Each thread has its own: the
  // others get this one by reference.
  thread_local std::vector<Scalar> padded;
  const Right right(b, nullptr, padded);
  overParts(a.cols(), b.cols(), a.rows(), [&](const Part& part) {
    PanelResult result = c;
    result.row = part.rowBegin;
    tileProductInPasses(Left::columns(a.data() + part.rowBegin, a.cols(), a.rows()),
                        part.rowEnd - part.rowBegin, right, part.columnBegin, part.columnEnd,
                        result);
  });
}

}  // namespace

void product(const Matrix& a, const ConstPanels& b, const Matrix* bias, Matrix& c) {
  assert(a.cols() == b.rows && (bias == nullptr || bias->cols() == b.columns));
  c.resize(a.rows(), b.columns);
  thread_local std::vector<Scalar> padded;
  const Right right(b, bias == nullptr ? nullptr : bias->data(), padded);
  overPartsOfBatch(a.rows(), b.columns, a.cols(), [&](const Part& part) {
    forEachStrip(a, part, [&](Index first, Index rows, const Left& left) {
      tileProduct(left, rows, right, part.columnBegin, part.columnEnd, PanelResult{c, 0, first});
    });
  });
}

// A block's columns at a time, which are transposed into the nearest cache just before they are
// used: a transposed copy of all of b would be written to a cache further away, and read from
// there.
void productWithTransposed(const Matrix& a, const ConstPanels& b, Matrix& c) {
  assert(a.cols() == b.columns);
  const Index n = b.rows;
  c.resize(a.rows(), n);
  overPartsOfBatch(a.rows(), n, a.cols(), [&](const Part& part) {
    thread_local std::vector<Scalar> columns;
    thread_local std::vector<Scalar> padded;
    forEachStrip(a, part, [&](Index first, Index rows, const Left& left) {
      for (Index column = part.columnBegin; column < part.columnEnd; column += kPanelGrain) {
        const Index width = std::min(kPanelGrain, part.columnEnd - column);
        columns.resize(static_cast<std::size_t>(b.columns * width));
        transposeRows(b, column, column + width, columns.data());
        const Right right({columns.data(), b.columns, width}, nullptr, padded);
        tileProduct(left, rows, right, 0, width, Result{c.data() + first * n + column, n});
      }
    });
  });
}

void transposedProduct(const Matrix& a, const Matrix& b, const Panels& c) {
  sharedTransposedProduct(a, b, {c});
}

void descendTransposedProduct(const Matrix& a, const Matrix& b, Scalar rate, const Panels& c) {
  assert(rate != 0);
  sharedTransposedProduct(a, b, {c, rate});
}

}  // namespace inkling::kernels
