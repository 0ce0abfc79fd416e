#include "augmentation/batch_augmenter.h"

#include <cassert>
#include <cstddef>

#include "parallel/team.h"

namespace inkling {

void BatchAugmenter::augment(std::span<const std::uint32_t> indices, int epoch,
                             std::vector<std::uint8_t>& changed, Batch& batch) const {
  assert(indices.size() == batch.images.size());
  if (batch.images.empty()) {
    return;
  }
  const std::size_t size = batch.images.front().size();
  changed.resize(batch.images.size() * size);
  constexpr double kCostOfPixel = 16;
  parallel::overStretches(
      static_cast<Index>(batch.images.size()), 1,
      kCostOfPixel * static_cast<double>(changed.size()), [&](Index begin, Index end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
          const std::span<std::uint8_t> out(changed.data() + i * size, size);
          Random random = augmentationRandom(seed_, static_cast<std::uint32_t>(epoch), indices[i]);
          augmenter_.augment(batch.images[i], random, out);
          batch.images[i] = out;
        }
      });
}

}  // namespace inkling
