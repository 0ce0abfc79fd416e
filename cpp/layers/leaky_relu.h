// The leaky rectified linear unit.

#pragma once

#include "layers/layer.h"

namespace inkling {

// output = input where it is above 0, else 0.01 * input (A. Maas, A. Hannun, A. Ng, "Rectifier
// Nonlinearities Improve Neural Network Acoustic Models", 2013).
class LeakyRelu : public Layer {
 public:
  const Matrix& forward(const Matrix& input) override;
  const Matrix& backward(const Matrix& gradOutput) override;
  void backwardParameters(const Matrix& /*gradOutput*/) override {}

 private:
  Matrix output_;     // [batch, features]
  Matrix gradInput_;  // [batch, features]
};

}  // namespace inkling
