// The order in which a network sees its training images.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/random.h"

namespace inkling {

// Cuts a shuffled list of images into mini-batches, and shuffles it again for each epoch. The last
// batch of an epoch has what is left.
class BatchSampler {
 public:
  // Throws kInvalidArgument where there are no indices.
  BatchSampler(std::vector<std::uint32_t> indices, Random random);

  // The next batch, of `batchSize` (at least 1) images or of those that the epoch has left. The
  // same until `advance`.
  std::span<const std::uint32_t> peek(int batchSize) const;

  // Goes `count` images on, as many as `peek` gave. After the last one a new epoch begins.
  void advance(std::size_t count);

  const std::vector<std::uint32_t>& indices() const { return indices_; }  // in this epoch's order
  std::size_t epochSize() const { return indices_.size(); }               // in images
  std::size_t position() const { return position_; }  // images given since the epoch's beginning

 private:
  std::vector<std::uint32_t> indices_;
  Random random_;
  std::size_t position_ = 0;
};

}  // namespace inkling
