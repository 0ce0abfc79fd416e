#include "layers/gelu.h"

#include <cassert>

#include "parallel/team.h"

namespace inkling {
namespace {

constexpr Scalar kSlope = static_cast<Scalar>(0.7978845608028654);  // sqrt(2 / pi)
constexpr Scalar kCube = static_cast<Scalar>(0.044715);
constexpr double kCost = 8;  // of an element, in multiply-adds

using Part = Eigen::Map<Eigen::Array<Scalar, Eigen::Dynamic, 1>>;
using ConstPart = Eigen::Map<const Eigen::Array<Scalar, Eigen::Dynamic, 1>>;

}  // namespace

const Matrix& Gelu::forward(const Matrix& input) {
  input_ = &input;
  tanh_.resize(input.rows(), input.cols());
  output_.resize(input.rows(), input.cols());
  parallel::overStretches(
      input.size(), 1, kCost * static_cast<double>(input.size()), [&](Index begin, Index end) {
        const ConstPart x(input.data() + begin, end - begin);
        Part tanh(tanh_.data() + begin, end - begin);
        tanh = (kSlope * x * (Scalar{1} + kCube * x.square())).tanh();
        Part(output_.data() + begin, end - begin) = Scalar{0.5} * x * (Scalar{1} + tanh);
      });
  return output_;
}

// With t = tanh(u): dy/dx = (1 + t) / 2 + x / 2 * (1 - t^2) * du/dx.
const Matrix& Gelu::backward(const Matrix& gradOutput) {
  assert(gradOutput.rows() == output_.rows() && gradOutput.cols() == output_.cols());
  gradInput_.resize(gradOutput.rows(), gradOutput.cols());
  parallel::overStretches(
      gradOutput.size(), 1, kCost * static_cast<double>(gradOutput.size()),
      [&](Index begin, Index end) {
        const ConstPart x(input_->data() + begin, end - begin);
        const ConstPart tanh(tanh_.data() + begin, end - begin);
        const ConstPart grad(gradOutput.data() + begin, end - begin);
        Part(gradInput_.data() + begin, end - begin) =
            grad * Scalar{0.5} *
            (Scalar{1} + tanh +
             x * (Scalar{1} - tanh.square()) * kSlope * (Scalar{1} + 3 * kCube * x.square()));
      });
  return gradInput_;
}

}  // namespace inkling
