#include "optimizer/sgd.h"

#include <cmath>

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "base/matrices.h"

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
