#include "augmentation/batch_augmenter.h"

#include <vector>

#include <gtest/gtest.h>

#include "data/idx_bytes.h"
#include "parallel/threads_for_test.h"

namespace inkling {
namespace {

constexpr int kSide = 28;
constexpr std::uint64_t kSeed = 5;

// Bars of different heights.
std::vector<Bytes> bars(std::size_t count) {
  std::vector<Bytes> images(count, Bytes(kSide * kSide, 0));
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t row = 4; row < 10 + i % 12; ++row) {
      images[i][row * kSide + 13] = 255;
      images[i][row * kSide + 14] = 255;
    }
  }
  return images;
}

std::vector<Bytes> augmented(const std::vector<Bytes>& images,
                             const std::vector<std::uint32_t>& indices, int epoch) {
  const BatchAugmenter augmenter(parseAugmentation("rotate10,shift1.5,elastic24x5"), kSide, kSide,
                                 kSeed);
  Batch batch;
  for (const std::uint32_t index : indices) {
    batch.images.push_back(images[index]);
  }
  std::vector<std::uint8_t> changed;
  augmenter.augment(indices, epoch, changed, batch);
  std::vector<Bytes> result;
  for (const auto& image : batch.images) {
    result.emplace_back(image.begin(), image.end());
  }
  return result;
}

TEST(BatchAugmenterTest, AnImageChangesByItsIndexAndEpochAlone) {
  const std::vector<Bytes> images = bars(20);
  const auto together = augmented(images, {3, 7, 11}, 2);
  EXPECT_EQ(augmented(images, {11}, 2).front(), together[2]);
  EXPECT_EQ(augmented(images, {7, 3}, 2)[1], together[0]);
  EXPECT_NE(augmented(images, {3}, 3).front(), together[0]);
  EXPECT_NE(together[0], images[3]);
}

TEST(BatchAugmenterTest, GivesTheSameBytesWithAnyNumberOfThreads) {
  const std::vector<Bytes> images = bars(20);
  const std::vector<std::uint32_t> indices = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
  const auto one = augmented(images, indices, 1);
  for (const int threads : {2, 3}) {
    const ThreadsForTest guard(threads);
    EXPECT_EQ(augmented(images, indices, 1), one);
  }
}

}  // namespace
}  // namespace inkling
