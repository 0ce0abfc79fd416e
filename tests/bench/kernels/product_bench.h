// One product of kernels/ with matrices of its own, to be timed from outside.

#pragma once

#include <memory>
#include <string>

#include "base/eigen.h"
#include "kernels/sparse_rows.h"

namespace inkling::bench {

class ProductBench {
 public:
  // `kind` is one of
  //   "product"            c [m, n] = a [m, k] * b [k, n]
  //   "gradInput"          the same with the transposed b' [n, k]
  //   "transposedProduct"  c [m, n] = transposed a [k, m] * b [k, n]
  //   "sparseProduct"      c [m, n] = a [m, k], of which a share of `density` is not zero, * b [k,
  //   n]
  // with random numbers. Throws std::invalid_argument for another one.
  ProductBench(const std::string& kind, int m, int k, int n, double density);

  void run(int times);

  // Floating-point operations of one product, a multiply-add counting as two; of a sparse one those
  // that its entries need.
  double flops() const { return flops_; }

 private:
  enum class Kind { kProduct, kGradInput, kTransposedProduct, kSparseProduct };
  static Kind kindOf(const std::string& name);

  Kind kind_;
  Matrix a_;
  Matrix b_;
  Matrix c_;
  kernels::SparseRows rows_;
  double flops_ = 0;
};

}  // namespace inkling::bench
