#include "loss/softmax_cross_entropy.h"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "base/matrices.h"
#include "layers/gradient_check.h"
#include "loss/softmax.h"

namespace inkling {
namespace {

using Labels = std::vector<std::uint8_t>;

TEST(SoftmaxCrossEntropyTest, MatchesNumPy) {
  SoftmaxCrossEntropy loss;
  const Matrix logits = makeMatrix({{1, 2, 3}, {-1, 0, 4}, {0.5, 0.5, 0.5}});
  EXPECT_NEAR(loss.forward(logits, Labels{0, 2, 1}), 1.1769877144171044, kRoundingTolerance);
  expectNear(loss.backward(),
             makeMatrix({{-0.30332314227653984, 0.08157615701826589, 0.22174698525827397},
                         {0.0021910877284363616, 0.005955993956768169, -0.008147081685204468},
                         {0.11111111111111112, -0.2222222222222222, 0.11111111111111112}}));
}

TEST(SoftmaxCrossEntropyTest, WithSmoothedLabelsMatchesNumPy) {
  SoftmaxCrossEntropy loss(0.1);
  const Matrix logits = makeMatrix({{1, 2, 3}, {-1, 0, 4}, {0.5, 0.5, 0.5}});
  EXPECT_NEAR(loss.forward(logits, Labels{0, 2, 1}), 1.243654381083771, kRoundingTolerance);
  expectNear(loss.backward(),
             makeMatrix({{-0.28110092005431764, 0.07046504590715479, 0.21063587414716287},
                         {-0.00892002338267475, -0.005155117154342942, 0.01407514053701775},
                         {0.1, -0.2, 0.1}}));
}

TEST(SoftmaxCrossEntropyTest, WithoutSmoothingNoBitIsChanged) {
  Random random(52);
  SoftmaxCrossEntropy loss(0);
  const Matrix logits = randomMatrix(8, 5, random);
  const Labels labels = {0, 1, 2, 3, 4, 0, 1, 2};
  Matrix expected = logits;
  double lossSum = 0;
  for (Index row = 0; row < 8; ++row) {
    const Index label = labels[static_cast<std::size_t>(row)];
    lossSum += softmaxRow(logits, row, expected) - static_cast<double>(logits(row, label));
    expected(row, label) -= Scalar{1};
  }
  EXPECT_EQ(loss.forward(logits, labels), lossSum / 8);
  expectNear(loss.backward(), expected / Scalar{8}, 0);
}

TEST(SoftmaxCrossEntropyTest, RefusesASmoothingThatLeavesNothingOfTheLabel) {
  expectError(ErrorCode::kInvalidArgument,
              "label smoothing: expected a number from 0 to below 1, got 1",
              [] { SoftmaxCrossEntropy(1); });
}

class SoftmaxCrossEntropyGradientTest : public testing::TestWithParam<double> {};

TEST_P(SoftmaxCrossEntropyGradientTest, MatchesCentralDifferences) {
  Random random(51);
  SoftmaxCrossEntropy loss(GetParam());
  for (const Index batch : {1, 4, 7}) {
    const Index classes = batch + 2;
    Matrix logits = randomMatrix(batch, classes, random);
    Labels labels;
    for (Index row = 0; row < batch; ++row) {
      labels.push_back(
          static_cast<std::uint8_t>(random.below(static_cast<std::uint32_t>(classes))));
    }
    loss.forward(logits, labels);
    const Matrix gradient = loss.backward();
    expectSameGradient(gradient,
                       numericGradient([&] { return loss.forward(logits, labels); }, logits));
  }
}

INSTANTIATE_TEST_SUITE_P(LabelSmoothing, SoftmaxCrossEntropyGradientTest,
                         testing::Values(0, 0.1, 0.7));

TEST(SoftmaxCrossEntropyTest, IsStableForLogitsOfAThousand) {
  SoftmaxCrossEntropy loss;
  const Matrix logits = makeMatrix({{1000, -1000}, {1000, -1000}});
  EXPECT_EQ(loss.forward(logits, Labels{0, 1}), 1000);  // the mean of 0 and 2000
  expectNear(loss.backward(), makeMatrix({{0, 0}, {0.5, -0.5}}), 0);
}

TEST(SoftmaxCrossEntropyTest, SureAndRightCostsNothing) {
  SoftmaxCrossEntropy loss;
  EXPECT_EQ(loss.forward(makeMatrix({{0, 1000, 0}}), Labels{1}), 0);
}

TEST(SoftmaxCrossEntropyTest, TheMeanIsOverTheBatchsOwnSize) {
  SoftmaxCrossEntropy loss;
  const Matrix one = makeMatrix({{1, 2}});
  const Matrix three = makeMatrix({{1, 2}, {1, 2}, {1, 2}});
  const double single = loss.forward(one, Labels{0});
  const Matrix gradient = loss.backward();
  EXPECT_NEAR(loss.forward(three, Labels{0, 0, 0}), single, kRoundingTolerance);
  const Matrix sum = loss.backward().colwise().sum();
  expectNear(sum, gradient);
}

TEST(SoftmaxCrossEntropyTest, IsNotFiniteWhereALogitIsNot) {
  SoftmaxCrossEntropy loss;
  for (const double bad :
       {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_FALSE(std::isfinite(loss.forward(makeMatrix({{0, bad, 1}}), Labels{0})));
  }
}

TEST(SoftmaxCrossEntropyTest, RefusesLabelsThatDoNotFit) {
  SoftmaxCrossEntropy loss;
  const Matrix logits = Matrix::Zero(2, 3);
  expectError(ErrorCode::kShapeMismatch, "got 1 labels for 2 rows",
              [&] { loss.forward(logits, Labels{0}); });
  expectError(ErrorCode::kInvalidArgument, "labels from 0 to 2, got 3", [&] {
    loss.forward(logits, Labels{0, 3});
  });
  expectError(ErrorCode::kShapeMismatch, "got 0 labels for 0 rows",
              [&] { loss.forward(Matrix(0, 3), Labels{}); });
}

}  // namespace
}  // namespace inkling
