#include "optimizer/adam.h"

#include <cmath>
#include <cstddef>
#include <utility>

#include "base/range_check.h"
#include "optimizer/subnormal.h"
#include "parallel/over_elements.h"

namespace inkling {

Adam::Adam(std::vector<Parameter> parameters, double learningRate, const AdamOptions& options)
    : Optimizer(std::move(parameters), learningRate, options.decay),
      options_(options),
      means_(zerosLikeParameters()),
      squares_(zerosLikeParameters()) {
  checkBelowOne("beta1", options.beta1);
  checkBelowOne("beta2", options.beta2);
  checkAboveZero("epsilon", options.epsilon);
}

void Adam::update() {
  ++steps_;
  const auto t = static_cast<double>(steps_);
  const auto beta1 = static_cast<Scalar>(options_.beta1);
  const auto beta2 = static_cast<Scalar>(options_.beta2);
  const auto rest1 = static_cast<Scalar>(1 - options_.beta1);
  const auto rest2 = static_cast<Scalar>(1 - options_.beta2);
  // The same for all elements, so that none of them divides more than once:
  // rate = learning rate / (1 - beta1^t), and sqrt(square) * widen = sqrt(square / (1 - beta2^t)).
  const auto rate = static_cast<Scalar>(learningRate() / (1 - std::pow(options_.beta1, t)));
  const auto widen = static_cast<Scalar>(1 / std::sqrt(1 - std::pow(options_.beta2, t)));
  const auto epsilon = static_cast<Scalar>(options_.epsilon);
  for (std::size_t k = 0; k < means_.size(); ++k) {
    const Parameter& parameter = parameters()[k];
    const DecayFactors decay = decayFactors(parameter);
    Scalar* const value = parameter.value->data();
    const Scalar* const grad = parameter.grad->data();
    Scalar* const mean = means_[k].data();
    Scalar* const square = squares_[k].data();
    constexpr double kCost = 8;  // most of it the root and the division
    parallel::overElements(parameter.value->size(), kCost, [=](Index i) {
      const Scalar g = grad[i] + decay.l2 * value[i];
      const Scalar m = flushSubnormal(beta1 * mean[i] + rest1 * g);
      const Scalar s = flushSubnormal(beta2 * square[i] + rest2 * (g * g));
      mean[i] = m;
      square[i] = s;
      value[i] = decay.keep * value[i] - rate * m / (std::sqrt(s) * widen + epsilon);
    });
  }
}

}  // namespace inkling
