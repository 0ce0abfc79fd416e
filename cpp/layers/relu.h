// The rectifier.

#pragma once

#include "layers/layer.h"

namespace inkling {

// output = max(input, 0), element by element.
class Relu : public Layer {
 public:
  const Matrix& forward(const Matrix& input) override;
  const Matrix& backward(const Matrix& gradOutput) override;
  void backwardParameters(const Matrix& /*gradOutput*/) override {}

 private:
  Matrix output_;     // [batch, features]
  Matrix gradInput_;  // [batch, features]
};

}  // namespace inkling
