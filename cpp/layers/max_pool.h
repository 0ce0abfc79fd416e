// The largest of each few neighbours.

#pragma once

#include "layers/layer.h"
#include "layers/layer_kind.h"

namespace inkling {

// output(y, x, c) = the largest of input(y * stride + i, x * stride + j, c) over i, j < side. Rows
// and columns that fill no whole window are left out.
class MaxPool : public Layer {
 public:
  // Throws kShapeMismatch where no window fits into the image, or side or stride is below 1.
  MaxPool(const ImageShape& input, Index side, Index stride);

  ImageShape outputShape() const { return outputShape_; }

  // "pool2"; "pool3s2" with a stride that is not the side.
  static LayerKind kind();

  const Matrix& forward(const Matrix& input) override;
  const Matrix& backward(const Matrix& gradOutput) override;
  void backwardParameters(const Matrix& /*gradOutput*/) override {}

 private:
  ImageShape input_;
  Index side_;
  Index stride_;
  ImageShape outputShape_;
  Matrix output_;     // [batch, outputShape]
  Matrix winners_;    // as output_: which of the window's side * side pixels was the largest
  Matrix gradInput_;  // [batch, input]
};

}  // namespace inkling
