#include "augmentation/stroke_width.h"

#include <algorithm>
#include <numbers>

#include <gtest/gtest.h>

#include "augmentation/drawn_strokes.h"

namespace inkling {
namespace {

constexpr double kRadius = 8;

Bytes moved(const Bytes& pixels, double reach, int rows = kSide, int columns = kSide) {
  PaddedImage result(rows, columns);
  moveOutline(PaddedImage(pixels, rows, columns), reach, result);
  Bytes bytes;
  for (int row = 0; row < rows; ++row) {
    bytes.insert(bytes.end(), result.row(row), result.row(row) + columns);
  }
  return bytes;
}

// The width of a ring by its area, which is not how `strokeWidth` finds it.
double ringWidth(const Bytes& ring) {
  return totalInk(ring) / 255 / (2 * std::numbers::pi * kRadius);
}

TEST(StrokeWidthTest, MeasuresRings) {
  constexpr double kTolerance = 0.15;  // the grid of pixels leaves that much
  for (const double width : {1.5, 2.0, 3.0, 4.5}) {
    EXPECT_NEAR(strokeWidth(PaddedImage(drawnRing(kSide, kRadius, width), kSide, kSide)), width,
                kTolerance);
  }
}

TEST(StrokeWidthTest, SeesEdgesAtTheBorder) {
  // 10 x 4 pixels of ink that fill the image: 2 * 40 / (pi / 4 * 28).
  EXPECT_NEAR(strokeWidth(PaddedImage(Bytes(40, 255), 10, 4)), 80 / (std::numbers::pi * 7), 1e-9);
  EXPECT_EQ(strokeWidth(PaddedImage(4, 4)), 0);
}

TEST(StrokeWidthTest, StrokesGrowByWhatWasAsked) {
  for (const double width : {2.5, 3.0, 4.0}) {
    const Bytes ring = drawnRing(kSide, kRadius, width);
    for (const double change : {-1.0, -0.8, -0.5, -0.2, 0.2, 0.5, 0.8, 1.2, 2.0}) {
      const double result = ringWidth(moved(ring, change / 2)) - ringWidth(ring);
      // An octagon for a disc, and greys that are rounded up by the contrast.
      EXPECT_NEAR(result, change, 0.05 + 0.15 * std::abs(change)) << width << " + " << change;
    }
  }
}

TEST(StrokeWidthTest, InkStaysBlackAndPaperWhite) {
  const Bytes ring = drawnRing(kSide, kRadius, 3);
  for (const double reach : {-0.5, -0.3, 0.3, 0.5, 1.0}) {
    const Bytes result = moved(ring, reach);
    EXPECT_GE(*std::max_element(result.begin(), result.end()), 230) << reach;
    EXPECT_EQ(result[14 * kSide + 14], 0);
    EXPECT_EQ(result[0], 0);
  }
}

TEST(StrokeWidthTest, NoReachIsNoChange) {
  const Bytes ring = drawnRing(kSide, kRadius, 3);
  EXPECT_EQ(moved(ring, 0), ring);
}

TEST(StrokeWidthTest, AWholePixelIsADilation) {
  const Bytes dot = {0, 0, 0, 0, 255, 0, 0, 0, 0};
  // The neighbours across a corner are sqrt(2) away: 255 / sqrt(2), in 128ths.
  EXPECT_EQ(moved(dot, 1, 3, 3), (Bytes{181, 255, 181, 255, 255, 255, 181, 255, 181}));
  EXPECT_EQ(moved(dot, -1, 3, 3), Bytes(9));
}

TEST(StrokeWidthTest, InwardsIsOutwardsOfThePaper) {
  const Bytes ring = drawnRing(kSide, kRadius, 3);
  Bytes negative = ring;
  for (std::uint8_t& pixel : negative) {
    pixel = static_cast<std::uint8_t>(255 - pixel);
  }
  const Bytes thinner = moved(ring, -0.4);
  const Bytes thicker = moved(negative, 0.4);
  for (int row = 1; row < kSide - 1; ++row) {  // around the negative is paper too
    for (int column = 1; column < kSide - 1; ++column) {
      const auto place = static_cast<std::size_t>(row * kSide + column);
      EXPECT_EQ(thinner[place], 255 - thicker[place]);
    }
  }
}

TEST(StrokeWidthTest, TheEdgeOfTheImageIsPaper) {
  const Bytes ink(16, 255);
  const Bytes thinner = moved(ink, -1, 4, 4);
  EXPECT_EQ(thinner[0], 0);
  EXPECT_EQ(thinner[5], 255);
  PaddedImage result(4, 4);
  moveOutline(PaddedImage(ink, 4, 4), 1, result);
  EXPECT_EQ(result.row(1)[4], 0);
  EXPECT_EQ(result.row(1)[-1], 0);
}

}  // namespace
}  // namespace inkling
