#include "augmentation/padded_image.h"

#include <algorithm>
#include <cassert>

namespace inkling {

PaddedImage::PaddedImage(int rows, int columns)
    : rows_(rows),
      columns_(columns),
      stride_((static_cast<std::size_t>(columns) + kVector) / kVector * kVector) {
  assert(rows >= 1 && rows <= kLargestSide && columns >= 1 && columns <= kLargestSide);
  constexpr std::size_t kRowsAround = 3;
  std::fill_n(bytes_.begin(),
              (static_cast<std::size_t>(rows) + kRowsAround) * stride_ + 2 * kVector, 0);
}

PaddedImage::PaddedImage(std::span<const std::uint8_t> pixels, int rows, int columns)
    : PaddedImage(rows, columns) {
  assert(pixels.size() == static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns));
  const auto width = static_cast<std::size_t>(columns);
  for (int y = 0; y < rows; ++y) {
    std::copy_n(pixels.data() + static_cast<std::size_t>(y) * width, width, row(y));
  }
}

void PaddedImage::clearSides() {
  for (int y = 0; y < rows_; ++y) {
    std::fill(row(y) + columns_, row(y + 1), std::uint8_t{0});
  }
}

}  // namespace inkling
