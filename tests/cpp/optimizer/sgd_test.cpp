#include "optimizer/sgd.h"

#include <cmath>
#include <memory>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "base/matrices.h"
#include "layers/dense.h"
#include "layers/sequential.h"
#include "layers/tanh.h"

namespace inkling {
namespace {

TEST(SgdTest, SubtractsTheRateTimesTheGradientFromEveryParameter) {
  Matrix weights = makeMatrix({{1, 2}, {3, 4}});
  Matrix gradWeights = makeMatrix({{10, 0}, {-10, 5}});
  Matrix bias = makeMatrix({{0.5, -0.5}});
  Matrix gradBias = makeMatrix({{1, 2}});
  Sgd sgd({{&weights, &gradWeights}, {&bias, &gradBias}}, 0.1);
  sgd.step();
  expectNear(weights, makeMatrix({{0, 2}, {4, 3.5}}));
  expectNear(bias, makeMatrix({{0.4, -0.7}}));
}

TEST(SgdTest, TakesANewLearningRateFromTheNextStepOn) {
  Matrix value = makeMatrix({{1}});
  Matrix grad = makeMatrix({{1}});
  Sgd sgd({{&value, &grad}}, 0.5);
  sgd.step();
  sgd.setLearningRate(0.25);
  EXPECT_EQ(sgd.learningRate(), 0.25);
  sgd.step();
  expectNear(value, makeMatrix({{0.25}}));
}

TEST(SgdTest, TheBackwardPassWithTheStepInItGivesTheSameBits) {
  constexpr double kRate = 0.3;
  const auto makeNetwork = [] {
    Random random(3);
    std::vector<std::unique_ptr<Layer>> layers;
    layers.push_back(std::make_unique<Dense>(randomMatrix(6, 5, random)));
    layers.push_back(std::make_unique<Tanh>());
    layers.push_back(std::make_unique<Dense>(randomMatrix(5, 3, random)));
    return std::make_unique<Sequential>(std::move(layers));
  };
  const auto apart = makeNetwork();
  const auto together = makeNetwork();
  Sgd sgdApart(apart->parameters(), kRate);
  Sgd sgdTogether(together->parameters(), kRate);
  Random random(4);
  for (int step = 0; step < 3; ++step) {
    const Matrix input = randomMatrix(4, 6, random);
    const Matrix grad = randomMatrix(4, 3, random);
    expectNear(together->forward(input), apart->forward(input), 0);
    apart->backwardParameters(grad);
    sgdApart.step();
    sgdTogether.backwardAndStep(*together, grad);
  }
  const std::vector<Parameter> expected = apart->parameters();
  for (std::size_t i = 0; i < expected.size(); ++i) {
    expectNear(*together->parameters()[i].value, *expected[i].value, 0);
  }
}

// The way without gradients knows neither of them.
TEST(SgdTest, TheBackwardPassHeedsDecayAndClipping) {
  const Matrix input = makeMatrix({{1, 2}});
  const Matrix gradOutput = makeMatrix({{3}});  // gradients 3, 6 and 3: their norm is sqrt(54)
  Dense decaying(makeMatrix({{2}, {4}}));
  Sgd withDecay(decaying.parameters(), 0.5, {.decoupled = 0.5});
  decaying.forward(input);
  withDecay.backwardAndStep(decaying, gradOutput);
  expectNear(*decaying.parameters()[0].value, makeMatrix({{1.5 - 1.5}, {3 - 3}}));

  Dense clipped(makeMatrix({{2}, {4}}));
  Sgd withClipping(clipped.parameters(), 0.5);
  withClipping.clipGradients(std::sqrt(54) / 3);
  clipped.forward(input);
  withClipping.backwardAndStep(clipped, gradOutput);
  expectNear(*clipped.parameters()[0].value, makeMatrix({{2 - 0.5}, {4 - 1}}));
}

TEST(SgdTest, RefusesARateThatLeavesNothingOfTheWeights) {
  Sgd sgd({}, 0.1, {.decoupled = 5});
  expectError(ErrorCode::kInvalidArgument, "weight decay: expected less than 1 / learning rate",
              [&] { sgd.setLearningRate(0.2); });
  EXPECT_EQ(sgd.learningRate(), 0.1);
}

TEST(SgdTest, RefusesARateThatIsNoPositiveNumber) {
  for (const double rate : {0.0, -0.1, std::nan(""), static_cast<double>(INFINITY)}) {
    expectError(ErrorCode::kInvalidArgument, "learning rate: expected a number above 0",
                [&] { Sgd({}, rate); });
  }
  Sgd sgd({}, 0.1);
  expectError(ErrorCode::kInvalidArgument, "learning rate", [&] { sgd.setLearningRate(0); });
  EXPECT_EQ(sgd.learningRate(), 0.1);
}

}  // namespace
}  // namespace inkling
