#include "training/logistic_regression.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <utility>

#include "kernels/product.h"

namespace inkling {
namespace {

constexpr double kPenalty = 1e-3;
constexpr int kMostSteps = 12;
constexpr double kCloseEnough = 1e-2;  // of the largest change of a weight

// Solves symmetric * x = right, positive definite, by Cholesky's decomposition. `symmetric` is
// overwritten.
std::vector<double> solve(std::vector<double> symmetric, std::vector<double> right) {
  const std::size_t size = right.size();
  const auto at = [&](std::size_t row, std::size_t column) -> double& {
    return symmetric[row * size + column];
  };
  const auto dot = [&](std::size_t row, std::size_t other, std::size_t length) {
    double sum = 0;
    for (std::size_t k = 0; k < length; ++k) {
      sum += at(row, k) * at(other, k);
    }
    return sum;
  };
  for (std::size_t row = 0; row < size; ++row) {
    for (std::size_t column = 0; column < row; ++column) {
      at(row, column) = (at(row, column) - dot(row, column, column)) / at(column, column);
    }
    at(row, row) = std::sqrt(at(row, row) - dot(row, row, row));
    for (std::size_t k = 0; k < row; ++k) {
      right[row] -= at(row, k) * right[k];
    }
    right[row] /= at(row, row);
  }
  for (std::size_t row = size; row-- > 0;) {
    for (std::size_t k = row + 1; k < size; ++k) {
      right[row] -= at(k, row) * right[k];
    }
    right[row] /= at(row, row);
  }
  return right;
}

}  // namespace

double LinearScore::operator()(const Matrix& inputs, Index row) const {
  double sum = bias;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    sum += weights[i] * inputs(row, static_cast<Index>(i));
  }
  return sum;
}

LogisticRegression::LogisticRegression(Matrix inputs, const std::vector<std::uint8_t>& isFirst)
    : inputs_(std::move(inputs)), targets_(inputs_.rows(), 1) {
  assert(inputs_.rows() > 0 && isFirst.size() == static_cast<std::size_t>(inputs_.rows()));
  for (Index i = 0; i < inputs_.rows(); ++i) {
    targets_(i, 0) = static_cast<Scalar>(isFirst[static_cast<std::size_t>(i)]);
  }
  for (Index k = 0; k < inputs_.cols(); ++k) {
    const double mean = inputs_.col(k).mean();
    const double square = (inputs_.col(k).array() - static_cast<Scalar>(mean)).square().mean();
    constexpr double kLeast = 1e-3;  // a feature that never changes stays near 0
    means_.push_back(mean);
    deviations_.push_back(std::sqrt(square) + kLeast);
    inputs_.col(k) = (inputs_.col(k).array() - static_cast<Scalar>(mean)) /
                     static_cast<Scalar>(deviations_.back());
  }
  inputs_.conservativeResize(Eigen::NoChange, inputs_.cols() + 1);
  inputs_.col(inputs_.cols() - 1).setOnes();
  weights_ = Matrix::Zero(size(), 1);
}

void LogisticRegression::step() {
  Matrix errors;
  kernels::product(inputs_, weights_, nullptr, errors);
  scaled_ = inputs_;
  for (Index i = 0; i < count(); ++i) {
    const double probability = 1 / (1 + std::exp(-static_cast<double>(errors(i, 0))));
    errors(i, 0) = static_cast<Scalar>(probability) - targets_(i, 0);
    scaled_.row(i) *= static_cast<Scalar>(probability * (1 - probability));
  }
  kernels::transposedProduct(inputs_, scaled_, hessian_);
  Matrix gradient;
  kernels::transposedProduct(inputs_, errors, gradient);

  const auto n = static_cast<double>(count());
  std::vector<double> curvature;
  std::vector<double> slope;
  for (Index i = 0; i < size(); ++i) {
    for (Index k = 0; k < size(); ++k) {
      curvature.push_back(hessian_(i, k) / n + (i == k ? kPenalty : 0));
    }
    slope.push_back(gradient(i, 0) / n + kPenalty * weights_(i, 0));
  }
  const std::vector<double> change = solve(std::move(curvature), std::move(slope));
  double largest = 0;
  for (Index i = 0; i < size(); ++i) {
    const double own = change[static_cast<std::size_t>(i)];
    weights_(i, 0) -= static_cast<Scalar>(own);
    largest = std::max(largest, std::abs(own));
  }
  ++steps_;
  isDone_ = largest < kCloseEnough || steps_ == kMostSteps;
}

LinearScore LogisticRegression::score() const {
  LinearScore score;
  score.bias = weights_(size() - 1, 0);
  for (std::size_t k = 0; k < means_.size(); ++k) {
    score.weights.push_back(weights_(static_cast<Index>(k), 0) / deviations_[k]);
    score.bias -= score.weights.back() * means_[k];
  }
  return score;
}

}  // namespace inkling
