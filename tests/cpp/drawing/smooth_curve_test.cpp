#include "drawing/smooth_curve.h"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

namespace inkling {
namespace {

constexpr double kTolerance = 1e-4;  // of the polyline, in pads
// Below a third of a pixel of the network's drawing.
constexpr double kSmooth = 0.0035;

// Points on a circle of radius 0.3 about the pad's middle.
Stroke circle(int count) {
  Stroke stroke;
  for (int i = 0; i <= count; ++i) {
    const double angle = 2 * std::numbers::pi * i / count;
    stroke.push_back({0.5 + 0.3 * std::cos(angle), 0.5 + 0.3 * std::sin(angle)});
  }
  return stroke;
}

bool contains(const Stroke& curve, const StrokePoint& point) {
  return std::any_of(curve.begin(), curve.end(), [&](const StrokePoint& each) {
    return std::hypot(each.x - point.x, each.y - point.y) < 1e-12;
  });
}

TEST(SmoothCurveTest, ACircleDrawnFastIsAsRoundAsOneDrawnSlowly) {
  for (const int count : {12, 200}) {
    for (const StrokePoint& point : smoothCurve(circle(count), kTolerance)) {
      // The first and the last arc have no neighbour to bend for, and may be flatter.
      const double angle = std::atan2(point.y - 0.5, point.x - 0.5);
      if (std::abs(angle) > 2 * std::numbers::pi / 12) {
        EXPECT_NEAR(std::hypot(point.x - 0.5, point.y - 0.5), 0.3, kSmooth) << count << " points";
      }
    }
  }
}

TEST(SmoothCurveTest, PassesThroughThePoints) {
  const Stroke stroke = {{0.1, 0.1}, {0.3, 0.5}, {0.8, 0.4}, {0.9, 0.9}};
  const Stroke curve = smoothCurve(stroke, kTolerance);
  EXPECT_GT(curve.size(), 12U);
  for (const StrokePoint& point : stroke) {
    EXPECT_TRUE(contains(curve, point));
  }
}

TEST(SmoothCurveTest, ItsCornersAreWithinTheTolerance) {
  const Stroke stroke = {{0.1, 0.1}, {0.3, 0.5}, {0.8, 0.4}, {0.9, 0.9}};
  const Stroke exact = smoothCurve(stroke, 1e-7);
  for (const double tolerance : {0.01, 0.001}) {
    const Stroke curve = smoothCurve(stroke, tolerance);
    for (const StrokePoint& point : exact) {
      double nearest = 1;
      for (std::size_t i = 1; i < curve.size(); ++i) {
        const double stepX = curve[i].x - curve[i - 1].x;
        const double stepY = curve[i].y - curve[i - 1].y;
        const double along =
            std::clamp(((point.x - curve[i - 1].x) * stepX + (point.y - curve[i - 1].y) * stepY) /
                           (stepX * stepX + stepY * stepY),
                       0.0, 1.0);
        nearest = std::min(nearest, std::hypot(curve[i - 1].x + along * stepX - point.x,
                                               curve[i - 1].y + along * stepY - point.y));
      }
      EXPECT_LE(nearest, tolerance);
    }
  }
}

TEST(SmoothCurveTest, AStraightLineStaysStraightHoweverUnevenItsPointsAre) {
  const Stroke curve =
      smoothCurve({{0.1, 0.1}, {0.12, 0.12}, {0.7, 0.7}, {0.75, 0.75}}, kTolerance);
  for (const StrokePoint& point : curve) {
    EXPECT_NEAR(point.x, point.y, 1e-12);
    EXPECT_GE(point.x, 0.1);
    EXPECT_LE(point.x, 0.75 + 1e-12);
  }
}

TEST(SmoothCurveTest, TremblingInPlaceAddsNothingAndTheEndIsKept) {
  const Stroke kept = withoutTremble({{0.5, 0.5}, {0.501, 0.5}, {0.6, 0.5}, {0.602, 0.501}});
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].x, 0.5);
  EXPECT_EQ(kept[1].x, 0.602);
  EXPECT_EQ(kept[1].y, 0.501);
}

TEST(SmoothCurveTest, ATapIsASinglePoint) {
  EXPECT_EQ(smoothCurve({{0.5, 0.5}}, kTolerance).size(), 1U);
  EXPECT_EQ(smoothCurve({{0.5, 0.5}, {0.5, 0.5}, {0.5, 0.5}}, kTolerance).size(), 1U);
}

TEST(SmoothCurveTest, EveryPointIsANumberAlsoWhereThePenTurnedBack) {
  const Stroke stroke = {{0.2, 0.2}, {0.4, 0.2}, {0.2, 0.2}, {0.4, 0.2}, {0.402, 0.2}};
  for (const StrokePoint& point : smoothCurve(stroke, kTolerance)) {
    EXPECT_TRUE(std::isfinite(point.x) && std::isfinite(point.y));
  }
}

TEST(SmoothCurveTest, PressureGoesEvenlyFromPointToPoint) {
  const Stroke curve = smoothCurve({{0.1, 0.5, 0.2}, {0.5, 0.8, 0.6}, {0.9, 0.5, 0.4}}, kTolerance);
  EXPECT_EQ(curve.front().pressure, 0.2);
  EXPECT_DOUBLE_EQ(curve.back().pressure, 0.4);
  for (std::size_t i = 1; i < curve.size(); ++i) {
    EXPECT_EQ(curve[i].pressure > curve[i - 1].pressure, curve[i].x <= 0.5 + 1e-12);
  }
}

}  // namespace
}  // namespace inkling
