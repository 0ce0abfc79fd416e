#include "optimizer/sgd.h"

#include <utility>

namespace inkling {

Sgd::Sgd(std::vector<Parameter> parameters, double learningRate)
    : Optimizer(std::move(parameters), learningRate) {}

void Sgd::step() {
  for (const Parameter& parameter : parameters()) {
    descendAlong(parameter, static_cast<Scalar>(learningRate()));
  }
}

void Sgd::backwardAndStep(Layer& network, const Matrix& gradOutput) {
  network.descendParameters(gradOutput, static_cast<Scalar>(learningRate()));
}

}  // namespace inkling
