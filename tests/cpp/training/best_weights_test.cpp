#include "training/best_weights.h"

#include <gtest/gtest.h>

#include "base/matrices.h"

namespace inkling {
namespace {

class BestWeightsTest : public testing::Test {
 protected:
  // An epoch whose weights are its number and ten times it.
  bool offer(int epoch, double accuracy, double loss) {
    weights_.setConstant(static_cast<Scalar>(epoch));
    bias_.setConstant(static_cast<Scalar>(10 * epoch));
    return best_.offer({epoch, accuracy, loss});
  }

  void expectRestored(int epoch) {
    best_.restore();
    expectNear(weights_, Matrix::Constant(2, 3, static_cast<Scalar>(epoch)), 0);
    expectNear(bias_, Matrix::Constant(1, 3, static_cast<Scalar>(10 * epoch)), 0);
  }

  Matrix weights_ = Matrix::Zero(2, 3);
  Matrix bias_ = Matrix::Zero(1, 3);
  BestWeights best_{{&weights_, &bias_}};
};

TEST_F(BestWeightsTest, KeepsTheHighestAccuracy) {
  EXPECT_FALSE(best_.best().has_value());
  EXPECT_TRUE(offer(1, 0.90, 0.4));
  EXPECT_TRUE(offer(2, 0.95, 0.5));
  EXPECT_FALSE(offer(3, 0.94, 0.1));
  ASSERT_TRUE(best_.best().has_value());
  EXPECT_EQ(best_.best()->epoch, 2);
  EXPECT_EQ(best_.best()->accuracy, 0.95);
  EXPECT_EQ(best_.best()->loss, 0.5);
  expectRestored(2);
}

TEST_F(BestWeightsTest, OfEqualAccuraciesTheLowerLoss) {
  offer(1, 0.95, 0.5);
  EXPECT_TRUE(offer(2, 0.95, 0.4));
  EXPECT_FALSE(offer(3, 0.95, 0.45));
  expectRestored(2);
}

TEST_F(BestWeightsTest, OfEqualResultsTheEarlier) {
  offer(1, 0.95, 0.5);
  EXPECT_FALSE(offer(2, 0.95, 0.5));
  EXPECT_EQ(best_.best()->epoch, 1);
  expectRestored(1);
}

TEST_F(BestWeightsTest, AnAccuracyOfZeroIsBetterThanNothing) {
  EXPECT_TRUE(offer(1, 0, 3));
  expectRestored(1);
}

TEST_F(BestWeightsTest, RestoresAgainAndAgain) {
  offer(1, 0.9, 0.5);
  expectRestored(1);
  offer(2, 0.8, 0.5);
  expectRestored(1);
}

}  // namespace
}  // namespace inkling
