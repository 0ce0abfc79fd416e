#include "layers/tanh.h"

#include <cassert>

namespace inkling {

const Matrix& Tanh::forward(const Matrix& input) {
  output_ = input.array().tanh().matrix();
  return output_;
}

// With y = tanh(x): dy/dx = 1 - y^2.
const Matrix& Tanh::backward(const Matrix& gradOutput) {
  assert(gradOutput.rows() == output_.rows() && gradOutput.cols() == output_.cols());
  gradInput_ = (gradOutput.array() * (Scalar{1} - output_.array().square())).matrix();
  return gradInput_;
}

}  // namespace inkling
