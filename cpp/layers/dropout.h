// Training with some of the neurons at a time.

#pragma once

#include "base/random.h"
#include "layers/layer.h"
#include "layers/layer_kind.h"

namespace inkling {

// While it trains, each number of the input is 0 with probability `rate`, else divided by
// 1 - rate, so that its mean stays (N. Srivastava et al., "Dropout: A Simple Way to Prevent Neural
// Networks from Overfitting", 2014, scaled at training). Else output = input.
class Dropout : public Layer {
 public:
  // Throws kInvalidArgument unless 0 <= rate < 1.
  Dropout(double rate, Random random);

  // "dropout0.5".
  static LayerKind kind();

  const Matrix& forward(const Matrix& input) override;
  const Matrix& backward(const Matrix& gradOutput) override;
  void backwardParameters(const Matrix& /*gradOutput*/) override {}
  void setTraining(bool isTraining) override { isTraining_ = isTraining; }

 private:
  double rate_;
  Random random_;
  bool isTraining_ = false;
  Matrix factors_;    // [batch, features] of the last batch: 0 or 1 / (1 - rate)
  Matrix output_;     // the same
  Matrix gradInput_;  // the same
};

}  // namespace inkling
