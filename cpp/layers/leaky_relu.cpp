#include "layers/leaky_relu.h"

#include <cassert>

#include "parallel/over_elements.h"

namespace inkling {
namespace {

constexpr Scalar kLeak = static_cast<Scalar>(0.01);

}  // namespace

const Matrix& LeakyRelu::forward(const Matrix& input) {
  output_.resize(input.rows(), input.cols());
  const Scalar* const from = input.data();
  Scalar* const to = output_.data();
  parallel::overElements(input.size(), 1, [=](Index i) {
    to[i] = from[i] * (from[i] < Scalar{0} ? kLeak : Scalar{1});
  });
  return output_;
}

// The output has the input's sign, so it tells the slope.
const Matrix& LeakyRelu::backward(const Matrix& gradOutput) {
  assert(gradOutput.rows() == output_.rows() && gradOutput.cols() == output_.cols());
  gradInput_.resize(gradOutput.rows(), gradOutput.cols());
  const Scalar* const output = output_.data();
  const Scalar* const from = gradOutput.data();
  Scalar* const to = gradInput_.data();
  parallel::overElements(gradOutput.size(), 1, [=](Index i) {
    to[i] = from[i] * (output[i] < Scalar{0} ? kLeak : Scalar{1});
  });
  return gradInput_;
}

}  // namespace inkling
