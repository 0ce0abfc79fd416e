#include "layers/relu.h"

#include <cassert>

#include "parallel/over_elements.h"

namespace inkling {

const Matrix& Relu::forward(const Matrix& input) {
  // Not cwiseMax, which may turn a NaN into 0 and so hide that training has diverged. Not select,
  // whose branch for each element took an eighth of a whole training step: this loop is vectorised.
  output_.resize(input.rows(), input.cols());
  const Scalar* const from = input.data();
  Scalar* const to = output_.data();
  parallel::overElements(input.size(), 1,
                         [=](Index i) { to[i] = from[i] < Scalar{0} ? Scalar{0} : from[i]; });
  return output_;
}

// The derivative is 1 where the output is above 0, else 0 (at 0 itself: a convention).
const Matrix& Relu::backward(const Matrix& gradOutput) {
  assert(gradOutput.rows() == output_.rows() && gradOutput.cols() == output_.cols());
  // A select would read the gradient only where it is needed, which is a branch for each element: a
  // product takes a twentieth of the time.
  gradInput_.resize(gradOutput.rows(), gradOutput.cols());
  const Scalar* const output = output_.data();
  const Scalar* const from = gradOutput.data();
  Scalar* const to = gradInput_.data();
  parallel::overElements(gradOutput.size(), 1, [=](Index i) {
    to[i] = from[i] * (output[i] > Scalar{0} ? Scalar{1} : Scalar{0});
  });
  return gradInput_;
}

}  // namespace inkling
