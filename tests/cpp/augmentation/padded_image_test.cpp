#include "augmentation/padded_image.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

namespace inkling {
namespace {

TEST(PaddedImageTest, IsSurroundedByPaper) {
  for (const int columns : {1, 15, 16, 28, 64}) {
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(2 * columns), 9);
    const PaddedImage image(pixels, 2, columns);
    for (int row = -1; row <= 2; ++row) {
      for (int column = -1; column <= columns; ++column) {
        const bool inside = row >= 0 && row < 2 && column >= 0 && column < columns;
        EXPECT_EQ(image.row(row)[column], inside ? 9 : 0) << row << ", " << column;
      }
    }
  }
}

TEST(PaddedImageTest, ClearsTheSidesAlone) {
  PaddedImage image(2, 15);
  for (int row = 0; row < 2; ++row) {
    std::fill_n(image.row(row), image.stride(), std::uint8_t{7});
  }
  image.clearSides();
  for (int row = 0; row < 2; ++row) {
    EXPECT_EQ(image.row(row)[-1], 0);
    EXPECT_EQ(image.row(row)[0], 7);
    EXPECT_EQ(image.row(row)[14], 7);
    EXPECT_EQ(image.row(row)[15], 0);
  }
}

}  // namespace
}  // namespace inkling
