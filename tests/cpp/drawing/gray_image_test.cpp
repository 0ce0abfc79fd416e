#include "drawing/gray_image.h"

#include <gtest/gtest.h>

#include "base/expect_error.h"

namespace inkling {
namespace {

TEST(GrayImageTest, TakesAPixelForEachPlace) {
  EXPECT_NO_THROW(checkImage({1, 1, {0}}, "image"));
  EXPECT_NO_THROW(checkImage({2, 3, std::vector<std::uint8_t>(6)}, "image"));
  EXPECT_NO_THROW(checkImage({1, 2048, std::vector<std::uint8_t>(2048)}, "image"));
}

TEST(GrayImageTest, RefusesOtherNumbersOfPixels) {
  expectError(ErrorCode::kShapeMismatch, "drawing: expected a byte for each of 2 x 3 pixels, got 5",
              [] {
                checkImage({2, 3, std::vector<std::uint8_t>(5)}, "drawing");
              });
}

TEST(GrayImageTest, RefusesSidesOutOfRange) {
  for (const GrayImage& image :
       {GrayImage{0, 5, {}}, GrayImage{5, 0, {}}, GrayImage{-1, -1, {1}}, GrayImage{2049, 1, {}}}) {
    expectError(ErrorCode::kShapeMismatch, "from 1 x 1 to 2048 x 2048 pixels",
                [&] { checkImage(image, "drawing"); });
  }
}

}  // namespace
}  // namespace inkling
