#include "augmentation/augmenter.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include <gtest/gtest.h>

#include "augmentation/drawn_strokes.h"
#include "augmentation/padded_image.h"
#include "augmentation/stroke_width.h"
#include "base/expect_error.h"
#include "parallel/team.h"
#include "parallel/threads_for_test.h"

namespace inkling {
namespace {

constexpr std::size_t kPixels = 28 * 28;
const char* const kTypical = "rotate10,scale0.1,shear0.2,shift1.5,elastic24x5,thick0.8";

Bytes digit() { return drawnRing(kSide, 6, 2.6); }

Bytes augmented(const Augmenter& augmenter, const Bytes& image, std::uint32_t epoch,
                std::uint32_t number, std::uint64_t seed = 1) {
  Bytes out(image.size(), 1);
  Random random = augmentationRandom(seed, epoch, number);
  augmenter.augment(image, random, out);
  return out;
}

TEST(AugmenterTest, WithoutAmountsNothingChanges) {
  const Augmenter augmenter({}, kSide, kSide);
  EXPECT_EQ(augmented(augmenter, digit(), 0, 0), digit());
}

TEST(AugmenterTest, EveryChangeChangesAnImage) {
  for (const char* text :
       {"rotate10", "scale0.1", "shear0.1", "shift1.5", "elastic34x4", "thick0.6"}) {
    // A ring looks the same when it is turned.
    Bytes image = digit();
    std::fill_n(image.begin(), image.size() / 2, std::uint8_t{0});
    const Augmenter augmenter(parseAugmentation(text), kSide, kSide);
    EXPECT_NE(augmented(augmenter, image, 0, 0), image) << text;
  }
}

TEST(AugmenterTest, DependsOnSeedEpochAndImageAlone) {
  const Augmenter augmenter(parseAugmentation(kTypical), kSide, kSide);
  const Bytes first = augmented(augmenter, digit(), 3, 7, 11);
  augmented(augmenter, digit(), 3, 8, 11);
  EXPECT_EQ(augmented(augmenter, digit(), 3, 7, 11), first);
  EXPECT_EQ(augmented(Augmenter(parseAugmentation(kTypical), kSide, kSide), digit(), 3, 7, 11),
            first);
  EXPECT_NE(augmented(augmenter, digit(), 3, 8, 11), first);
  EXPECT_NE(augmented(augmenter, digit(), 4, 7, 11), first);
  EXPECT_NE(augmented(augmenter, digit(), 7, 3, 11), first);
  EXPECT_NE(augmented(augmenter, digit(), 3, 7, 12), first);
}

TEST(AugmenterTest, WhereABatchIsCutAmongThreadsDoesNotMatter) {
  constexpr std::ptrdiff_t kBatch = 37;
  const Augmenter augmenter(parseAugmentation(kTypical), kSide, kSide);
  const Bytes image = digit();
  const auto batch = [&] {
    Bytes out(kPixels * kBatch);
    parallel::overStretches(kBatch, 1, 1e6, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
      for (std::ptrdiff_t i = begin; i < end; ++i) {
        Random random = augmentationRandom(1, 2, static_cast<std::uint32_t>(i));
        augmenter.augment(image, random,
                          std::span(out).subspan(static_cast<std::size_t>(i) * kPixels, kPixels));
      }
    });
    return out;
  };
  const Bytes expected = batch();
  for (const int threads : {2, 3, 4}) {
    const ThreadsForTest guard(threads);
    EXPECT_EQ(batch(), expected);
  }
}

TEST(AugmenterTest, InkIsRoughlyKept) {
  const Augmenter augmenter(parseAugmentation("rotate10,shear0.2,shift1.5,elastic24x5"), kSide,
                            kSide);
  const Bytes image = digit();
  double mean = 0;
  constexpr int kImages = 300;
  for (std::uint32_t i = 0; i < kImages; ++i) {
    const double share = totalInk(augmented(augmenter, image, 0, i)) / totalInk(image);
    EXPECT_GT(share, 0.6);
    EXPECT_LT(share, 1.6);
    mean += share / kImages;
  }
  EXPECT_NEAR(mean, 1, 0.04);  // the rubber is stretched as often as it is squeezed
}

double widthOf(const Bytes& image) { return strokeWidth(PaddedImage(image, kSide, kSide)); }

TEST(AugmenterTest, PensAreThickerAndThinner) {
  const Bytes image = drawnRing(kSide, 7, 3.5);
  const Augmenter augmenter(parseAugmentation("thick1"), kSide, kSide);
  double least = widthOf(image);
  double most = least;
  for (std::uint32_t i = 0; i < 200; ++i) {
    const double width = widthOf(augmented(augmenter, image, 0, i));
    least = std::min(least, width);
    most = std::max(most, width);
  }
  constexpr double kTolerance = 0.25;  // of two measurements, and of chance
  EXPECT_NEAR(least, widthOf(image) - 1, kTolerance);
  EXPECT_NEAR(most, widthOf(image) + 1, kTolerance);
}

TEST(AugmenterTest, ThinStrokesAreNotThinnedAway) {
  const Augmenter augmenter(parseAugmentation("thick2"), kSide, kSide);
  const Bytes thin = drawnRing(kSide, 7, 1.6);
  const Bytes middling = drawnRing(kSide, 7, 2.5);
  for (std::uint32_t i = 0; i < 100; ++i) {
    EXPECT_GE(totalInk(augmented(augmenter, thin, 0, i)), totalInk(thin));
    EXPECT_GT(widthOf(augmented(augmenter, middling, 0, i)), 1.7);
  }
}

TEST(AugmenterTest, TakesTheSmallestAndTheLargestImages) {
  const Augmenter dot(parseAugmentation("shift1,elastic34x2,thick1"), 1, 1);
  augmented(dot, {255}, 0, 0);
  const Augmenter wide(parseAugmentation("rotate180,scale0.5,shear1,shift16,elastic200x2,thick2"),
                       64, 64);
  const Bytes out = augmented(wide, drawnRing(64, 20, 3), 0, 0);
  EXPECT_GT(totalInk(out), 0);
}

TEST(AugmenterTest, RefusesWhatItCannotDo) {
  expectError(ErrorCode::kInvalidArgument, "images of 1 x 1 to 64 x 64 pixels, got 28 x 65",
              [] { Augmenter({}, 28, 65); });
  expectError(ErrorCode::kInvalidArgument, "images of 1 x 1 to 64 x 64 pixels, got 0 x 28",
              [] { Augmenter({}, 0, 28); });
  AugmentationOptions options;
  options.thickness = std::nan("");
  expectError(ErrorCode::kInvalidArgument, "thick: expected a number from 0 to 2, got nan",
              [&] { Augmenter(options, 28, 28); });
}

}  // namespace
}  // namespace inkling
