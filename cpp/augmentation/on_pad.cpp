#include "augmentation/on_pad.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

#include "augmentation/padded_image.h"
#include "augmentation/stroke_width.h"
#include "drawing/brush.h"

namespace inkling {
namespace {

constexpr double kSmallest = 0.3;  // of the pad's side
constexpr double kLargest = 0.9;
constexpr double kMostTurn = 12 * std::numbers::pi / 180;
constexpr double kThinnest = 0.65;  // times as wide
constexpr double kThickest = 1.5;

constexpr int kInkAbove = 16;  // what is fainter does not belong to the digit
constexpr float kOutline = 127.5;
constexpr double kThinnestPixels = 2;  // thinner, strokes would break where they are palest

// The places of the ink, in pixels, whose middles are at whole numbers.
struct Extent {
  double left = 0, top = 0, right = -1, bottom = -1;

  bool isEmpty() const { return right < left; }
  double width() const { return right - left + 1; }
  double height() const { return bottom - top + 1; }
};

Extent extentOf(const PaddedImage& image) {
  Extent extent = {double(image.columns()), double(image.rows()), -1, -1};
  for (int row = 0; row < image.rows(); ++row) {
    for (int column = 0; column < image.columns(); ++column) {
      if (image.row(row)[column] > kInkAbove) {
        extent.left = std::min<double>(extent.left, column);
        extent.right = std::max<double>(extent.right, column);
        extent.top = std::min<double>(extent.top, row);
        extent.bottom = std::max<double>(extent.bottom, row);
      }
    }
  }
  return extent;
}

// With strokes as another brush leaves them.
PaddedImage withBrush(const PaddedImage& image, double factor) {
  const double width = strokeWidth(image);
  const double wanted = std::max(width * factor, kThinnestPixels);
  PaddedImage changed(image.rows(), image.columns());
  moveOutline(image, std::clamp((wanted - width) / 2, -1.0, 1.0), changed);
  return changed;
}

// Where the middle of something may be, which reaches `half` to both sides, so that it is whole.
double drawMiddle(double half, double pad, Random& random) {
  return half < pad / 2 ? random.uniform(half, pad - half) : pad / 2;
}

// Places in the image and shares of its pixels are whole numbers of these parts: turning floating
// point into whole numbers and back was three quarters of the time.
constexpr int kPlaceBits = 20;
constexpr int kShareBits = 11;
constexpr int kOne = 1 << kPlaceBits;

int toParts(double number) { return static_cast<int>(std::lround(number * kOne)); }

// The grey of a place that is not more than a pixel outside, by bilinear interpolation; 0 at once
// on blank paper, which most of it is.
float greyAt(const PaddedImage& image, int x, int y) {
  const std::uint8_t* const upper = image.row(y >> kPlaceBits) + (x >> kPlaceBits);
  const std::uint8_t* const lower = upper + image.stride();
  if ((upper[0] | upper[1] | lower[0] | lower[1]) == 0) {
    return 0;
  }
  constexpr int kWhole = 1 << kShareBits;
  const int right = (x >> (kPlaceBits - kShareBits)) & (kWhole - 1);
  const int below = (y >> (kPlaceBits - kShareBits)) & (kWhole - 1);
  const int above = upper[0] * (kWhole - right) + upper[1] * right;
  const int under = lower[0] * (kWhole - right) + lower[1] * right;
  return float(above * (kWhole - below) + under * below) / (float(kWhole) * float(kWhole));
}

}  // namespace

GrayImage onPad(std::span<const std::uint8_t> pixels, int rows, int columns, Random& random) {
  const int pad = Brush().padSize;
  const auto side = static_cast<std::size_t>(pad);
  GrayImage drawing = {pad, pad, std::vector<std::uint8_t>(side * side)};
  const double share = random.uniform(kSmallest, kLargest);
  const double turn = random.uniform(-kMostTurn, kMostTurn);
  const PaddedImage image =
      withBrush(PaddedImage(pixels, rows, columns), random.uniform(kThinnest, kThickest));
  const Extent ink = extentOf(image);
  if (ink.isEmpty()) {
    return drawing;
  }

  const double scale = share * pad / std::max(ink.width(), ink.height());
  const double cos = std::cos(turn);
  const double sin = std::sin(turn);
  const double halfWidth = (ink.width() * cos + ink.height() * std::abs(sin)) / 2 * scale;
  const double halfHeight = (ink.height() * cos + ink.width() * std::abs(sin)) / 2 * scale;
  const double middleX = drawMiddle(halfWidth, pad, random);
  const double middleY = drawMiddle(halfHeight, pad, random);
  const double inkX = (ink.left + ink.right) / 2;
  const double inkY = (ink.top + ink.bottom) / 2;

  const auto first = [](double from) { return std::max(0, static_cast<int>(std::floor(from))); };
  const auto end = [pad](double to) { return std::min(pad, static_cast<int>(std::ceil(to)) + 1); };
  const auto steepness = static_cast<float>(scale);
  // From one pixel of a row to the next, in the image.
  const int stepX = toParts(cos / scale);
  const int stepY = toParts(-sin / scale);
  const int firstX = first(middleX - halfWidth);
  const int endX = end(middleX + halfWidth);
  for (int y = first(middleY - halfHeight); y < end(middleY + halfHeight); ++y) {
    const double dx = (firstX + 0.5 - middleX) / scale;
    const double dy = (y + 0.5 - middleY) / scale;
    int fromX = toParts(inkX + cos * dx + sin * dy);
    int fromY = toParts(inkY - sin * dx + cos * dy);
    std::uint8_t* const row = drawing.pixels.data() + static_cast<std::size_t>(y) * side;
    for (int x = firstX; x < endX; ++x, fromX += stepX, fromY += stepY) {
      if (fromX < -kOne || fromX >= columns * kOne || fromY < -kOne || fromY >= rows * kOne) {
        continue;
      }
      // An edge that is a pixel wide is `scale` wide on the pad; as steep as the brush's it is one.
      const float steep = kOutline + (greyAt(image, fromX, fromY) - kOutline) * steepness;
      constexpr float kHalf = 0.5;  // rounds, without a call of a function
      row[x] = static_cast<std::uint8_t>(std::clamp(steep, 0.0F, 255.0F) + kHalf);
    }
  }
  return drawing;
}

}  // namespace inkling
