#include "loss/softmax.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "base/matrices.h"

namespace inkling {
namespace {

TEST(SoftmaxTest, MatchesNumPy) {
  Matrix probabilities;
  softmax(makeMatrix({{1, 2, 3}, {-1, 0, 4}, {0.5, 0.5, 0.5}}), probabilities);
  expectNear(probabilities,
             makeMatrix({{0.09003057317038043, 0.24472847105479767, 0.6652409557748219},
                         {0.006573263185309085, 0.017867981870304507, 0.9755587549443866},
                         {1.0 / 3, 1.0 / 3, 1.0 / 3}}));
}

TEST(SoftmaxTest, IsStableForHugeLogits) {
  Matrix probabilities;
  softmax(makeMatrix({{1000, -1000, 1000}, {-1000, -1000, -1001}}), probabilities);
  expectNear(
      probabilities,
      makeMatrix({{0.5, 0, 0.5}, {0.4223187982515182, 0.4223187982515182, 0.15536240349696362}}));
}

TEST(SoftmaxTest, RowGivesTheLogarithmOfTheSum) {
  Matrix probabilities(1, 3);
  EXPECT_NEAR(softmaxRow(makeMatrix({{1000, 999, 998}}), 0, probabilities), 1000.40760596444438,
              1e-6);  // float's rounding of a sum around 1
}

TEST(SoftmaxTest, NonFiniteLogitsGiveNaN) {
  const auto infinity = std::numeric_limits<double>::infinity();
  Matrix probabilities(1, 3);
  for (const double bad : {infinity, std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_TRUE(std::isnan(softmaxRow(makeMatrix({{bad, 0, 1}}), 0, probabilities)));
    EXPECT_TRUE(std::isnan(softmaxRow(makeMatrix({{0, 1, bad}}), 0, probabilities)));
  }
}

TEST(SoftmaxTest, LikeliestClassIsTheFirstOfEqualOnes) {
  const Matrix scores = makeMatrix({{1, 3, 3}, {-5, -7, -6}});
  EXPECT_EQ(likeliestClass(scores, 0), 1);
  EXPECT_EQ(likeliestClass(scores, 1), 0);
}

}  // namespace
}  // namespace inkling
