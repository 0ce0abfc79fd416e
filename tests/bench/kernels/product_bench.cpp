#include "product_bench.h"

#include <stdexcept>

#include "kernels/product.h"
#include "random_matrix.h"

namespace inkling::bench {

ProductBench::Kind ProductBench::kindOf(const std::string& name) {
  if (name == "product") return Kind::kProduct;
  if (name == "gradInput") return Kind::kGradInput;
  if (name == "transposedProduct") return Kind::kTransposedProduct;
  if (name == "sparseProduct") return Kind::kSparseProduct;
  throw std::invalid_argument("there is no product \"" + name + "\"");
}

ProductBench::ProductBench(const std::string& kind, int m, int k, int n, double density)
    : kind_(kindOf(kind)), flops_(2.0 * m * k * n) {
  Random random(1);
  a_ = kind_ == Kind::kTransposedProduct ? randomMatrix(k, m, 1, random)
                                         : randomMatrix(m, k, density, random);
  b_ = kind_ == Kind::kGradInput ? randomMatrix(n, k, 1, random) : randomMatrix(k, n, 1, random);
  if (kind_ == Kind::kSparseProduct) {
    kernels::compress(a_, rows_);
    flops_ = 2.0 * rows_.count() * n;
  }
  c_.resize(m, n);
}

void ProductBench::run(int times) {
  for (int i = 0; i < times; ++i) {
    switch (kind_) {
      case Kind::kProduct:
        kernels::product(a_, kernels::weightPanels(b_), nullptr, c_);
        break;
      case Kind::kGradInput:
        kernels::productWithTransposed(a_, kernels::weightPanels(b_), c_);
        break;
      case Kind::kTransposedProduct:
        kernels::transposedProduct(a_, b_, kernels::weightPanels(c_));
        break;
      case Kind::kSparseProduct:
        kernels::sparseProduct(rows_, kernels::weightPanels(b_), nullptr, c_);
        break;
    }
  }
}

}  // namespace inkling::bench
