#include "layers/sequential.h"

#include <utility>

#include "base/error.h"

namespace inkling {

Sequential::Sequential(std::vector<std::unique_ptr<Layer>> layers) : layers_(std::move(layers)) {
  if (layers_.empty()) {
    throw Error(ErrorCode::kInvalidArgument, "Sequential: expected at least one layer, got none");
  }
}

const Matrix& Sequential::forward(const Matrix& input) {
  return forwardFromFirst(layers_.front()->forward(input));
}

const Matrix& Sequential::forwardSparse(const kernels::SparseRows& input) {
  return forwardFromFirst(layers_.front()->forwardSparse(input));
}

const Matrix& Sequential::backward(const Matrix& gradOutput) {
  return layers_.front()->backward(backwardToFirst(gradOutput));
}

void Sequential::backwardParameters(const Matrix& gradOutput) {
  layers_.front()->backwardParameters(backwardToFirst(gradOutput));
}

const Matrix& Sequential::descend(const Matrix& gradOutput, Scalar rate) {
  return layers_.front()->descend(descendToFirst(gradOutput, rate), rate);
}

void Sequential::descendParameters(const Matrix& gradOutput, Scalar rate) {
  layers_.front()->descendParameters(descendToFirst(gradOutput, rate), rate);
}

std::vector<Parameter> Sequential::parameters() {
  std::vector<Parameter> all;
  for (const auto& layer : layers_) {
    const std::vector<Parameter> own = layer->parameters();
    all.insert(all.end(), own.begin(), own.end());
  }
  return all;
}

std::vector<Matrix*> Sequential::statistics() {
  std::vector<Matrix*> all;
  for (const auto& layer : layers_) {
    const std::vector<Matrix*> own = layer->statistics();
    all.insert(all.end(), own.begin(), own.end());
  }
  return all;
}

void Sequential::setTraining(bool isTraining) {
  for (const auto& layer : layers_) {
    layer->setTraining(isTraining);
  }
}

const Matrix& Sequential::forwardFromFirst(const Matrix& firstOutput) {
  const Matrix* current = &firstOutput;
  for (std::size_t i = 1; i < layers_.size(); ++i) {
    lastHidden_ = current;
    current = &layers_[i]->forward(*current);
  }
  return *current;
}

const Matrix& Sequential::backwardToFirst(const Matrix& gradOutput) {
  const Matrix* current = &gradOutput;
  for (std::size_t i = layers_.size() - 1; i > 0; --i) {
    current = &layers_[i]->backward(*current);
  }
  return *current;
}

const Matrix& Sequential::descendToFirst(const Matrix& gradOutput, Scalar rate) {
  const Matrix* current = &gradOutput;
  for (std::size_t i = layers_.size() - 1; i > 0; --i) {
    current = &layers_[i]->descend(*current, rate);
  }
  return *current;
}

}  // namespace inkling
