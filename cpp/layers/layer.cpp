#include "layers/layer.h"

#include "base/error.h"
#include "parallel/team.h"

namespace inkling {

const Matrix& Layer::forwardSparse(const kernels::SparseRows& /*input*/) {
  throw Error(ErrorCode::kInternal, "this layer takes no sparse input");
}

const Matrix& Layer::descend(const Matrix& gradOutput, Scalar rate) {
  const Matrix& gradInput = backward(gradOutput);
  for (const Parameter& parameter : parameters()) {
    descendAlong(parameter, rate);
  }
  return gradInput;
}

void Layer::descendParameters(const Matrix& gradOutput, Scalar rate) {
  backwardParameters(gradOutput);
  for (const Parameter& parameter : parameters()) {
    descendAlong(parameter, rate);
  }
}

void descendAlong(const Parameter& parameter, Scalar rate) {
  Scalar* const value = parameter.value->data();
  const Scalar* const grad = parameter.grad->data();
  const Index size = parameter.value->size();
  parallel::overStretches(size, 1, static_cast<double>(size), [=](Index begin, Index end) {
    for (Index i = begin; i < end; ++i) {
      value[i] -= rate * grad[i];
    }
  });
}

}  // namespace inkling
