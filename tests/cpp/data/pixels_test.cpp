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

TEST(PixelsTest, InkIsWhatIsNotZeroAtAnyLength) {
  for (const std::size_t length : {1U, 7U, 8U, 9U, 16U, 100U}) {
    std::vector<std::uint8_t> bytes(length, 0);
    std::vector<std::uint32_t> expectedNumbers;
    std::vector<Scalar> expectedValues;
    for (std::size_t i = 0; i < length; i += 3) {
      bytes[i] = static_cast<std::uint8_t>(255 - i);
      expectedNumbers.push_back(static_cast<std::uint32_t>(i));
      expectedValues.push_back(static_cast<Scalar>(bytes[i]) / Scalar{255});
    }
    std::vector<kernels::Entry> entries(length);
    entries.resize(writeInk(bytes, entries.data()));
    std::vector<std::uint32_t> numbers;
    std::vector<Scalar> values;
    for (const kernels::Entry& entry : entries) {
      numbers.push_back(entry.column);
      values.push_back(entry.value);
    }
    EXPECT_EQ(numbers, expectedNumbers) << length;
    EXPECT_EQ(values, expectedValues) << length;
  }
}

}  // namespace
}  // namespace inkling
