#include "optimizer/sgd.h"

#include <utility>

#include "parallel/team.h"

namespace inkling {

Sgd::Sgd(std::vector<Parameter> parameters, double learningRate)
    : Optimizer(std::move(parameters), learningRate) {}

void Sgd::step() {
  const auto rate = static_cast<Scalar>(learningRate());
  for (const Parameter& parameter : parameters()) {
    Scalar* const value = parameter.value->data();
    const Scalar* const grad = parameter.grad->data();
    const Index size = parameter.value->size();
    parallel::overStretches(size, 1, static_cast<double>(size), [=](Index begin, Index end) {
      for (Index i = begin; i < end; ++i) {
        value[i] -= rate * grad[i];
      }
    });
  }
}

}  // namespace inkling
