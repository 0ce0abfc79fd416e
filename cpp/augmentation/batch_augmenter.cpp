#include "augmentation/batch_augmenter.h"

#include <cassert>

#include "parallel/team.h"

namespace inkling {
namespace {

// A sixteenth of ink. A sixth of the ink of distorted images is fainter, of MNIST's own 6 %.
constexpr std::uint8_t kFaint = 16;

void clearFaint(std::span<std::uint8_t> image) {
  for (std::uint8_t& pixel : image) {
    pixel = pixel > kFaint ? pixel : std::uint8_t{0};
  }
}

}  // namespace

BatchAugmenter::BatchAugmenter(const AugmentationOptions& options, int rows, int columns,
                               const Use& use)
    : augmenter_(options, rows, columns),
      use_(use),
      every_(static_cast<std::uint32_t>(options.every)) {
  if (every_ > 1) {
    kept_.resize(use.lasting * static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns));
    versions_.resize(use.lasting);
  }
}

void BatchAugmenter::augment(std::span<const std::uint32_t> indices, int epoch,
                             std::vector<std::uint8_t>& changed, Batch& batch) {
  assert(indices.size() == batch.images.size());
  if (batch.images.empty()) {
    return;
  }
  const std::size_t size = batch.images.front().size();
  changed.resize(batch.images.size() * size);
  const auto thisEpoch = static_cast<std::uint32_t>(epoch);
  constexpr double kCostOfPixel = 16;
  parallel::overStretches(
      static_cast<Index>(batch.images.size()), 1,
      kCostOfPixel * static_cast<double>(changed.size()) / every_, [&](Index begin, Index end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
          std::span<const std::uint8_t>& image = batch.images[i];
          if (indices[i] < versions_.size()) {
            image = keptVersion(indices[i], thisEpoch, image);
          } else {
            const std::span<std::uint8_t> out(changed.data() + i * size, size);
            augmentOne(indices[i], thisEpoch, image, out);
            image = out;
          }
        }
      });
}

void BatchAugmenter::augmentOne(std::uint32_t index, std::uint32_t version,
                                std::span<const std::uint8_t> image,
                                std::span<std::uint8_t> out) const {
  Random random = augmentationRandom(use_.seed, version, index);
  augmenter_.augment(image, random, out);
  if (use_.clearsFaint) {
    clearFaint(out);
  }
}

std::span<const std::uint8_t> BatchAugmenter::keptVersion(std::uint32_t index, std::uint32_t epoch,
                                                          std::span<const std::uint8_t> image) {
  const std::span<std::uint8_t> kept(kept_.data() + index * image.size(), image.size());
  const std::uint32_t version = (epoch + index % every_) / every_;
  if (versions_[index] != version + 1) {
    augmentOne(index, version, image, kept);
    versions_[index] = version + 1;
  }
  return kept;
}

}  // namespace inkling
