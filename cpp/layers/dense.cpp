#include "layers/dense.h"

#include <cassert>
#include <string>
#include <utility>

#include "base/error.h"
#include "kernels/product.h"

namespace inkling {
namespace {

Index outputsOf(LayerNumbers numbers) { return static_cast<Index>(numbers[0]); }

}  // namespace

Dense::Dense(const Matrix& weights, Matrix bias)
    : weights_(kernels::inPanels(weights)), bias_(std::move(bias)) {
  if (weights_.size() == 0) {
    throw Error(ErrorCode::kShapeMismatch,
                "Dense: expected weights with at least one input and one output");
  }
  if (bias_.rows() != 1 || bias_.cols() != weights_.cols()) {
    throw Error(ErrorCode::kShapeMismatch, "Dense: expected a bias of shape [1, " +
                                               std::to_string(weights_.cols()) + "], got [" +
                                               std::to_string(bias_.rows()) + ", " +
                                               std::to_string(bias_.cols()) + "]");
  }
  gradWeights_.setZero(weights_.rows(), weights_.cols());
  gradBias_.setZero(1, weights_.cols());
}

Dense::Dense(const Matrix& weights) : Dense(weights, Matrix::Zero(1, weights.cols())) {}

const Matrix& Dense::forward(const Matrix& input) {
  checkInput(input.cols());
  if (kernels::isSparse(input)) {
    kernels::compress(input, inputRows_);
    return forwardSparse(inputRows_);
  }
  input_ = &input;
  sparseInput_ = nullptr;
  kernels::product(input, kernels::weightPanels(weights_), &bias_, output_);
  return output_;
}

const Matrix& Dense::forwardSparse(const kernels::SparseRows& input) {
  checkInput(input.columnCount);
  input_ = nullptr;
  sparseInput_ = &input;
  kernels::sparseProduct(input, kernels::weightPanels(weights_), &bias_, output_);
  return output_;
}

// With Y = X W + b and G = dL/dY: dL/dX = G W^T, dL/dW = X^T G, dL/db = the sum of G's rows.
const Matrix& Dense::backward(const Matrix& gradOutput) {
  backwardInput(gradOutput);
  backwardParameters(gradOutput);
  return gradInput_;
}

void Dense::backwardParameters(const Matrix& gradOutput) {
  assert(gradOutput.rows() == output_.rows() && gradOutput.cols() == output_.cols());
  if (sparseInput_ != nullptr) {
    kernels::transposedSparseProduct(*sparseInput_, gradOutput,
                                     kernels::weightPanels(gradWeights_));
  } else {
    kernels::transposedProduct(*input_, gradOutput, kernels::weightPanels(gradWeights_));
  }
  gradBias_.noalias() = gradOutput.colwise().sum();
}

const Matrix& Dense::descend(const Matrix& gradOutput, Scalar rate) {
  backwardInput(gradOutput);
  descendParameters(gradOutput, rate);
  return gradInput_;
}

void Dense::descendParameters(const Matrix& gradOutput, Scalar rate) {
  assert(gradOutput.rows() == output_.rows() && gradOutput.cols() == output_.cols());
  if (sparseInput_ != nullptr) {
    kernels::descendTransposedSparseProduct(*sparseInput_, gradOutput, rate,
                                            kernels::weightPanels(weights_));
  } else {
    kernels::descendTransposedProduct(*input_, gradOutput, rate, kernels::weightPanels(weights_));
  }
  gradBias_.noalias() = gradOutput.colwise().sum();
  bias_ -= rate * gradBias_;
}

void Dense::backwardInput(const Matrix& gradOutput) {
  kernels::productWithTransposed(gradOutput, kernels::weightPanels(weights_), gradInput_);
}

void Dense::checkInput(Index columns) const {
  if (columns != weights_.rows()) {
    throw Error(ErrorCode::kShapeMismatch, "Dense: expected " + std::to_string(weights_.rows()) +
                                               " input columns, got " + std::to_string(columns));
  }
}

std::vector<Parameter> Dense::parameters() {
  return {{&weights_, &gradWeights_}, {&bias_, &gradBias_, /*decays=*/false}};
}

LayerKind Dense::kind() {
  return {.name = "dense",
          .example = "dense128",
          .numbers = {{.what = "the number of neurons", .least = 1, .most = 4096}},
          .isActivated = true,
          .plan = [](LayerNumbers numbers, const ImageShape& input) -> LayerPlan {
            const std::int64_t weights = input.size() * outputsOf(numbers);
            return {{1, 1, outputsOf(numbers)}, weights + outputsOf(numbers), weights, ""};
          },
          .make = [](LayerNumbers numbers, const ImageShape& input,
                     LayerMaking& making) -> std::unique_ptr<Layer> {
            return std::make_unique<Dense>(initialWeights(making.initialization, input.size(),
                                                          outputsOf(numbers), making.weights));
          }};
}

}  // namespace inkling
