#include "optimizer/make_optimizer.h"

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "base/matrices.h"
#include "layers/dense.h"
#include "parallel/threads_for_test.h"

namespace inkling {
namespace {

// The weights and the bias after some steps along the same gradients, with all options.
std::vector<Matrix> train(const std::string& name) {
  Random random(11);
  Matrix weights = randomMatrix(101, 211, random);  // large enough to be shared out
  Matrix bias = randomMatrix(1, 211, random);
  Matrix gradWeights;
  Matrix gradBias;
  gradWeights.setZero(101, 211);
  gradBias.setZero(1, 211);
  const auto optimizer = makeOptimizer(
      {.name = name, .learningRate = 0.01, .weightDecay = 0.1, .l2 = 0.01, .clipNorm = 10},
      {{&weights, &gradWeights}, {&bias, &gradBias, /*decays=*/false}});
  for (int step = 0; step < 3; ++step) {
    gradWeights = randomMatrix(101, 211, random);
    gradBias = randomMatrix(1, 211, random);
    optimizer->step();
  }
  return {weights, bias};
}

TEST(MakeOptimizerTest, ThreadsChangeNoBit) {
  for (const std::string_view name : optimizerNames()) {
    SCOPED_TRACE(name);
    const auto expected = train(std::string(name));
    for (const int threads : {2, 3}) {
      const ThreadsForTest scope(threads);
      EXPECT_EQ(train(std::string(name)), expected);
    }
  }
}

// value 1 and gradient 2 for two steps, with nothing given but the learning rate.
double afterTwoSteps(const std::string& name) {
  Matrix value = makeMatrix({{1}});
  Matrix grad = makeMatrix({{2}});
  const auto optimizer = makeOptimizer({.name = name, .learningRate = 0.1}, {{&value, &grad}});
  optimizer->step();
  optimizer->step();
  return static_cast<double>(value(0, 0));
}

TEST(MakeOptimizerTest, WhatIsNotGivenIsTheUsualNumber) {
  EXPECT_NEAR(afterTwoSteps("sgd"), 1 - 0.2 - 0.2, kRoundingTolerance);
  EXPECT_NEAR(afterTwoSteps("momentum"), 1 - 0.2 - 0.2 * 1.9, kRoundingTolerance);
  EXPECT_NEAR(afterTwoSteps("nesterov"), 1 - 0.2 * 1.9 - 0.2 * (1 + 0.9 * 1.9), kRoundingTolerance);
  constexpr double kEpsilonsPart = 1e-6;  // of what is lost to epsilon, in float to the root too
  EXPECT_NEAR(afterTwoSteps("adam"), 1 - 0.1 - 0.1, kEpsilonsPart);
  EXPECT_NEAR(afterTwoSteps("adamw"), (1 * 0.999 - 0.1) * 0.999 - 0.1, kEpsilonsPart);
  EXPECT_NEAR(afterTwoSteps("rmsprop"), 1 - 1 - 0.1 / std::sqrt(0.0199), kEpsilonsPart);
}

TEST(MakeOptimizerTest, ABiasDoesNotDecay) {
  Dense dense(makeMatrix({{1, 2, 3}}), makeMatrix({{4, 5, 6}}));
  const auto optimizer =
      makeOptimizer({.learningRate = 0.5, .weightDecay = 0.5, .l2 = 0.5}, dense.parameters());
  optimizer->step();  // of gradients that are 0
  expectNear(*dense.parameters()[0].value, makeMatrix({{0.5, 1, 1.5}}));
  expectNear(*dense.parameters()[1].value, makeMatrix({{4, 5, 6}}), 0);
}

TEST(MakeOptimizerTest, AnUnknownNameIsRefusedWithAllThatThereAre) {
  expectError(ErrorCode::kInvalidArgument,
              "optimizer: expected sgd, momentum, nesterov, adam, adamw or rmsprop, got \"adan\"",
              [] { makeOptimizer({.name = "adan"}, {}); });
}

TEST(MakeOptimizerTest, RefusesOptionsOutsideTheirRanges) {
  for (const std::string_view name : optimizerNames()) {
    SCOPED_TRACE(name);
    OptimizerOptions options = {.name = std::string(name)};
    options.l2 = -0.1;
    expectError(ErrorCode::kInvalidArgument, "l2: expected a number of at least 0, got -0.1",
                [&] { makeOptimizer(options, {}); });
    options.l2 = 0;
    options.weightDecay = -1;
    expectError(ErrorCode::kInvalidArgument,
                "weight decay: expected a number of at least 0, got -1",
                [&] { makeOptimizer(options, {}); });
    options.weightDecay = 10;
    expectError(ErrorCode::kInvalidArgument,
                "weight decay: expected less than 1 / learning rate, which is 10, got 10",
                [&] { makeOptimizer(options, {}); });
    options.weightDecay = 0;
    options.clipNorm = -1;
    expectError(ErrorCode::kInvalidArgument,
                "clipping norm: expected a number of at least 0, got -1",
                [&] { makeOptimizer(options, {}); });
  }
}

}  // namespace
}  // namespace inkling
