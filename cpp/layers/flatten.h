// From an image to numbers without places.

#pragma once

#include "layers/layer.h"
#include "layers/layer_kind.h"

namespace inkling {

// output = input: an image is one row of numbers already. What changes is how the layers after it
// see them, see `ImageShape`: each number is then a channel of its own.
class Flatten : public Layer {
 public:
  // "flatten".
  static LayerKind kind();

  const Matrix& forward(const Matrix& input) override { return input; }
  const Matrix& backward(const Matrix& gradOutput) override { return gradOutput; }
  void backwardParameters(const Matrix& /*gradOutput*/) override {}
};

}  // namespace inkling
