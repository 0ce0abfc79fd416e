// What the benchmark's page sees: the peak, and products to run.

#include <emscripten/bind.h>

#include "multiply_add_peak.h"
#include "product_bench.h"

namespace inkling::bench {

EMSCRIPTEN_BINDINGS(inkling_bench_kernels) {
  emscripten::function("multiplyAddPeak", &multiplyAddPeak);
  emscripten::class_<ProductBench>("ProductBench")
      .constructor<const std::string&, int, int, int, double>()
      .function("run", &ProductBench::run)
      .function("flops", &ProductBench::flops);
}

}  // namespace inkling::bench
