// An image with paper around it, so that a pixel's neighbours need no check for the edge.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace inkling {

class PaddedImage {
 public:
  static constexpr int kLargestSide = 64;
  static constexpr std::size_t kVector = 16;  // bytes that are read or written at once

  // Takes a copy of an image [rows, columns] of at most 64 x 64 bytes.
  PaddedImage(std::span<const std::uint8_t> pixels, int rows, int columns);

  // Paper alone.
  PaddedImage(int rows, int columns);

  int rows() const { return rows_; }
  int columns() const { return columns_; }

  // Bytes from one row to the next, a multiple of a vector. At least one column of paper follows
  // each row; it is the one before the next row too.
  std::size_t stride() const { return stride_; }

  // From the first pixel of a row: -1 and `rows`, which are paper, are rows too. A vector before
  // row -1 and two rows after row `rows` may be read.
  const std::uint8_t* row(int row) const { return bytes_.data() + offset(row); }
  std::uint8_t* row(int row) { return bytes_.data() + offset(row); }

  // Makes the columns beside the image paper again, after whole vectors were written.
  void clearSides();

 private:
  std::size_t offset(int row) const {
    return kVector + static_cast<std::size_t>(row + 1) * stride_;
  }

  static constexpr std::size_t kMostBytes =
      (kLargestSide + 3) * (kLargestSide + kVector) + 2 * kVector;
  int rows_;
  int columns_;
  std::size_t stride_;
  std::array<std::uint8_t, kMostBytes> bytes_;
};

}  // namespace inkling
