#include "layers/sigmoid.h"

#include <cassert>

namespace inkling {

const Matrix& Sigmoid::forward(const Matrix& input) {
  output_ = (Scalar{1} + (-input.array()).exp()).inverse().matrix();
  return output_;
}

// With y = 1 / (1 + exp(-x)): dy/dx = y (1 - y).
const Matrix& Sigmoid::backward(const Matrix& gradOutput) {
  assert(gradOutput.rows() == output_.rows() && gradOutput.cols() == output_.cols());
  gradInput_ = (gradOutput.array() * output_.array() * (Scalar{1} - output_.array())).matrix();
  return gradInput_;
}

}  // namespace inkling
