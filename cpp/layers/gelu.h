// The Gaussian error linear unit.

#pragma once

#include "layers/layer.h"

namespace inkling {

// output = x * P(X <= x) for a normal X, in its usual approximation
// x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 x^3))) (D. Hendrycks, K. Gimpel, "Gaussian Error
// Linear Units", 2016).
class Gelu : public Layer {
 public:
  const Matrix& forward(const Matrix& input) override;
  const Matrix& backward(const Matrix& gradOutput) override;
  void backwardParameters(const Matrix& /*gradOutput*/) override {}

 private:
  Matrix tanh_;  // [batch, features], as all of these
  Matrix output_;
  Matrix gradInput_;
  const Matrix* input_ = nullptr;
};

}  // namespace inkling
