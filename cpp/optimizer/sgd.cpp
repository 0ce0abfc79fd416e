#include "optimizer/sgd.h"

#include <utility>

namespace inkling {

Sgd::Sgd(std::vector<Parameter> parameters, double learningRate)
    : Optimizer(std::move(parameters), learningRate) {}

void Sgd::step() {
  const auto rate = static_cast<Scalar>(learningRate());
  for (const Parameter& parameter : parameters()) {
    *parameter.value -= rate * *parameter.grad;
  }
}

}  // namespace inkling
