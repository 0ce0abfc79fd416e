#include "optimizer/rms_prop.h"

#include <cmath>
#include <cstddef>
#include <utility>

#include "base/range_check.h"
#include "optimizer/subnormal.h"
#include "parallel/over_elements.h"

namespace inkling {

RmsProp::RmsProp(std::vector<Parameter> parameters, double learningRate,
                 const RmsPropOptions& options)
    : Optimizer(std::move(parameters), learningRate, options.decay),
      options_(options),
      squares_(zerosLikeParameters()) {
  checkBelowOne("beta2", options.beta2);
  checkAboveZero("epsilon", options.epsilon);
}

void RmsProp::update() {
  const auto rate = static_cast<Scalar>(learningRate());
  const auto beta2 = static_cast<Scalar>(options_.beta2);
  const auto rest2 = static_cast<Scalar>(1 - options_.beta2);
  const auto epsilon = static_cast<Scalar>(options_.epsilon);
  for (std::size_t k = 0; k < squares_.size(); ++k) {
    const Parameter& parameter = parameters()[k];
    const DecayFactors decay = decayFactors(parameter);
    Scalar* const value = parameter.value->data();
    const Scalar* const grad = parameter.grad->data();
    Scalar* const square = squares_[k].data();
    constexpr double kCost = 8;  // most of it the root and the division
    parallel::overElements(parameter.value->size(), kCost, [=](Index i) {
      const Scalar g = grad[i] + decay.l2 * value[i];
      const Scalar s = flushSubnormal(beta2 * square[i] + rest2 * (g * g));
      square[i] = s;
      value[i] = decay.keep * value[i] - rate * g / (std::sqrt(s) + epsilon);
    });
  }
}

}  // namespace inkling
