// Every optimizer against tests/fixtures/optimizer_steps.py, which is float64 NumPy.

#include "fixtures/optimizer_steps.h"

#include <string>
#include <type_traits>

#include <gtest/gtest.h>

#include "base/matrices.h"
#include "optimizer/make_optimizer.h"

namespace inkling {
namespace {

// Six steps with values around 1: in double a few dozen roundings, in float the same.
constexpr double kTolerance = std::is_same_v<Scalar, double> ? 1e-14 : 1e-6;

Matrix weightsOf(const reference::OptimizerNumbers& numbers) {
  Matrix weights(reference::kWeightsRows, reference::kWeightsColumns);
  for (Index i = 0; i < weights.size(); ++i) {
    weights.data()[i] = static_cast<Scalar>(numbers[static_cast<std::size_t>(i)]);
  }
  return weights;
}

Matrix biasOf(const reference::OptimizerNumbers& numbers) {
  Matrix bias(reference::kBiasRows, reference::kBiasColumns);
  const Index first = reference::kWeightsRows * reference::kWeightsColumns;
  for (Index i = 0; i < bias.size(); ++i) {
    bias.data()[i] = static_cast<Scalar>(numbers[static_cast<std::size_t>(first + i)]);
  }
  return bias;
}

class OptimizerStepsTest : public testing::TestWithParam<reference::OptimizerCase> {};

TEST_P(OptimizerStepsTest, EachStepGivesTheSameParameters) {
  const reference::OptimizerCase& expected = GetParam();
  Matrix weights = weightsOf(reference::kOptimizerValues);
  Matrix bias = biasOf(reference::kOptimizerValues);
  Matrix gradWeights;
  Matrix gradBias;
  gradWeights.setZero(weights.rows(), weights.cols());
  gradBias.setZero(bias.rows(), bias.cols());
  const auto optimizer =
      makeOptimizer({.name = expected.name,
                     .learningRate = expected.learningRate,
                     .momentum = expected.momentum,
                     .beta2 = expected.beta2,
                     .epsilon = expected.epsilon,
                     .weightDecay = expected.weightDecay,
                     .l2 = expected.l2,
                     .clipNorm = expected.clipNorm},
                    {{&weights, &gradWeights}, {&bias, &gradBias, /*decays=*/false}});
  for (int step = 0; step < reference::kOptimizerSteps; ++step) {
    if (step + 1 == reference::kRateHalvedFrom) {
      optimizer->setLearningRate(expected.learningRate / 2);
    }
    const auto at = static_cast<std::size_t>(step);
    gradWeights = weightsOf(reference::kOptimizerGradients[at]);
    gradBias = biasOf(reference::kOptimizerGradients[at]);
    optimizer->step();
    SCOPED_TRACE("step " + std::to_string(step + 1));
    expectNear(weights, weightsOf(expected.after[at]), kTolerance);
    expectNear(bias, biasOf(expected.after[at]), kTolerance);
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, OptimizerStepsTest, testing::ValuesIn(reference::kOptimizerCases),
                         [](const testing::TestParamInfo<reference::OptimizerCase>& info) {
                           return std::string(info.param.name) + std::to_string(info.index);
                         });

}  // namespace
}  // namespace inkling
