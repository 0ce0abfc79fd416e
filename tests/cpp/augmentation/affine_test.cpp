#include "augmentation/affine.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

namespace inkling {
namespace {

constexpr double kRounding = 1e-12;  // of a few operations on numbers around 30
constexpr double kQuarterTurn = std::numbers::pi / 2;

void expectPoint(const Point& point, double x, double y) {
  EXPECT_NEAR(point.x, x, kRounding);
  EXPECT_NEAR(point.y, y, kRounding);
}

TEST(AffineTest, NoChangeLeavesEveryPlace) {
  const AffineMap map = forwardMap({}, 28, 28);
  expectPoint(map({3, 5}), 3, 5);
}

TEST(AffineTest, TurnsClockwiseAboutTheMiddle) {
  AffineChange change;
  change.rotation = kQuarterTurn;
  const AffineMap map = forwardMap(change, 5, 9);
  expectPoint(map({4, 2}), 4, 2);  // the middle
  expectPoint(map({6, 2}), 4, 4);  // what was to the right is below
  expectPoint(map({4, 0}), 6, 2);
}

TEST(AffineTest, ScalesShearsThenTurnsThenShifts) {
  AffineChange change;
  change.scaleX = 2;
  change.scaleY = 3;
  change.shear = 0.5;
  change.shift = {10, 20};
  expectPoint(forwardMap(change, 1, 1)({1, 1}), 10 + 2 + 0.5 * 3, 20 + 3);
  change.rotation = kQuarterTurn;  // (x, y) -> (-y, x)
  expectPoint(forwardMap(change, 1, 1)({1, 1}), 10 - 3, 20 + 3.5);
}

TEST(AffineTest, TheInverseLeadsBack) {
  Random random(1);
  AugmentationOptions options;
  options.rotation = 180;
  options.scale = 0.5;
  options.shear = 1;
  options.shift = 16;
  for (int i = 0; i < 50; ++i) {
    const AffineMap map = forwardMap(drawAffine(options, random), 28, 20);
    const AffineMap back = inverse(map);
    expectPoint(back(map({3, 25})), 3, 25);
    expectPoint(back(map({19, 0})), 19, 0);
  }
}

TEST(AffineTest, DrawsFillTheirRangeAndStayInIt) {
  AugmentationOptions options;
  options.rotation = 90;
  options.scale = 0.25;
  options.shear = 0.5;
  options.shift = 2;
  Random random(2);
  AffineChange least = drawAffine(options, random);
  AffineChange most = least;
  for (int i = 0; i < 1000; ++i) {
    const AffineChange change = drawAffine(options, random);
    for (double AffineChange::*member : {&AffineChange::rotation, &AffineChange::scaleX,
                                         &AffineChange::scaleY, &AffineChange::shear}) {
      least.*member = std::min(least.*member, change.*member);
      most.*member = std::max(most.*member, change.*member);
    }
    for (double Point::*member : {&Point::x, &Point::y}) {
      least.shift.*member = std::min(least.shift.*member, change.shift.*member);
      most.shift.*member = std::max(most.shift.*member, change.shift.*member);
    }
  }
  const auto expectRange = [](double low, double high, double middle, double reach) {
    EXPECT_GE(low, middle - reach);
    EXPECT_LE(high, middle + reach);
    EXPECT_LT(low, middle - 0.98 * reach);
    EXPECT_GT(high, middle + 0.98 * reach);
  };
  expectRange(least.rotation, most.rotation, 0, kQuarterTurn);
  expectRange(least.scaleX, most.scaleX, 1, 0.25);
  expectRange(least.scaleY, most.scaleY, 1, 0.25);
  expectRange(least.shear, most.shear, 0, 0.5);
  expectRange(least.shift.x, most.shift.x, 0, 2);
  expectRange(least.shift.y, most.shift.y, 0, 2);
}

TEST(AffineTest, AnAmountLeavesTheOtherDrawsAlone) {
  AugmentationOptions options;
  options.shift = 2;
  Random first(3);
  const AffineChange shiftOnly = drawAffine(options, first);
  options.rotation = 10;
  Random second(3);
  const AffineChange both = drawAffine(options, second);
  EXPECT_EQ(both.shift.x, shiftOnly.shift.x);
  EXPECT_EQ(both.shift.y, shiftOnly.shift.y);
  EXPECT_EQ(first.next(), second.next());
}

}  // namespace
}  // namespace inkling
