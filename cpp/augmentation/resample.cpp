#include "augmentation/resample.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstring>

#include "augmentation/four_pixels.h"

namespace inkling {
namespace {

using augmentation::atLeast;
using augmentation::atMost;
using augmentation::Floats;
using augmentation::Halves;
using augmentation::kPixels;
using augmentation::load;
using augmentation::splat;
using augmentation::wholeVectors;
using augmentation::Words;

constexpr int kFractionBits = 7;
constexpr std::uint32_t kFractionMask = 127;
constexpr std::uint16_t kHalf = 64;

// Each place of the source with its neighbours to the right, below, and below right, as the bytes
// of one word: a pixel of the result then takes one load.
class Neighbourhoods {
 public:
  explicit Neighbourhoods(const PaddedImage& source);

  std::uint32_t operator[](std::uint32_t index) const { return words_[index]; }
  std::uint16_t stride() const { return stride_; }

 private:
  static constexpr std::size_t kMost =
      (PaddedImage::kLargestSide + 2) * (PaddedImage::kLargestSide + PaddedImage::kVector);
  std::uint16_t stride_;
  std::array<std::uint32_t, kMost> words_;
};

Neighbourhoods::Neighbourhoods(const PaddedImage& source)
    : stride_(static_cast<std::uint16_t>(source.stride())) {
  using Bytes = std::uint8_t __attribute__((vector_size(16)));
  std::uint32_t* word = words_.data();
  // From one row and one column before the image.
  for (int y = -1; y <= source.rows(); ++y) {
    for (std::size_t x = 0; x < source.stride(); x += PaddedImage::kVector) {
      const auto bytes = [&](std::size_t offset) {
        Bytes vector;
        std::memcpy(&vector, source.row(y) - 1 + x + offset, sizeof(vector));
        return vector;
      };
      const Bytes left = bytes(0);
      const Bytes right = bytes(1);
      const Bytes leftBelow = bytes(source.stride());
      const Bytes rightBelow = bytes(source.stride() + 1);
      const auto low = [](Bytes a, Bytes b) {
        return (Halves)__builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6,
                                               22, 7, 23);
      };
      const auto high = [](Bytes a, Bytes b) {
        return (Halves)__builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29,
                                               14, 30, 15, 31);
      };
      const std::array<Halves, 2> above = {low(left, right), high(left, right)};
      const std::array<Halves, 2> below = {low(leftBelow, rightBelow), high(leftBelow, rightBelow)};
      for (std::size_t half = 0; half < 2; ++half) {
        const Halves a = above[half];
        const Halves b = below[half];
        const Halves first = __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
        const Halves second = __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
        for (const Halves& four : {first, second}) {
          std::memcpy(word, &four, sizeof(four));
          word += kPixels;
        }
      }
    }
  }
}

// Columns left .. right - 1 and rows top .. bottom - 1.
struct Bounds {
  int left = 0;
  int top = 0;
  int right = 0;
  int bottom = 0;
};

// The smallest box around the ink; an empty one where there is none.
Bounds inkBounds(const PaddedImage& image) {
  Bounds bounds = {image.columns(), image.rows(), 0, 0};
  std::array<std::uint8_t, PaddedImage::kLargestSide + PaddedImage::kVector> columns{};
  for (int y = 0; y < image.rows(); ++y) {
    const std::uint8_t* const row = image.row(y);
    std::uint8_t any = 0;
    for (std::size_t x = 0; x < image.stride(); ++x) {
      columns[x] = static_cast<std::uint8_t>(columns[x] | row[x]);
      any = static_cast<std::uint8_t>(any | row[x]);
    }
    if (any != 0) {
      bounds.top = std::min(bounds.top, y);
      bounds.bottom = y + 1;
    }
  }
  for (int x = 0; x < image.columns(); ++x) {
    if (columns[static_cast<std::size_t>(x)] != 0) {
      bounds.left = std::min(bounds.left, x);
      bounds.right = x + 1;
    }
  }
  return bounds;
}

// Columns begin .. end - 1 of one row.
struct Stretch {
  double begin = 0;
  double end = 0;

  // Leaves the columns where `origin` + `slope` * column is between `least` and `most`.
  void narrow(double origin, double slope, double least, double most) {
    if (slope == 0) {
      end = origin > least && origin < most ? end : begin;
      return;
    }
    const double a = (least - origin) / slope;
    const double b = (most - origin) / slope;
    begin = std::max(begin, std::floor(std::min(a, b)));
    end = std::min(end, std::ceil(std::max(a, b)) + 1);
  }
};

// Places along one axis as whole 128ths, counted from -1, with everything beyond the paper around
// the image brought onto it.
Words fixedPoint(Floats place, float size) {
  // Adding 2^23 leaves no bits for fractions: what is in the low bits is the number, rounded. As a
  // conversion it would take WebAssembly many instructions more.
  constexpr float kRounding = 0x1p23F;
  constexpr float kUnit = 1 << kFractionBits;
  constexpr std::uint32_t kLowBits = (1U << 23) - 1;
  const Floats kept = atMost(atLeast(place, splat(-1.0F)), splat(size));
  return (Words)((kept + 1.0F) * kUnit + kRounding) & kLowBits;
}

// The bytes of four pixels, one in each lane, from places in fixed point. All arithmetic is in 16
// bits, which each product fits: 255 * 128 for a mean of two bytes, and less than 2^13 for an
// index.
Words interpolate(const Neighbourhoods& source, Words x, Words y) {
  constexpr std::uint32_t kLowBytes = 0x00ff00ff;
  const Halves lines = (Halves)(y >> kFractionBits) * source.stride();
  const Words index = (Words)lines + (x >> kFractionBits);
  const std::array<std::uint32_t, kPixels> loaded = {source[index[0]], source[index[1]],
                                                     source[index[2]], source[index[3]]};
  // Paper, mostly.
  if ((loaded[0] | loaded[1] | loaded[2] | loaded[3]) == 0) {
    return Words{};
  }
  const Words words = {loaded[0], loaded[1], loaded[2], loaded[3]};
  const Words right = x & kFractionMask;
  const Words down = y & kFractionMask;
  // The low half of a lane is the upper row, the high half the lower one.
  const auto leftColumn = (Halves)(words & kLowBytes);
  const auto rightColumn = (Halves)((words >> 8) & kLowBytes);
  const auto rightShare = (Halves)(right | (right << 16));
  const Halves rows =
      ((leftColumn << kFractionBits) + (rightColumn - leftColumn) * rightShare + kHalf) >>
      kFractionBits;
  const auto below = (Halves)((Words)rows >> 16);
  const Halves pixels =
      ((rows << kFractionBits) + (below - rows) * (Halves)down + kHalf) >> kFractionBits;
  return (Words)pixels & std::uint32_t{0xff};
}

}  // namespace

void resample(const PaddedImage& source, const Warp& warp, std::span<std::uint8_t> out) {
  constexpr std::size_t kMostColumns = PaddedImage::kLargestSide;
  std::fill(out.begin(), out.end(), std::uint8_t{0});
  const Bounds ink = inkBounds(source);
  if (ink.right <= ink.left) {
    return;
  }
  const Neighbourhoods neighbourhoods(source);
  const auto columns = static_cast<float>(source.columns());
  const auto rows = static_cast<float>(source.rows());
  const auto xx = static_cast<float>(warp.backward.xx);
  const auto yx = static_cast<float>(warp.backward.yx);
  ElasticDistortion::Row cut;
  std::array<float, kMostColumns> dx{};
  std::array<float, kMostColumns> dy{};
  std::array<std::uint8_t, kMostColumns> pixels;
  constexpr Floats kOffsets = {0, 1, 2, 3};
  for (int row = 0; row < source.rows(); ++row) {
    if (warp.field != nullptr) {
      warp.elastic->cut(*warp.field, row, cut);
    }
    // What comes from a place less than a pixel away from the ink can have some; the rest is paper.
    const Point origin = warp.backward({0, static_cast<double>(row)});
    const double marginX = 1 + double{cut.mostX};
    const double marginY = 1 + double{cut.mostY};
    Stretch stretch = {0, static_cast<double>(source.columns())};
    stretch.narrow(origin.x, warp.backward.xx, ink.left - marginX, ink.right - 1 + marginX);
    stretch.narrow(origin.y, warp.backward.yx, ink.top - marginY, ink.bottom - 1 + marginY);
    if (!(stretch.begin < stretch.end)) {
      continue;
    }
    const auto left = static_cast<int>(stretch.begin);
    const auto right = static_cast<int>(stretch.end);
    const int begin = left / kPixels * kPixels;
    const int end = wholeVectors(right);
    if (warp.field != nullptr) {
      warp.elastic->displace(cut, begin, end, dx.data(), dy.data());
    }
    const auto originX = static_cast<float>(origin.x);
    const auto originY = static_cast<float>(origin.y);
    for (int column = begin; column < end; column += kPixels) {
      const auto place = static_cast<std::size_t>(column);
      const Floats along = static_cast<float>(column) + kOffsets;
      const Floats x = originX + xx * along + load(&dx[place]);
      const Floats y = originY + yx * along + load(&dy[place]);
      using FourBytes = std::uint8_t __attribute__((vector_size(4)));
      const FourBytes bytes = __builtin_convertvector(
          interpolate(neighbourhoods, fixedPoint(x, columns), fixedPoint(y, rows)), FourBytes);
      std::memcpy(&pixels[place], &bytes, sizeof(bytes));
    }
    std::copy(pixels.begin() + left, pixels.begin() + right,
              out.begin() + static_cast<std::ptrdiff_t>(row) * source.columns() + left);
  }
}

void resamplePlainly(const PaddedImage& source, const Warp& warp, std::span<std::uint8_t> out) {
  std::array<float, PaddedImage::kLargestSide> dx{};
  std::array<float, PaddedImage::kLargestSide> dy{};
  const auto pixelAt = [&source](int row, int column) {
    const bool inside = row >= 0 && row < source.rows() && column >= 0 && column < source.columns();
    return inside ? double{source.row(row)[column] * 1.0} : 0;
  };
  auto pixel = out.begin();
  for (int row = 0; row < source.rows(); ++row) {
    if (warp.field != nullptr) {
      ElasticDistortion::Row cut;
      warp.elastic->cut(*warp.field, row, cut);
      warp.elastic->displace(cut, 0, wholeVectors(source.columns()), dx.data(), dy.data());
    }
    for (int column = 0; column < source.columns(); ++column, ++pixel) {
      const Point place = warp.backward({static_cast<double>(column), static_cast<double>(row)});
      const double x = place.x + double{dx[static_cast<std::size_t>(column)]};
      const double y = place.y + double{dy[static_cast<std::size_t>(column)]};
      const int left = static_cast<int>(std::floor(x));
      const int top = static_cast<int>(std::floor(y));
      const double right = x - left;
      const double down = y - top;
      const double above = (1 - right) * pixelAt(top, left) + right * pixelAt(top, left + 1);
      const double below =
          (1 - right) * pixelAt(top + 1, left) + right * pixelAt(top + 1, left + 1);
      *pixel = static_cast<std::uint8_t>(std::lround((1 - down) * above + down * below));
    }
  }
}

}  // namespace inkling
