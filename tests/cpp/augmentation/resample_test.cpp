#include "augmentation/resample.h"

#include <cstddef>
#include <numbers>
#include <utility>

#include <gtest/gtest.h>

#include "augmentation/drawn_strokes.h"

namespace inkling {
namespace {

Bytes resampled(const Bytes& pixels, int rows, int columns, const Warp& warp) {
  Bytes out(pixels.size(), 1);
  resample(PaddedImage(pixels, rows, columns), warp, out);
  return out;
}

Warp affineWarp(const AffineChange& change, int rows, int columns) {
  Warp warp;
  warp.backward = inverse(forwardMap(change, rows, columns));
  return warp;
}

Bytes noise(int rows, int columns, Random& random) {
  Bytes pixels;
  for (int i = 0; i < rows * columns; ++i) {
    pixels.push_back(static_cast<std::uint8_t>(random.below(256)));
  }
  return pixels;
}

const std::pair<int, int> kSizes[] = {{1, 1}, {3, 5}, {5, 4}, {15, 17}, {28, 28}, {64, 64}};

TEST(ResampleTest, NoChangeKeepsEveryByte) {
  Random random(1);
  for (const auto& [rows, columns] : kSizes) {
    const Bytes pixels = noise(rows, columns, random);
    EXPECT_EQ(resampled(pixels, rows, columns, {}), pixels);
    EXPECT_EQ(resampled(pixels, rows, columns, affineWarp({}, rows, columns)), pixels);
  }
}

TEST(ResampleTest, WholePixelsAreShiftedExactly) {
  Random random(2);
  for (const auto& [rows, columns] : kSizes) {
    const Bytes pixels = noise(rows, columns, random);
    for (const auto& [right, down] : {std::pair{1, 0}, {0, 1}, {-2, 3}, {5, -1}, {70, 0}}) {
      AffineChange change;
      change.shift = {static_cast<double>(right), static_cast<double>(down)};
      const Bytes out = resampled(pixels, rows, columns, affineWarp(change, rows, columns));
      for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
          const int x = column - right;
          const int y = row - down;
          const bool inside = x >= 0 && x < columns && y >= 0 && y < rows;
          EXPECT_EQ(out[static_cast<std::size_t>(row * columns + column)],
                    inside ? pixels[static_cast<std::size_t>(y * columns + x)] : 0);
        }
      }
    }
  }
}

TEST(ResampleTest, QuarterTurnsAreExact) {
  const Bytes pixels = {1, 2, 3,  //
                        4, 5, 6,  //
                        7, 8, 9};
  const auto turned = [&pixels](int quarters) {
    AffineChange change;
    change.rotation = quarters * std::numbers::pi / 2;
    return resampled(pixels, 3, 3, affineWarp(change, 3, 3));
  };
  EXPECT_EQ(turned(1), (Bytes{7, 4, 1, 8, 5, 2, 9, 6, 3}));  // clockwise
  EXPECT_EQ(turned(2), (Bytes{9, 8, 7, 6, 5, 4, 3, 2, 1}));
  EXPECT_EQ(turned(-1), (Bytes{3, 6, 9, 2, 5, 8, 1, 4, 7}));
  Random random(3);
  const Bytes large = noise(28, 28, random);
  AffineChange change;
  change.rotation = std::numbers::pi / 2;
  const Bytes out = resampled(large, 28, 28, affineWarp(change, 28, 28));
  for (std::size_t row = 0; row < 28; ++row) {
    for (std::size_t column = 0; column < 28; ++column) {
      EXPECT_EQ(out[column * 28 + 27 - row], large[row * 28 + column]);
    }
  }
}

TEST(ResampleTest, HalfAPixelIsTheMeanOfTwo) {
  AffineChange change;
  change.shift = {0.5, 0};
  EXPECT_EQ(resampled({100, 200, 0, 0}, 1, 4, affineWarp(change, 1, 4)), (Bytes{50, 150, 100, 0}));
}

TEST(ResampleTest, MatchesPlainArithmetic) {
  Random random(4);
  AugmentationOptions options;
  options.rotation = 180;
  options.scale = 0.5;
  options.shear = 0.5;
  options.shift = 6;
  for (const auto& [rows, columns] : kSizes) {
    const ElasticDistortion elastic(60, 4, rows, columns);
    ElasticDistortion::Field field;
    for (int i = 0; i < 40; ++i) {
      // A few strokes, so that the search for where ink can land has something to find.
      Bytes pixels = i % 2 == 0 ? noise(rows, columns, random) : Bytes(noise(1, 1, random));
      if (i % 2 == 1) {
        const double x = random.uniform() * columns;
        const double y = random.uniform() * rows;
        pixels = drawn(rows, columns, [=](double px, double py) {
          return std::abs(px - x) < 2 && std::abs(py - y) < 6;
        });
      }
      Warp warp = affineWarp(drawAffine(options, random), rows, columns);
      if (i % 4 < 2) {
        elastic.draw(random, field);
        warp.elastic = &elastic;
        warp.field = &field;
      }
      const PaddedImage source(pixels, rows, columns);
      Bytes fast(pixels.size(), 1);
      Bytes plain(pixels.size(), 1);
      resample(source, warp, fast);
      resamplePlainly(source, warp, plain);
      // Places are rounded by up to 1/256 along both axes, and bytes twice.
      constexpr int kTolerance = 4;
      for (std::size_t pixel = 0; pixel < fast.size(); ++pixel) {
        ASSERT_NEAR(fast[pixel], plain[pixel], kTolerance)
            << rows << " x " << columns << ", image " << i << ", pixel " << pixel;
      }
    }
  }
}

TEST(ResampleTest, PaperStaysPaper) {
  AffineChange change;
  change.rotation = 1;
  EXPECT_EQ(resampled(Bytes(28 * 28), 28, 28, affineWarp(change, 28, 28)), Bytes(28 * 28));
}

}  // namespace
}  // namespace inkling
