#include "kernels/product.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <vector>

#include "kernels/block.h"
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

// Calls function(rowBegin, rowEnd, columnBegin, columnEnd) for the parts of a result [m, n] that
// threads share, at k multiply-adds for each number of it.
template <typename Function>
void overParts(Index m, Index n, Index k, Function function) {
  // By columns, a thread meets the same columns of a layer's weights in each step, forward and
  // backward, and finds them in its own cache.
  if (n >= kPanelGrain * parallel::threads()) {
    parallel::overStretches(n, kPanelGrain, multiplyAdds(m, n, k),
                            [&](Index begin, Index end) { function(0, m, begin, end); });
  } else {
    parallel::overStretches(m, 1, multiplyAdds(m, n, k),
                            [&](Index begin, Index end) { function(begin, end, 0, n); });
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
                            [&](Index begin, Index end) { function(begin, end, 0, n); });
  } else {
    overParts(m, n, k, function);
  }
}

// Calls function(first, rows, left) for some rows of `a` at a time, from `begin` to `end`: as many,
// packed, as stay in the nearer caches while all columns of the result are computed.
template <typename Function>
void forEachStrip(const Matrix& a, Index begin, Index end, Function function) {
  constexpr Index kRowsOfStrip = 128;
  thread_local std::vector<Scalar> packed;
  forEachPass(end - begin, kRowsOfStrip, [&](Index from, Index to) {
    const Rows rows = {a.data() + (begin + from) * a.cols(), a.cols(), a.cols()};
    function(begin + from, to - from, rows.packed(to - from, packed));
  });
}

void sharedTransposedProduct(const Matrix& a, const Matrix& b, const PanelResult& c) {
  assert(a.rows() == b.rows() && c.panels.rows == a.cols() && c.panels.columns == b.cols());
  // Kept between calls, so that a training step allocates nothing. Each thread has its own: the
  // others get this one by reference.
  thread_local std::vector<Scalar> padded;
  const Right right(b, nullptr, padded);
  overParts(a.cols(), b.cols(), a.rows(),
            [&](Index rowBegin, Index rowEnd, Index columnBegin, Index columnEnd) {
              PanelResult part = c;
              part.row = rowBegin;
              tileProductInPasses(Left::columns(a.data() + rowBegin, a.cols(), a.rows()),
                                  rowEnd - rowBegin, right, columnBegin, columnEnd, part);
            });
}

}  // namespace

void product(const Matrix& a, const ConstPanels& b, const Matrix* bias, Matrix& c) {
  assert(a.cols() == b.rows && (bias == nullptr || bias->cols() == b.columns));
  c.resize(a.rows(), b.columns);
  thread_local std::vector<Scalar> padded;
  const Right right(b, bias == nullptr ? nullptr : bias->data(), padded);
  overPartsOfBatch(
      a.rows(), b.columns, a.cols(),
      [&](Index rowBegin, Index rowEnd, Index columnBegin, Index columnEnd) {
        forEachStrip(a, rowBegin, rowEnd, [&](Index first, Index rows, const Left& left) {
          tileProduct(left, rows, right, columnBegin, columnEnd, PanelResult{c, 0, first});
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
  const auto part = [&](Index rowBegin, Index rowEnd, Index columnBegin, Index columnEnd) {
    thread_local std::vector<Scalar> columns;
    thread_local std::vector<Scalar> padded;
    forEachStrip(a, rowBegin, rowEnd, [&](Index first, Index rows, const Left& left) {
      for (Index column = columnBegin; column < columnEnd; column += kPanelGrain) {
        const Index width = std::min(kPanelGrain, columnEnd - column);
        columns.resize(static_cast<std::size_t>(b.columns * width));
        transposeRows(b, column, column + width, columns.data());
        const Right right({columns.data(), b.columns, width}, nullptr, padded);
        tileProduct(left, rows, right, 0, width, Result{c.data() + first * n + column, n});
      }
    });
  };
  overPartsOfBatch(a.rows(), n, a.cols(), part);
}

void transposedProduct(const Matrix& a, const Matrix& b, const Panels& c) {
  sharedTransposedProduct(a, b, {c});
}

void descendTransposedProduct(const Matrix& a, const Matrix& b, Scalar rate, const Panels& c) {
  assert(rate != 0);
  sharedTransposedProduct(a, b, {c, rate});
}

}  // namespace inkling::kernels
