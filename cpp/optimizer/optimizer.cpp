#include "optimizer/optimizer.h"

#include <cmath>
#include <utility>

#include "base/error.h"
#include "base/number_text.h"

namespace inkling {

Optimizer::Optimizer(std::vector<Parameter> parameters, double learningRate)
    : parameters_(std::move(parameters)) {
  setLearningRate(learningRate);
}

void Optimizer::setLearningRate(double learningRate) {
  if (!std::isfinite(learningRate) || learningRate <= 0) {
    throw Error(ErrorCode::kInvalidArgument,
                "learning rate: expected a number above 0, got " + numberText(learningRate));
  }
  learningRate_ = learningRate;
}

}  // namespace inkling
