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
void tileProductInPasses(const StridedLeft& a, Index m, const Right& b, Index columnBegin,
                         Index columnEnd, const PanelResult& c, Index rowsOfPass) {
  forEachPass(a.k, rowsOfPass, [&](Index begin, Index end) {
    StridedLeft columns = a;
    columns.data += begin * a.columnStride;
    columns.k = end - begin;
    PanelResult result = c;
    result.rate = rateOfPass(begin, c.rate);
    tileProduct(columns, m, begin == 0 ? b : b.below(begin), columnBegin, columnEnd, result);
  });
}

void sharedProduct(const StridedLeft& a, Index m, const ConstPanels& b, const Scalar* bias,
                   const PanelResult& c, Index rowsOfPass) {
  const Index n = b.columns;
  // Kept between calls, so that a training step allocates nothing. Each thread has its own: the
  // others get this one by reference.
  thread_local std::vector<Scalar> padded;
  const Right right(b, bias, padded);
  const double cost = static_cast<double>(m) * static_cast<double>(n) * static_cast<double>(a.k);
  // By columns, a thread meets the same columns of a layer's weights in each step, forward and
  // backward, and finds them in its own cache.
  if (n >= kPanelGrain * parallel::threads()) {
    parallel::overStretches(n, kPanelGrain, cost, [&](Index begin, Index end) {
      tileProductInPasses(a, m, right, begin, end, c, rowsOfPass);
    });
  } else {
    parallel::overStretches(m, 1, cost, [&](Index begin, Index end) {
      StridedLeft rows = a;
      rows.data += begin * a.rowStride;
      PanelResult part = c;
      part.row += begin;
      tileProductInPasses(rows, end - begin, right, 0, n, part, rowsOfPass);
    });
  }
}

StridedLeft transposed(const Matrix& a) { return {a.data(), 1, a.cols(), a.rows()}; }

}  // namespace

void product(const Matrix& a, const ConstPanels& b, const Matrix* bias, Matrix& c) {
  assert(a.cols() == b.rows && (bias == nullptr || bias->cols() == b.columns));
  c.resize(a.rows(), b.columns);
  sharedProduct({a.data(), a.cols(), 1, a.cols()}, a.rows(), b,
                bias == nullptr ? nullptr : bias->data(), {c}, a.cols());
}

// A block's columns at a time, which are transposed into the nearest cache just before they are
// used: a transposed copy of all of b would be written to a cache further away, and read from
// there.
void productWithTransposed(const Matrix& a, const ConstPanels& b, Matrix& c) {
  assert(a.cols() == b.columns);
  const Index m = a.rows();
  const Index n = b.rows;
  c.resize(m, n);
  const StridedLeft left = {a.data(), a.cols(), 1, a.cols()};
  const double cost =
      static_cast<double>(m) * static_cast<double>(n) * static_cast<double>(a.cols());
  parallel::overStretches(n, kPanelGrain, cost, [&](Index begin, Index end) {
    thread_local std::vector<Scalar> columns;
    thread_local std::vector<Scalar> padded;
    for (Index column = begin; column < end; column += kPanelGrain) {
      const Index width = std::min(kPanelGrain, end - column);
      columns.resize(static_cast<std::size_t>(b.columns * width));
      transposeRows(b, column, column + width, columns.data());
      const Right right({columns.data(), b.columns, width}, nullptr, padded);
      tileProduct(left, m, right, 0, width, Result{c.data() + column, n});
    }
  });
}

void transposedProduct(const Matrix& a, const Matrix& b, const Panels& c) {
  assert(a.rows() == b.rows() && c.rows == a.cols() && c.columns == b.cols());
  sharedProduct(transposed(a), a.cols(), b, nullptr, {c}, kRowsOfPass);
}

void descendTransposedProduct(const Matrix& a, const Matrix& b, Scalar rate, const Panels& c) {
  assert(a.rows() == b.rows() && c.rows == a.cols() && c.columns == b.cols() && rate != 0);
  sharedProduct(transposed(a), a.cols(), b, nullptr, {c, rate}, kRowsOfPass);
}

}  // namespace inkling::kernels
