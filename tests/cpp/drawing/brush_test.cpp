#include "drawing/brush.h"

#include <cmath>
#include <cstdlib>
#include <numbers>
#include <numeric>

#include <gtest/gtest.h>

#include "base/expect_error.h"

namespace inkling {
namespace {

GrayImage render(const std::vector<Stroke>& strokes, const Brush& brush = {}) {
  return renderStrokes(strokes, brush);
}

int at(const GrayImage& image, int row, int column) {
  return image.pixels[static_cast<std::size_t>(row * image.columns + column)];
}

// In pixels.
double area(const GrayImage& image) {
  return std::accumulate(image.pixels.begin(), image.pixels.end(), 0.0) / 255;
}

// The inked part of a column through a level line, and of a row through an upright one.
double heightAt(const GrayImage& image, int column) {
  double sum = 0;
  for (int row = 0; row < image.rows; ++row) {
    sum += at(image, row, column) / 255.0;
  }
  return sum;
}

double widthAt(const GrayImage& image, int row) {
  double sum = 0;
  for (int column = 0; column < image.columns; ++column) {
    sum += at(image, row, column) / 255.0;
  }
  return sum;
}

constexpr double kGrey = 0.01;  // of two rounded edges, in pixels

TEST(BrushTest, ADotIsADisc) {
  const GrayImage image = render({{{0.5, 0.5}}});
  EXPECT_EQ(image.rows, 280);
  EXPECT_EQ(image.columns, 280);
  EXPECT_NEAR(area(image), std::numbers::pi * 10 * 10, 1);  // the ramp is as good as a third of %
  EXPECT_NEAR(widthAt(image, 139), 20, 0.1);
  EXPECT_EQ(at(image, 140, 140), 255);
  EXPECT_EQ(at(image, 140, 155), 0);
}

TEST(BrushTest, PressureMakesADotWiderOrNarrower) {
  EXPECT_NEAR(area(render({{{0.5, 0.5, 1}}})), std::numbers::pi * 14 * 14, 1);
  EXPECT_NEAR(area(render({{{0.5, 0.5, 0}}})), std::numbers::pi * 6 * 6, 1);
  EXPECT_EQ(render({{{0.5, 0.5, 0.5}}}).pixels, render({{{0.5, 0.5}}}).pixels);
}

TEST(BrushTest, ALineIsAsWideAsTheBrushWithRoundEnds) {
  const GrayImage image = render({{{0.25, 0.5}, {0.75, 0.5}}});  // x: 70 .. 210
  EXPECT_NEAR(heightAt(image, 140), 20, kGrey);
  EXPECT_NEAR(heightAt(image, 75), 20, kGrey);
  EXPECT_NEAR(widthAt(image, 139), 140 + 20, 0.1);
  EXPECT_NEAR(area(image), 140 * 20 + std::numbers::pi * 10 * 10, 1);
  EXPECT_NEAR(at(image, 140, 60), 252, 1);  // 10.5 less the root of 9.5^2 + 0.5^2
  EXPECT_EQ(at(image, 140, 59), 0);
  EXPECT_EQ(at(image, 130, 140), 255);
  EXPECT_EQ(at(image, 129, 140), 0);
}

TEST(BrushTest, APixelIsAsGreyAsItIsCovered) {
  // The line's upper edge is at y = 130.3: pixel row 130 is covered by seven tenths.
  const GrayImage image = render({{{0.25, 140.3 / 280}, {0.75, 140.3 / 280}}});
  EXPECT_NEAR(at(image, 130, 140), 0.7 * 255, 1);
  EXPECT_NEAR(at(image, 150, 140), 0.3 * 255, 1);
}

TEST(BrushTest, ASlantedLineIsAsWideAsALevelOne) {
  const GrayImage image = render({{{0.3, 0.3}, {0.7, 0.7}}});
  // Cut level, a line at 45 degrees is wider by the root of two.
  EXPECT_NEAR(widthAt(image, 140), 20 * std::numbers::sqrt2, 0.1);
}

TEST(BrushTest, AllStrokesLieOnOnePaperAndOverlapOnce) {
  const Stroke level = {{0.2, 0.5}, {0.8, 0.5}};
  const Stroke upright = {{0.5, 0.2}, {0.5, 0.8}};
  EXPECT_EQ(render({level, level}).pixels, render({level}).pixels);
  EXPECT_NEAR(area(render({level, upright})),
              area(render({level})) + area(render({upright})) - 20 * 20, 0.5);
}

TEST(BrushTest, FewPointsOfACurveLookLikeMany) {
  const auto arc = [](int count) {
    Stroke stroke;
    for (int i = 0; i <= count; ++i) {
      const double angle = std::numbers::pi * (0.1 + 1.6 * i / count);
      stroke.push_back({0.5 + 0.3 * std::cos(angle), 0.5 + 0.3 * std::sin(angle)});
    }
    return render({stroke});
  };
  const GrayImage few = arc(10);
  const GrayImage many = arc(80);
  double difference = 0;
  for (std::size_t i = 0; i < few.pixels.size(); ++i) {
    difference += std::abs(few.pixels[i] - many.pixels[i]) / 255.0;
  }
  EXPECT_NEAR(area(few), area(many), 0.01 * area(many));
  EXPECT_LT(difference, 0.03 * area(many));
  EXPECT_NEAR(area(many), 1.6 * std::numbers::pi * 84 * 20 + std::numbers::pi * 100,
              0.002 * area(many));
}

TEST(BrushTest, WhatIsOffThePadIsCutOff) {
  EXPECT_NEAR(area(render({{{0, 0}}})), std::numbers::pi * 100 / 4, 0.5);
  EXPECT_EQ(area(render({{{1.2, 0.5}, {50, 0.5}}})), 0);
  EXPECT_NEAR(area(render({{{-2, 0.5}, {3, 0.5}}})), 280 * 20, 0.5);
}

TEST(BrushTest, APadOfHalfTheSizeWithHalfTheBrushShowsTheSame) {
  const std::vector<Stroke> strokes = {{{0.2, 0.3}, {0.5, 0.7}, {0.8, 0.35}}};
  const GrayImage large = render(strokes);
  const GrayImage small = render(strokes, {140, 10});
  EXPECT_NEAR(4 * area(small), area(large), 0.002 * area(large));
}

TEST(BrushTest, NoStrokesLeaveThePaperWhite) { EXPECT_EQ(area(render({})), 0); }

TEST(BrushTest, RefusesWhatCannotBeDrawn) {
  expectError(ErrorCode::kInvalidArgument, "expected points in stroke 1", [] { render({{}}); });
  expectError(ErrorCode::kInvalidArgument, "a pad of 1 to 2048", [] { render({}, {0, 1}); });
  expectError(ErrorCode::kInvalidArgument, "a pad of 1 to 2048", [] { render({}, {2049, 1}); });
  expectError(ErrorCode::kInvalidArgument, "a width above 0", [] { render({}, {280, 0}); });
}

}  // namespace
}  // namespace inkling
