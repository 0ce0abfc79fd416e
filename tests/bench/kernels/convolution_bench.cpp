#include "convolution_bench.h"

#include <stdexcept>

#include "random_matrix.h"

namespace inkling::bench {
namespace {

constexpr Index kFilterSide = 5;

Conv2D makeLayer(int side, int channels, int filters, Random& random) {
  return Conv2D({side, side, channels}, {.side = kFilterSide},
                randomMatrix(kFilterSide * kFilterSide * channels, filters, 1, random));
}

}  // namespace

ConvolutionBench::Kind ConvolutionBench::kindOf(const std::string& name) {
  if (name == "forward") return Kind::kForward;
  if (name == "backward") return Kind::kBackward;
  if (name == "backwardFirst") return Kind::kBackwardFirst;
  throw std::invalid_argument("a convolution's step has no part \"" + name + "\"");
}

ConvolutionBench::ConvolutionBench(const std::string& kind, int batch, int side, int channels,
                                   int filters)
    : kind_(kindOf(kind)), random_(1), layer_(makeLayer(side, channels, filters, random_)) {
  const Index outputs = layer_.outputShape().size();
  input_ = randomMatrix(batch, Index{side} * side * channels, 1, random_);
  gradOutput_ = randomMatrix(batch, outputs, 1, random_);
  layer_.forward(input_);  // what `backward` refers to
  const double products = kind_ == Kind::kBackward ? 2 : 1;
  flops_ =
      products * 2.0 * batch * static_cast<double>(outputs * kFilterSide * kFilterSide) * channels;
}

void ConvolutionBench::run(int times) {
  for (int i = 0; i < times; ++i) {
    switch (kind_) {
      case Kind::kForward:
        layer_.forward(input_);
        break;
      case Kind::kBackward:
        layer_.backward(gradOutput_);
        break;
      case Kind::kBackwardFirst:
        layer_.backwardParameters(gradOutput_);
        break;
    }
  }
}

}  // namespace inkling::bench
