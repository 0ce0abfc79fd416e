#include "training/two_kinds.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "base/matrices.h"
#include "base/random.h"

namespace inkling {
namespace {

TwoKindsScore fit(const Matrix& inputs, const std::vector<std::uint8_t>& isFirst) {
  TwoKindsFit fit({inputs.data(), inputs.data() + inputs.size()}, isFirst);
  while (!fit.isDone()) {
    fit.pass();
  }
  return fit.score();
}

double rightShare(const TwoKindsScore& score, const Matrix& inputs,
                  const std::vector<std::uint8_t>& isFirst) {
  const Matrix scores = score(inputs);
  int right = 0;
  for (std::size_t i = 0; i < isFirst.size(); ++i) {
    right += (scores(static_cast<Index>(i), 0) > 0) == (isFirst[i] == 1) ? 1 : 0;
  }
  return right / static_cast<double>(isFirst.size());
}

// The first kind lies inside a circle: no line tells it from the second. The two inputs are of very
// different sizes.
struct Circle {
  explicit Circle(Index count, std::uint64_t seed) : inputs(count, 2) {
    Random random(seed);
    for (Index i = 0; i < count; ++i) {
      const double x = random.normal();
      const double y = random.normal();
      inputs(i, 0) = static_cast<Scalar>(500 + 100 * x);
      inputs(i, 1) = static_cast<Scalar>(0.1 * y - 3);
      isFirst.push_back(x * x + y * y < 1.4 ? 1 : 0);
    }
  }

  Matrix inputs;
  std::vector<std::uint8_t> isFirst;
};

TEST(TwoKindsTest, TellsApartWhatNoLineDoes) {
  const Circle learnt(2000, 4);
  const TwoKindsScore score = fit(learnt.inputs, learnt.isFirst);
  const Circle others(1000, 5);
  EXPECT_GT(rightShare(score, others.inputs, others.isFirst), 0.93);
}

TEST(TwoKindsTest, TheSameInputsGiveTheSameScore) {
  const Circle learnt(300, 6);
  const TwoKindsScore first = fit(learnt.inputs, learnt.isFirst);
  const TwoKindsScore second = fit(learnt.inputs, learnt.isFirst);
  expectNear(second(learnt.inputs), first(learnt.inputs), 0);
}

TEST(TwoKindsTest, AnInputThatNeverChangesDoesNoHarm) {
  Matrix inputs(400, 2);
  std::vector<std::uint8_t> isFirst;
  Random random(7);
  for (Index i = 0; i < inputs.rows(); ++i) {
    isFirst.push_back(i % 2 == 0 ? 1 : 0);
    inputs(i, 0) = static_cast<Scalar>(random.normal() + (i % 2 == 0 ? 4 : -4));
    inputs(i, 1) = 7;
  }
  const TwoKindsScore score = fit(inputs, isFirst);
  EXPECT_EQ(rightShare(score, inputs, isFirst), 1);
  EXPECT_TRUE(std::isfinite(score(inputs)(0, 0)));
}

}  // namespace
}  // namespace inkling
