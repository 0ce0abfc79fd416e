#include "augmentation/batch_augmenter.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "augmentation/drawn_strokes.h"
#include "data/idx_bytes.h"
#include "parallel/threads_for_test.h"

namespace inkling {
namespace {

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

BatchAugmenter augmenterFor(const std::string& every, std::size_t lasting) {
  return {parseAugmentation("rotate10,shift1.5,elastic24x5" + every),
          kSide,
          kSide,
          {.seed = kSeed, .lasting = lasting}};
}

std::vector<Bytes> augmented(BatchAugmenter& augmenter, const std::vector<Bytes>& images,
                             const std::vector<std::uint32_t>& indices, int epoch) {
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

std::vector<Bytes> augmented(const std::vector<Bytes>& images,
                             const std::vector<std::uint32_t>& indices, int epoch) {
  BatchAugmenter augmenter = augmenterFor("", images.size());
  return augmented(augmenter, images, indices, epoch);
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

TEST(BatchAugmenterTest, AVersionServesAsManyEpochsAsAreWanted) {
  const std::vector<Bytes> images = bars(9);
  const std::vector<std::uint32_t> indices = {8, 0, 1, 2, 3, 4, 5, 6, 7};
  BatchAugmenter augmenter = augmenterFor(",every3", images.size());
  std::vector<std::vector<Bytes>> epochs;
  for (int epoch = 0; epoch < 7; ++epoch) {
    epochs.push_back(augmented(augmenter, images, indices, epoch));
  }
  for (std::size_t image = 0; image < images.size(); ++image) {
    std::vector<std::size_t> changes;
    for (std::size_t epoch = 1; epoch < epochs.size(); ++epoch) {
      if (epochs[epoch][image] != epochs[epoch - 1][image]) {
        changes.push_back(epoch);
      }
    }
    const std::size_t first = 3 - indices[image] % 3;
    EXPECT_EQ(changes, (std::vector<std::size_t>{first, first + 3}));
  }
}

TEST(BatchAugmenterTest, VersionsDoNotDependOnWhatWasMadeBefore) {
  const std::vector<Bytes> images = bars(6);
  const std::vector<std::uint32_t> indices = {0, 1, 2, 3, 4, 5};
  BatchAugmenter used = augmenterFor(",every3", images.size());
  for (int epoch = 0; epoch < 4; ++epoch) {
    augmented(used, images, indices, epoch);
  }
  BatchAugmenter fresh = augmenterFor(",every3", images.size());
  EXPECT_EQ(augmented(used, images, indices, 4), augmented(fresh, images, indices, 4));
}

TEST(BatchAugmenterTest, ClearsWhatIsFaintWhereThatIsWanted) {
  const std::vector<Bytes> images = bars(1);
  const AugmentationOptions options = parseAugmentation("rotate10,shift1.5");
  BatchAugmenter usual(options, kSide, kSide, {.seed = kSeed});
  BatchAugmenter clearing(options, kSide, kSide, {.seed = kSeed, .clearsFaint = true});
  const Bytes all = augmented(usual, images, {0}, 1).front();
  const Bytes cleared = augmented(clearing, images, {0}, 1).front();
  int faint = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    faint += all[i] > 0 && all[i] <= 16 ? 1 : 0;
    EXPECT_EQ(cleared[i], all[i] <= 16 ? 0 : all[i]) << i;
  }
  EXPECT_GT(faint, 0);
}

TEST(BatchAugmenterTest, AnImageThatMayBeReplacedIsChangedEachEpoch) {
  const std::vector<Bytes> images = bars(6);
  BatchAugmenter augmenter = augmenterFor(",every3", 4);
  const auto before = augmented(augmenter, images, {3, 4}, 0);
  const auto after = augmented(augmenter, images, {3, 4}, 1);
  EXPECT_EQ(after[0], before[0]);
  EXPECT_NE(after[1], before[1]);
  EXPECT_EQ(after[1], augmented(images, {4}, 1).front());
}

}  // namespace
}  // namespace inkling
