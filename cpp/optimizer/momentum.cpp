#include "optimizer/momentum.h"

#include <cstddef>
#include <utility>

#include "base/range_check.h"
#include "optimizer/subnormal.h"
#include "parallel/over_elements.h"

namespace inkling {

Momentum::Momentum(std::vector<Parameter> parameters, double learningRate,
                   const MomentumOptions& options)
    : Optimizer(std::move(parameters), learningRate, options.decay),
      options_(options),
      velocities_(zerosLikeParameters()) {
  checkBelowOne("momentum", options.momentum);
}

void Momentum::update() {
  // Both variants are a step along fromGrad * grad + fromVelocity * velocity.
  const auto momentum = static_cast<Scalar>(options_.momentum);
  const Scalar fromGrad = options_.nesterov ? Scalar{1} : Scalar{0};
  const Scalar fromVelocity = options_.nesterov ? momentum : Scalar{1};
  const auto rate = static_cast<Scalar>(learningRate());
  for (std::size_t k = 0; k < velocities_.size(); ++k) {
    const Parameter& parameter = parameters()[k];
    const DecayFactors decay = decayFactors(parameter);
    Scalar* const value = parameter.value->data();
    const Scalar* const grad = parameter.grad->data();
    Scalar* const velocity = velocities_[k].data();
    constexpr double kCost = 3;
    parallel::overElements(parameter.value->size(), kCost, [=](Index i) {
      const Scalar g = grad[i] + decay.l2 * value[i];
      const Scalar v = flushSubnormal(momentum * velocity[i] + g);
      velocity[i] = v;
      value[i] = decay.keep * value[i] - rate * (fromGrad * g + fromVelocity * v);
    });
  }
}

}  // namespace inkling
