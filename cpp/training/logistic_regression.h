// A straight line between two kinds of things.

#pragma once

#include <cstdint>
#include <vector>

#include "base/eigen.h"

namespace inkling {

// score(x) = weights . x + bias: the logarithm of the odds that x is of the first kind.
struct LinearScore {
  std::vector<double> weights;
  double bias = 0;

  // inputs [n, weights.size()].
  double operator()(const Matrix& inputs, Index row) const;
};

// Logistic regression by Newton's method (iteratively reweighted least squares: T. Hastie, R.
// Tibshirani, J. Friedman, "The Elements of Statistical Learning", 2009, 4.4.1), one step at a
// time. Inputs are brought to mean 0 and deviation 1 first; their weights are held small by a
// penalty of half a thousandth of their squares.
class LogisticRegression {
 public:
  // inputs [n, features], of the first kind where `isFirst` is 1, else 0; at least one row.
  LogisticRegression(Matrix inputs, const std::vector<std::uint8_t>& isFirst);

  // One step; to be repeated until `isDone`.
  void step();
  bool isDone() const { return isDone_; }

  // For the inputs as they were given.
  LinearScore score() const;

 private:
  Index count() const { return inputs_.rows(); }
  Index size() const { return inputs_.cols(); }  // features and a constant one

  Matrix inputs_;   // standardised, a last column of ones
  Matrix targets_;  // [n, 1]
  std::vector<double> means_;
  std::vector<double> deviations_;
  Matrix weights_;  // [size, 1], the last is the bias
  Matrix scaled_;   // the rows of the inputs by the curvature there
  Matrix hessian_;
  int steps_ = 0;
  bool isDone_ = false;
};

}  // namespace inkling
