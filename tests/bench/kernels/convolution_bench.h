// A convolution layer's part of a training step, to be timed from outside.

#pragma once

#include <string>

#include "base/eigen.h"
#include "base/random.h"
#include "layers/conv2d.h"

namespace inkling::bench {

class ConvolutionBench {
 public:
  // Filters of 5 x 5 over `batch` square images of `channels`, all of random numbers. `kind` is one
  // of
  //   "forward"         the output
  //   "backward"        the gradients of the input and of the parameters
  //   "backwardFirst"   the gradient of the parameters alone, as the first layer of a network needs
  // Throws std::invalid_argument for another one.
  ConvolutionBench(const std::string& kind, int batch, int side, int channels, int filters);

  void run(int times);

  // Floating-point operations of one run's matrix products, a multiply-add counting as two.
  double flops() const { return flops_; }

 private:
  enum class Kind { kForward, kBackward, kBackwardFirst };
  static Kind kindOf(const std::string& name);

  Kind kind_;
  Random random_;
  Conv2D layer_;
  Matrix input_;       // [batch, side * side * channels]
  Matrix gradOutput_;  // [batch, the size of the layer's output]
  double flops_ = 0;
};

}  // namespace inkling::bench
