// The logistic function.

#pragma once

#include "layers/layer.h"

namespace inkling {

// output = 1 / (1 + exp(-input)), element by element.
class Sigmoid : public Layer {
 public:
  const Matrix& forward(const Matrix& input) override;
  const Matrix& backward(const Matrix& gradOutput) override;
  void backwardParameters(const Matrix& /*gradOutput*/) override {}

 private:
  Matrix output_;     // [batch, features]
  Matrix gradInput_;  // [batch, features]
};

}  // namespace inkling
