// What the benchmark's page sees: the peak, and products and convolutions to run.

#include <emscripten/bind.h>

#include "convolution_bench.h"
#include "multiply_add_peak.h"
#include "product_bench.h"

namespace inkling::bench {

EMSCRIPTEN_BINDINGS(inkling_bench_kernels) {
  emscripten::function("multiplyAddPeak", &multiplyAddPeak);
  emscripten::class_<ProductBench>("ProductBench")
      .constructor<const std::string&, int, int, int, double>()
      .function("run", &ProductBench::run)
      .function("flops", &ProductBench::flops);
  emscripten::class_<ConvolutionBench>("ConvolutionBench")
      .constructor<const std::string&, int, int, int, int>()
      .function("run", &ConvolutionBench::run)
      .function("flops", &ConvolutionBench::flops);
}

}  // namespace inkling::bench
