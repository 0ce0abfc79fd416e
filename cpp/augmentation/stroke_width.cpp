#include "augmentation/stroke_width.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <numbers>

namespace inkling {
namespace {

// A number that is a mean of a pixel and its neighbour, the neighbour's share being f, makes an
// edge's ramp of greys wider: by a variance of f (1 - f). So much contrast about the middle grey,
// which is where the outline is, makes the ramp as steep as it was; the factor was chosen by eye.
double contrast(double share) {
  constexpr double kSteeper = 2.5;
  return 1 + kSteeper * share * (1 - share);
}

// The contrast takes the faintest greys away: on the mean of edges that lie anywhere between two
// pixels, a share f moves the outline by f - 0.067 sin(2 pi f), to within 0.01. This solves for f.
double shareOfStep(double reach) {
  constexpr double kTaken = 0.067;
  constexpr int kIterations = 3;
  double share = reach;
  for (int i = 0; i < kIterations; ++i) {
    share = reach + kTaken * std::sin(2 * std::numbers::pi * share);
  }
  return share;
}

}  // namespace

double strokeWidth(const PaddedImage& image) {
  const std::size_t stride = image.stride();
  std::uint32_t ink = 0;
  std::uint32_t variation = 0;
  // Row -1 too, so that the upper edges of row 0 count. The paper after a row ends its edges.
  for (int y = -1; y < image.rows(); ++y) {
    const std::uint8_t* const here = image.row(y);
    const std::uint8_t* const below = here + stride;
    const std::uint8_t* const left = here - 1;
    for (std::size_t x = 0; x < stride; ++x) {
      ink += here[x];
      variation += static_cast<std::uint32_t>(std::abs(here[x] - left[x])) +
                   static_cast<std::uint32_t>(std::abs(here[x] - below[x]));
    }
  }
  constexpr double kOutlineShare = std::numbers::pi / 4;
  return variation == 0 ? 0 : 2 * ink / (kOutlineShare * variation);
}

void moveOutline(const PaddedImage& image, double reach, PaddedImage& moved) {
  assert(std::abs(reach) <= 1 && moved.stride() == image.stride() && moved.rows() == image.rows());
  // Shares of the way to the neighbour, in 128ths; a neighbour across a corner is sqrt(2) away.
  constexpr int kWhole = 128;
  constexpr int kShift = 7;
  constexpr int kGainUnit = 64;
  constexpr int kGainShift = 6;
  constexpr int kMiddleGrey = 128;
  const double share = shareOfStep(std::abs(reach));
  const auto straight = static_cast<std::uint16_t>(std::lround(share * kWhole));
  const auto across = static_cast<std::uint16_t>(std::lround(share * kWhole / std::numbers::sqrt2));
  const auto gain = static_cast<std::int16_t>(std::lround(contrast(share) * kGainUnit));
  // Thinner ink is thicker paper: 255 - byte, which is byte ^ 255, swaps the two.
  const std::uint8_t swap = reach < 0 ? 255 : 0;
  const std::size_t stride = image.stride();
  for (int y = 0; y < image.rows(); ++y) {
    const std::uint8_t* __restrict const here = image.row(y);
    const std::uint8_t* __restrict const above = here - stride;
    const std::uint8_t* __restrict const below = here + stride;
    std::uint8_t* __restrict const out = moved.row(y);
    for (std::size_t x = 0; x < stride; ++x) {
      const auto at = [swap](const std::uint8_t* pixel) {
        return static_cast<std::uint8_t>(*pixel ^ swap);
      };
      const std::uint8_t middle = at(here + x);
      const std::uint8_t beside =
          std::max({middle, at(here + x - 1), at(here + x + 1), at(above + x), at(below + x)});
      const std::uint8_t corner = std::max(
          {middle, at(above + x - 1), at(above + x + 1), at(below + x - 1), at(below + x + 1)});
      const auto step = static_cast<std::uint16_t>(
          std::max((beside - middle) * straight, (corner - middle) * across));
      const auto grown = static_cast<std::int16_t>(middle + ((step + kWhole / 2) >> kShift));
      const auto steep = static_cast<std::int16_t>(
          static_cast<std::int16_t>((grown - kMiddleGrey) * gain) >> kGainShift);
      const int byte = std::clamp(steep + kMiddleGrey, 0, 255);
      out[x] = static_cast<std::uint8_t>(byte ^ swap);
    }
  }
  moved.clearSides();
}

}  // namespace inkling
