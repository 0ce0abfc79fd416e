// Gradients against central differences.

#pragma once

#include <algorithm>
#include <functional>
#include <type_traits>

#include <gtest/gtest.h>

#include "base/eigen.h"
#include "base/matrices.h"
#include "layers/layer.h"

namespace inkling {

// In double, a difference over 2e-5 errs by 1e-10 from its curvature and by 1e-11 from rounding. In
// float the same check only catches gross errors: the rounding is 1e-7 over 2e-2.
inline constexpr bool kIsDouble = std::is_same_v<Scalar, double>;
inline constexpr Scalar kDifference = static_cast<Scalar>(kIsDouble ? 1e-5 : 1e-2);
inline constexpr double kGradientTolerance = kIsDouble ? 1e-6 : 5e-3;  // relative

// The gradient of `value` with respect to `variable`, which it reads, by central differences.
inline Matrix numericGradient(const std::function<double()>& value, Matrix& variable) {
  Matrix gradient(variable.rows(), variable.cols());
  for (Index row = 0; row < variable.rows(); ++row) {
    for (Index column = 0; column < variable.cols(); ++column) {
      const Scalar original = variable(row, column);
      variable(row, column) = original + kDifference;
      const double above = value();
      variable(row, column) = original - kDifference;
      const double below = value();
      variable(row, column) = original;
      gradient(row, column) = static_cast<Scalar>((above - below) / (2.0 * kDifference));
    }
  }
  return gradient;
}

inline void expectSameGradient(const Matrix& analytic, const Matrix& numeric) {
  ASSERT_EQ(analytic.rows(), numeric.rows());
  ASSERT_EQ(analytic.cols(), numeric.cols());
  ASSERT_GT(numeric.norm(), 0);
  EXPECT_LT((analytic - numeric).norm() / std::max(analytic.norm(), numeric.norm()),
            kGradientTolerance);
}

// Checks gradInput and the gradients of all parameters of a layer, for the scalar function
// sum(output * random weights), and that `backwardParameters` gives the same as `backward`.
inline void checkGradients(Layer& layer, Matrix input, Random& random) {
  const Matrix& output = layer.forward(input);
  const Matrix gradOutput = randomMatrix(output.rows(), output.cols(), random);
  const auto value = [&] {
    return static_cast<double>(layer.forward(input).cwiseProduct(gradOutput).sum());
  };

  const Matrix gradInput = layer.backward(gradOutput);
  std::vector<Matrix> gradients;
  for (const Parameter& parameter : layer.parameters()) {
    gradients.push_back(*parameter.grad);
    parameter.grad->setConstant(Scalar{99});
  }
  expectSameGradient(gradInput, numericGradient(value, input));

  layer.forward(input);
  layer.backwardParameters(gradOutput);
  for (std::size_t i = 0; i < gradients.size(); ++i) {
    const Parameter parameter = layer.parameters()[i];
    expectSameGradient(gradients[i], numericGradient(value, *parameter.value));
    expectNear(*parameter.grad, gradients[i], 0);
  }
}

}  // namespace inkling
