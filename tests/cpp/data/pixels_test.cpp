#include "data/pixels.h"

#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "base/matrices.h"

namespace inkling {
namespace {

TEST(PixelsTest, EveryByteBecomesItsShareOf255) {
  std::vector<std::uint8_t> bytes(256);
  std::iota(bytes.begin(), bytes.end(), std::uint8_t{0});
  Matrix inputs = Matrix::Constant(3, 256, Scalar{-1});
  writePixels(bytes, inputs, 1);
  for (Index k = 0; k < 256; ++k) {
    EXPECT_EQ(inputs(1, k), static_cast<Scalar>(k) / Scalar{255});
    EXPECT_EQ(inputs(0, k), Scalar{-1});
    EXPECT_EQ(inputs(2, k), Scalar{-1});
  }
}

}  // namespace
}  // namespace inkling
