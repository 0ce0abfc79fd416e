// The images of a batch, as others might have written them.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "augmentation/augmenter.h"
#include "data/batch.h"

namespace inkling {

// Where a version of an image serves several epochs (`AugmentationOptions::every`), each epoch
// draws its share of the images anew, so that no epoch takes longer than another but the first. The
// versions take as much memory as the images.
class BatchAugmenter {
 public:
  struct Use {
    std::uint64_t seed = 0;
    // So many images, the first of the data set, are the same in every epoch; versions of others,
    // which may be replaced, serve one epoch only.
    std::size_t lasting = 0;
    // For a network that skips zeros: the faint pixels that interpolation leaves around strokes
    // become paper. Distorted images of MNIST have 34 % more ink than its own, and 12 % without
    // these.
    bool clearsFaint = false;
  };

  // As `Augmenter`.
  BatchAugmenter(const AugmentationOptions& options, int rows, int columns, const Use& use);

  // Changes the images of `batch`, which have these indices in their data set, each of them once,
  // for this epoch. They lie in `changed` or in the augmenter then, until the next call. How an
  // image is changed depends on seed, epoch and index alone. Several threads share the work.
  void augment(std::span<const std::uint32_t> indices, int epoch,
               std::vector<std::uint8_t>& changed, Batch& batch);

 private:
  void augmentOne(std::uint32_t index, std::uint32_t version, std::span<const std::uint8_t> image,
                  std::span<std::uint8_t> out) const;
  // The version of this image for this epoch, made where it is not there yet.
  std::span<const std::uint8_t> keptVersion(std::uint32_t index, std::uint32_t epoch,
                                            std::span<const std::uint8_t> image);

  Augmenter augmenter_;
  Use use_;
  std::uint32_t every_;
  std::vector<std::uint8_t> kept_;       // [kept images, pixels]
  std::vector<std::uint32_t> versions_;  // of each of them, plus 1; 0 where there is none
};

}  // namespace inkling
