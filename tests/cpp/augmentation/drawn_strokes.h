// Images whose strokes are known, drawn with smooth edges: each pixel is the mean of 8 x 8 points.

#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace inkling {

using Bytes = std::vector<std::uint8_t>;

inline constexpr int kSide = 28;  // of an image

template <typename IsInk>
Bytes drawn(int rows, int columns, IsInk isInk) {
  constexpr int kPoints = 8;
  Bytes pixels;
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      int ink = 0;
      for (int point = 0; point < kPoints * kPoints; ++point) {
        const double x = column - 0.5 + (point % kPoints + 0.5) / kPoints;
        const double y = row - 0.5 + (static_cast<double>(point / kPoints) + 0.5) / kPoints;
        ink += isInk(x, y) ? 1 : 0;
      }
      pixels.push_back(static_cast<std::uint8_t>(std::lround(ink * 255.0 / kPoints / kPoints)));
    }
  }
  return pixels;
}

// A stroke `width` wide along a circle about the middle of a square image.
inline Bytes drawnRing(int side, double radius, double width) {
  const double middle = (side - 1) / 2.0;
  return drawn(side, side, [=](double x, double y) {
    return std::abs(std::hypot(x - middle, y - middle) - radius) < width / 2;
  });
}

inline double totalInk(const Bytes& pixels) {
  double sum = 0;
  for (const std::uint8_t pixel : pixels) {
    sum += pixel;
  }
  return sum;
}

}  // namespace inkling
