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
constexpr double kOutline = 127.5;
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

double between(double low, double high, Random& random) {
  return low + (high - low) * random.uniform();
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
  return half < pad / 2 ? between(half, pad - half, random) : pad / 2;
}

// The grey of a place that is not more than a pixel outside, by bilinear interpolation.
double greyAt(const PaddedImage& image, double x, double y) {
  const auto left = static_cast<int>(std::floor(x));
  const auto top = static_cast<int>(std::floor(y));
  const double right = x - left;
  const double below = y - top;
  const std::uint8_t* const upper = image.row(top) + left;
  const std::uint8_t* const lower = image.row(top + 1) + left;
  return (upper[0] * (1 - right) + upper[1] * right) * (1 - below) +
         (lower[0] * (1 - right) + lower[1] * right) * below;
}

}  // namespace

GrayImage onPad(std::span<const std::uint8_t> pixels, int rows, int columns, Random& random) {
  const int pad = Brush().padSize;
  const auto side = static_cast<std::size_t>(pad);
  GrayImage drawing = {pad, pad, std::vector<std::uint8_t>(side * side)};
  const double share = between(kSmallest, kLargest, random);
  const double turn = between(-kMostTurn, kMostTurn, random);
  const PaddedImage image =
      withBrush(PaddedImage(pixels, rows, columns), between(kThinnest, kThickest, random));
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
  for (int y = first(middleY - halfHeight); y < end(middleY + halfHeight); ++y) {
    for (int x = first(middleX - halfWidth); x < end(middleX + halfWidth); ++x) {
      const double dx = (x + 0.5 - middleX) / scale;
      const double dy = (y + 0.5 - middleY) / scale;
      const double fromX = inkX + cos * dx + sin * dy;
      const double fromY = inkY - sin * dx + cos * dy;
      if (fromX <= -1 || fromX >= columns || fromY <= -1 || fromY >= rows) {
        continue;
      }
      // An edge that is a pixel wide is `scale` wide on the pad; as steep as the brush's it is one.
      const double steep = kOutline + (greyAt(image, fromX, fromY) - kOutline) * scale;
      drawing.pixels[static_cast<std::size_t>(y) * side + static_cast<std::size_t>(x)] =
          static_cast<std::uint8_t>(std::lround(std::clamp(steep, 0.0, 255.0)));
    }
  }
  return drawing;
}

}  // namespace inkling
