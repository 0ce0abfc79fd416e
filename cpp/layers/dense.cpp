#include "layers/dense.h"

#include <cassert>
#include <string>
#include <utility>

#include "base/error.h"
#include "kernels/product.h"
#include "kernels/transpose.h"

namespace inkling {
namespace {

// The share of non-zero inputs up to which it pays to skip the zeros. MNIST's images have 0.19,
// what comes out of a ReLU about 0.5.
constexpr double kSparseBelow = 0.3;

}  // namespace

Dense::Dense(Matrix weights, Matrix bias) : weights_(std::move(weights)), bias_(std::move(bias)) {
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
  if (input.cols() != weights_.rows()) {
    throw Error(ErrorCode::kShapeMismatch, "Dense: expected " + std::to_string(weights_.rows()) +
                                               " input columns, got " +
                                               std::to_string(input.cols()));
  }
  input_ = &input;
  isSparse_ = kernels::isSparse(input, kSparseBelow);
  if (isSparse_) {
    kernels::compress(input, inputRows_);
    kernels::sparseProduct(inputRows_, weights_, &bias_, output_);
  } else {
    kernels::product(input, weights_, &bias_, output_);
  }
  return output_;
}

// With Y = X W + b and G = dL/dY: dL/dX = G W^T, dL/dW = X^T G, dL/db = the sum of G's rows.
const Matrix& Dense::backward(const Matrix& gradOutput) {
  backwardInput(gradOutput);
  backwardParameters(gradOutput);
  return gradInput_;
}

void Dense::backwardParameters(const Matrix& gradOutput) {
  prepareBackward(gradOutput);
  if (isSparse_) {
    kernels::sparseProduct(inputColumns_, gradOutput, nullptr, gradWeights_);
  } else {
    kernels::transposedProduct(*input_, gradOutput, gradWeights_);
  }
  gradBias_.noalias() = gradOutput.colwise().sum();
}

const Matrix& Dense::descend(const Matrix& gradOutput, Scalar rate) {
  backwardInput(gradOutput);
  descendParameters(gradOutput, rate);
  return gradInput_;
}

void Dense::descendParameters(const Matrix& gradOutput, Scalar rate) {
  prepareBackward(gradOutput);
  if (isSparse_) {
    kernels::descendSparseProduct(inputColumns_, gradOutput, rate, weights_);
  } else {
    kernels::descendTransposedProduct(*input_, gradOutput, rate, weights_);
  }
  gradBias_.noalias() = gradOutput.colwise().sum();
  bias_ -= rate * gradBias_;
}

void Dense::backwardInput(const Matrix& gradOutput) {
  kernels::transpose(weights_, transposedWeights_);
  kernels::product(gradOutput, transposedWeights_, nullptr, gradInput_);
}

void Dense::prepareBackward([[maybe_unused]] const Matrix& gradOutput) {
  assert(input_ != nullptr && gradOutput.rows() == output_.rows() &&
         gradOutput.cols() == output_.cols());
  if (isSparse_) {
    kernels::transpose(inputRows_, weights_.rows(), inputColumns_);
  }
}

std::vector<Parameter> Dense::parameters() {
  return {{&weights_, &gradWeights_}, {&bias_, &gradBias_}};
}

}  // namespace inkling
