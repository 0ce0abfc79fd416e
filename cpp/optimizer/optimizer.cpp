#include "optimizer/optimizer.h"

#include <utility>

#include "base/error.h"
#include "base/number_text.h"
#include "base/range_check.h"

namespace inkling {

Optimizer::Optimizer(std::vector<Parameter> parameters, double learningRate, const Decay& decay)
    : parameters_(std::move(parameters)), decay_(decay) {
  checkNotNegative("l2", decay.l2);
  checkNotNegative("weight decay", decay.decoupled);
  setLearningRate(learningRate);
}

void Optimizer::step() {
  if (clip_) {
    clip_->apply();
  }
  update();
}

void Optimizer::setLearningRate(double learningRate) {
  checkAboveZero("learning rate", learningRate);
  if (learningRate * decay_.decoupled >= 1) {
    throw Error(ErrorCode::kInvalidArgument,
                "weight decay: expected less than 1 / learning rate, which is " +
                    numberText(1 / learningRate) + ", got " + numberText(decay_.decoupled));
  }
  learningRate_ = learningRate;
}

void Optimizer::clipGradients(double largestNorm) { clip_.emplace(parameters_, largestNorm); }

bool Optimizer::takesPlainGradients() const {
  return decay_.l2 == 0 && decay_.decoupled == 0 && !clip_;
}

Optimizer::DecayFactors Optimizer::decayFactors(const Parameter& parameter) const {
  if (!parameter.decays) {
    return {Scalar{0}, Scalar{1}};
  }
  return {static_cast<Scalar>(decay_.l2),
          static_cast<Scalar>(1 - learningRate_ * decay_.decoupled)};
}

std::vector<Matrix> Optimizer::zerosLikeParameters() const {
  std::vector<Matrix> zeros;
  for (const Parameter& parameter : parameters_) {
    zeros.emplace_back(Matrix::Zero(parameter.value->rows(), parameter.value->cols()));
  }
  return zeros;
}

}  // namespace inkling
