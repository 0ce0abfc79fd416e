#include "kernels/product.h"

#include <cassert>
#include <vector>

#include "kernels/block.h"
#include "kernels/passes.h"
#include "parallel/team.h"

namespace inkling::kernels {
namespace {

// As `tileProduct`. Passes add up to the same as one, rounded a little differently.
void tileProductInPasses(const StridedLeft& a, Index m, const Right& b, Index columnBegin,
                         Index columnEnd, const Result& c, Index rowsOfPass) {
  forEachPass(a.k, rowsOfPass, [&](Index begin, Index end) {
    StridedLeft columns = a;
    columns.data += begin * a.columnStride;
    columns.k = end - begin;
    Result result = c;
    result.rate = rateOfPass(begin, c.rate);
    tileProduct(columns, m, begin == 0 ? b : b.below(begin), columnBegin, columnEnd, result);
  });
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
    parallel::overStretches(n, kBlockColumns, cost, [&](Index begin, Index end) {
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
