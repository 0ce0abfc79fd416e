// A convolution layer.

#pragma once

#include <vector>

#include "kernels/convolution.h"
#include "layers/layer.h"
#include "layers/layer_kind.h"

namespace inkling {

// Filters that move over the image (Y. LeCun et al. 1998): each output pixel is the bias plus the
// products of a filter's weights with the patch of the input below it. Shapes and formula:
// kernels/convolution.h. The input has `padding` zeros around it.
class Conv2D : public Layer {
 public:
  struct Options {
    Index side = 3;  // of the filters, in pixels
    Index stride = 1;
    Index padding = 0;
  };

  // weights [side * side * input.channels, filters], bias [1, filters]. Throws kShapeMismatch where
  // they do not fit, or the filters do not fit into the padded image.
  Conv2D(const ImageShape& input, const Options& options, Matrix weights, Matrix bias);

  // The same with a bias of zeros, as a network begins.
  Conv2D(const ImageShape& input, const Options& options, const Matrix& weights);

  ImageShape outputShape() const { return {shape_.outRows(), shape_.outColumns(), shape_.filters}; }

  // "conv8x5": 8 filters of 5 x 5; "conv8x5s2p1" with stride 2 and padding 1.
  static LayerKind kind();

  const Matrix& forward(const Matrix& input) override;
  const Matrix& backward(const Matrix& gradOutput) override;
  void backwardParameters(const Matrix& gradOutput) override;
  std::vector<Parameter> parameters() override;  // weights, bias

 private:
  void backwardInput(const Matrix& gradOutput);
  ImageShape input_;
  Index padding_;
  kernels::Convolution shape_;  // of the padded input
  Matrix weights_;              // [side * side * channels, filters]
  Matrix bias_;                 // [1, filters]
  Matrix gradWeights_;          // as weights_
  Matrix gradBias_;             // [1, filters]
  Matrix padded_;               // [batch, padded image]; unused without padding
  Matrix output_;               // [batch, outRows * outColumns * filters]
  Matrix paddedGradInput_;      // [batch, padded image]; unused without padding
  Matrix gradInput_;            // [batch, rows * columns * channels]
  Matrix partials_;
  std::vector<double> sums_;
  const Matrix* convolved_ = nullptr;  // the last input, or padded_
};

}  // namespace inkling
