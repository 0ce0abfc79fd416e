#include "handwriting/written_pool.h"

#include <algorithm>
#include <array>

#include <gtest/gtest.h>

namespace inkling {
namespace {

TEST(WrittenPoolTest, IsTheSameHoweverItIsSliced) {
  WrittenPool whole(3, 40, 28, 28);
  whole.write(1000);
  EXPECT_TRUE(whole.isComplete());
  EXPECT_EQ(whole.size(), 40);
  WrittenPool sliced(3, 40, 28, 28);
  EXPECT_EQ(sliced.written(), 0);
  while (!sliced.isComplete()) {
    sliced.write(7);
  }
  EXPECT_EQ(sliced.written(), 40);
  EXPECT_EQ(sliced.images()->pixels, whole.images()->pixels);
  EXPECT_EQ(sliced.images()->labels, whole.images()->labels);
  WrittenPool other(4, 40, 28, 28);
  other.write(40);
  EXPECT_NE(other.images()->pixels, whole.images()->pixels);
}

TEST(WrittenPoolTest, LabelsAreEvenAndImagesHaveInk) {
  WrittenPool pool(5, 50, 28, 28);
  pool.write(50);
  const MadeImages& made = *pool.images();
  std::array<int, 10> counts{};
  for (std::size_t i = 0; i < 50; ++i) {
    ++counts.at(made.labels[i]);
    const auto* image = made.pixels.data() + i * 784;
    EXPECT_EQ(*std::max_element(image, image + 784), 255);
  }
  EXPECT_EQ(counts, (std::array<int, 10>{5, 5, 5, 5, 5, 5, 5, 5, 5, 5}));
  EXPECT_FALSE(std::is_sorted(made.labels.begin(), made.labels.begin() + 10));
}

TEST(WrittenPoolTest, MakesImagesOfOtherSizes) {
  WrittenPool pool(1, 3, 14, 20);
  pool.write(3);
  EXPECT_EQ(pool.images()->pixels.size(), 3U * 14 * 20);
}

TEST(WrittenPoolTest, KnowsWhatItIsOf) {
  const WrittenPool pool(1, 3, 14, 20);
  EXPECT_TRUE(pool.isOf(1, 14, 20));
  EXPECT_FALSE(pool.isOf(2, 14, 20));
  EXPECT_FALSE(pool.isOf(1, 20, 20));
  EXPECT_FALSE(pool.isOf(1, 14, 14));
}

}  // namespace
}  // namespace inkling
