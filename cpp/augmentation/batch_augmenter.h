// The images of a batch, as others might have written them.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "augmentation/augmenter.h"
#include "data/batch.h"

namespace inkling {

class BatchAugmenter {
 public:
  // As `Augmenter`.
  BatchAugmenter(const AugmentationOptions& options, int rows, int columns, std::uint64_t seed)
      : augmenter_(options, rows, columns), seed_(seed) {}

  // Changes the images of `batch`, which have these indices in their data set, for this epoch. They
  // lie in `changed` then, whose size is set. How an image is changed depends on seed, epoch and
  // index alone. Several threads share the work.
  void augment(std::span<const std::uint32_t> indices, int epoch,
               std::vector<std::uint8_t>& changed, Batch& batch) const;

 private:
  Augmenter augmenter_;
  std::uint64_t seed_;
};

}  // namespace inkling
