// Written digits, prepared for a network, beside MNIST's own (tests/fixtures/image_statistics.mjs).

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "drawing/brush.h"
#include "drawing/preprocess.h"
#include "fixtures/image_statistics.h"
#include "handwriting/digit_writer.h"

namespace inkling {
namespace {

constexpr int kSide = 28;

ImageStatistics measure(const GrayImage& image) {
  const auto ink = [&](int x, int y) {
    return x < kSide && y < kSide ? image.pixels[static_cast<std::size_t>(y * kSide + x)] / 255.0
                                  : 0;
  };
  double mass = 0;
  double momentX = 0;
  double momentY = 0;
  double edge = 0;
  int left = kSide;
  int right = -1;
  int top = kSide;
  int bottom = -1;
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) {
      mass += ink(x, y);
      momentX += ink(x, y) * (x + 0.5);
      momentY += ink(x, y) * (y + 0.5);
      edge += std::hypot(ink(x + 1, y) - ink(x, y), ink(x, y + 1) - ink(x, y));
      if (ink(x, y) >= 64 / 255.0) {
        left = std::min(left, x);
        right = std::max(right, x);
        top = std::min(top, y);
        bottom = std::max(bottom, y);
      }
    }
  }
  return {mass / (kSide * kSide),   mass / (edge / 2), double(right - left + 1),
          double(bottom - top + 1), momentX / mass,    momentY / mass};
}

TEST(WrittenStatisticsTest, PreparedDigitsMeasureAboutWhatMnistsDo) {
  DigitWriter writer(1);
  ImageStatistics mean;
  constexpr int kCount = 1000;
  for (int i = 0; i < kCount; ++i) {
    const ImageStatistics one =
        measure(preprocess(renderStrokes(writer.write(i % 10).strokes), kSide, kSide).image);
    mean.inkShare += one.inkShare / kCount;
    mean.strokeWidth += one.strokeWidth / kCount;
    mean.width += one.width / kCount;
    mean.height += one.height / kCount;
    mean.centreX += one.centreX / kCount;
    mean.centreY += one.centreY / kCount;
  }
  const ImageStatistics& mnist = kMnistStatistics;
  // The pad's brush is thinner than MNIST's pens: lines of 2.0 instead of 2.5 pixels, as drawings
  // on it by people have. Within a quarter.
  EXPECT_NEAR(mean.strokeWidth, mnist.strokeWidth, 0.25 * mnist.strokeWidth);
  EXPECT_NEAR(mean.inkShare, mnist.inkShare, 0.25 * mnist.inkShare);
  // What the preparation makes equal: the height fills 20 pixels, the mass is in the middle.
  EXPECT_NEAR(mean.height, mnist.height, 0.5);
  EXPECT_NEAR(mean.centreX, mnist.centreX, 0.05);
  EXPECT_NEAR(mean.centreY, mnist.centreY, 0.05);
  // Proportions differ from people to people.
  EXPECT_NEAR(mean.width, mnist.width, 1);
}

}  // namespace
}  // namespace inkling
