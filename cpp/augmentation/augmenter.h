// A training image, as someone else might have written it.

#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "augmentation/augmentation_options.h"
#include "augmentation/elastic.h"
#include "base/random.h"

namespace inkling {

// The random numbers of one image in one epoch. They depend on nothing else, so that a batch can be
// cut among threads anywhere.
Random augmentationRandom(std::uint64_t seed, std::uint32_t epoch, std::uint32_t image);

// Changes images of one size by random amounts. Several threads may use one at the same time.
class Augmenter {
 public:
  // Throws kInvalidArgument for an amount outside its range (see `checkAugmentation`) or a size
  // that is not 1 x 1 to 64 x 64.
  Augmenter(const AugmentationOptions& options, int rows, int columns);

  // Writes a changed copy of `image` to `out`, both [rows, columns] bytes, 0 paper, 255 ink, and
  // not the same place. The ink is first made thicker or thinner, then moved in one resampling.
  // With all amounts 0, `out` is `image` to the bit.
  void augment(std::span<const std::uint8_t> image, Random& random,
               std::span<std::uint8_t> out) const;

 private:
  AugmentationOptions options_;
  int rows_;
  int columns_;
  std::optional<ElasticDistortion> elastic_;
};

}  // namespace inkling
