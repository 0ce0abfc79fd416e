#include "kernels/product.h"

#include <algorithm>
#include <cassert>
#include <vector>

#include "kernels/block.h"
#include "parallel/team.h"

namespace inkling::kernels {
namespace {

// What is summed up in one pass over the result. For the gradient of weights that is a batch, and
// of a batch of 1000 the outputs and gradients of a layer do not fit into the cache: passes over
// 128 rows each make this product 1.4 times as fast. They add up to the same, rounded a little
// differently.
constexpr Index kRowsOfPass = 128;

// As `tileProduct`.
void tileProductInPasses(const StridedLeft& a, Index m, const Right& b, Index columnBegin,
                         Index columnEnd, const Result& c, Index rowsOfPass) {
  Result result = c;
  for (Index row = 0; row < a.k; row += rowsOfPass) {
    StridedLeft columns = a;
    columns.data += row * a.columnStride;
    columns.k = std::min(rowsOfPass, a.k - row);
    tileProduct(columns, m, row == 0 ? b : b.below(row), columnBegin, columnEnd, result);
    // The first pass has replaced what was there; the others add to it.
    result.rate = c.rate == 0 ? Scalar{-1} : c.rate;
  }
}

void sharedProduct(const StridedLeft& a, Index m, const Matrix& b, const Scalar* bias, Result c,
                   Index rowsOfPass) {
  const Index n = b.cols();
  // Kept between calls, so that a training step allocates nothing. Each thread has its own: the
  // others get this one by reference.
  thread_local std::vector<Scalar> padded;
  const Right right(b.data(), b.rows(), n, bias, padded);
  const double cost = static_cast<double>(m) * static_cast<double>(n) * static_cast<double>(a.k);
  // By columns, a thread meets the same columns of a layer's weights in each step, forward and
  // backward, and finds them in its own cache.
  if (n >= kBlockColumns * parallel::threads()) {
    parallel::overStretches(n, kLanes, cost, [&](Index begin, Index end) {
      tileProductInPasses(a, m, right, begin, end, c, rowsOfPass);
    });
  } else {
    parallel::overStretches(m, 1, cost, [&](Index begin, Index end) {
      StridedLeft rows = a;
      rows.data += begin * a.rowStride;
      tileProductInPasses(rows, end - begin, right, 0, n, c.from(begin, 0), rowsOfPass);
    });
  }
}

StridedLeft transposed(const Matrix& a) { return {a.data(), 1, a.cols(), a.rows()}; }

}  // namespace

void product(const Matrix& a, const Matrix& b, const Matrix* bias, Matrix& c) {
  assert(a.cols() == b.rows() && (bias == nullptr || bias->cols() == b.cols()));
  c.resize(a.rows(), b.cols());
  sharedProduct({a.data(), a.cols(), 1, a.cols()}, a.rows(), b,
                bias == nullptr ? nullptr : bias->data(), {c.data(), c.cols()}, a.cols());
}

void transposedProduct(const Matrix& a, const Matrix& b, Matrix& c) {
  assert(a.rows() == b.rows());
  c.resize(a.cols(), b.cols());
  sharedProduct(transposed(a), a.cols(), b, nullptr, {c.data(), c.cols()}, kRowsOfPass);
}

void descendTransposedProduct(const Matrix& a, const Matrix& b, Scalar rate, Matrix& c) {
  assert(a.rows() == b.rows() && c.rows() == a.cols() && c.cols() == b.cols() && rate != 0);
  sharedProduct(transposed(a), a.cols(), b, nullptr, {c.data(), c.cols(), rate}, kRowsOfPass);
}

}  // namespace inkling::kernels
