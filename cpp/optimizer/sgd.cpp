#include "optimizer/sgd.h"

#include <utility>

#include "parallel/over_elements.h"

namespace inkling {

Sgd::Sgd(std::vector<Parameter> parameters, double learningRate, const Decay& decay)
    : Optimizer(std::move(parameters), learningRate, decay) {}

void Sgd::update() {
  const auto rate = static_cast<Scalar>(learningRate());
  for (const Parameter& parameter : parameters()) {
    const DecayFactors decay = decayFactors(parameter);
    Scalar* const value = parameter.value->data();
    const Scalar* const grad = parameter.grad->data();
    parallel::overElements(parameter.value->size(), 1, [=](Index i) {
      value[i] = decay.keep * value[i] - rate * (grad[i] + decay.l2 * value[i]);
    });
  }
}

void Sgd::backwardAndStep(Layer& network, const Matrix& gradOutput) {
  if (takesPlainGradients()) {
    network.descendParameters(gradOutput, static_cast<Scalar>(learningRate()));
  } else {
    Optimizer::backwardAndStep(network, gradOutput);
  }
}

}  // namespace inkling
