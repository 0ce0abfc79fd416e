#include "handwriting/hand.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace inkling {
namespace {

const std::vector<AimStroke> kCross = parseForm("10,50 90,50 / 50,10 50,90");

TEST(HandTest, WritesEachStrokeOnThePadWithALineNearTheBrushsWidth) {
  Random random(1);
  for (int i = 0; i < 500; ++i) {
    const std::vector<Stroke> strokes = writeForm(kCross, random);
    ASSERT_EQ(strokes.size(), 2U);
    for (const Stroke& stroke : strokes) {
      EXPECT_GE(stroke.size(), 2U);
      for (const auto& [x, y, pressure] : stroke) {
        EXPECT_TRUE(x >= 0 && x <= 1 && y >= 0 && y <= 1) << x << ", " << y;
        const double width = 0.6 + 0.8 * pressure;
        EXPECT_TRUE(width > 0.649 && width < 1.401) << width;
      }
    }
  }
}

TEST(HandTest, TheLargerSideIsHalfToFourFifthsOfThePad) {
  Random random(2);
  double smallest = 1;
  double largest = 0;
  for (int i = 0; i < 500; ++i) {
    double left = 1;
    double right = 0;
    double top = 1;
    double bottom = 0;
    for (const Stroke& stroke : writeForm(kCross, random)) {
      for (const StrokePoint& point : stroke) {
        left = std::min(left, point.x);
        right = std::max(right, point.x);
        top = std::min(top, point.y);
        bottom = std::max(bottom, point.y);
      }
    }
    const double side = std::max(right - left, bottom - top);
    smallest = std::min(smallest, side);
    largest = std::max(largest, side);
  }
  // The ends of a range of which 500 are drawn; coarse sampling may miss a bulge by little.
  EXPECT_NEAR(smallest, 0.5, 0.02);
  EXPECT_NEAR(largest, 0.8, 0.01);
}

TEST(HandTest, TheSameRandomNumbersWriteTheSame) {
  Random a(3);
  Random b(3);
  Random c(4);
  const auto first = writeForm(kCross, a);
  const auto again = writeForm(kCross, b);
  const auto other = writeForm(kCross, c);
  ASSERT_EQ(first[0].size(), again[0].size());
  for (std::size_t i = 0; i < first[0].size(); ++i) {
    EXPECT_EQ(first[0][i].x, again[0][i].x);
    EXPECT_EQ(first[0][i].y, again[0][i].y);
    EXPECT_EQ(first[0][i].pressure, again[0][i].pressure);
  }
  EXPECT_NE(first[0][0].x, other[0][0].x);
}

TEST(HandTest, LeansToTheRightOnTheWhole) {
  const std::vector<AimStroke> upright = parseForm("50,0 50,100");
  Random random(5);
  double lean = 0;
  constexpr int kCount = 2000;
  for (int i = 0; i < kCount; ++i) {
    const Stroke stroke = writeForm(upright, random).front();
    lean += (stroke.front().x - stroke.back().x) / (stroke.back().y - stroke.front().y) / kCount;
  }
  // The slant is 0.08 in the mean, its deviation 0.2 and that of other causes about as large: the
  // mean of 2000 is known to 0.006.
  EXPECT_NEAR(lean, 0.08, 0.03);
}

TEST(HandTest, PensReportFewPointsOrMany) {
  Random random(6);
  std::size_t fewest = 1000;
  std::size_t most = 0;
  for (int i = 0; i < 300; ++i) {
    const std::size_t count = writeForm(parseForm("50,0 50,100"), random).front().size();
    fewest = std::min(fewest, count);
    most = std::max(most, count);
  }
  EXPECT_LE(fewest, 10U);
  EXPECT_GE(most, 40U);
}

TEST(HandTest, ADotIsADot) {
  Random random(7);
  const std::vector<Stroke> strokes = writeForm(parseForm("50,50"), random);
  ASSERT_EQ(strokes.size(), 1U);
  ASSERT_EQ(strokes[0].size(), 1U);
  EXPECT_NEAR(strokes[0][0].x, 0.5, 0.3);
  EXPECT_NEAR(strokes[0][0].y, 0.5, 0.3);
}

}  // namespace
}  // namespace inkling
