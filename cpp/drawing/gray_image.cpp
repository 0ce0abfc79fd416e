#include "drawing/gray_image.h"

#include <cstddef>

#include "base/error.h"

namespace inkling {
namespace {

constexpr int kLargestSide = 2048;

bool isSide(int length) { return length >= 1 && length <= kLargestSide; }

}  // namespace

void checkImage(const GrayImage& image, const std::string& what) {
  const std::string size = std::to_string(image.rows) + " x " + std::to_string(image.columns);
  if (!isSide(image.rows) || !isSide(image.columns)) {
    throw Error(ErrorCode::kShapeMismatch,
                what + ": expected from 1 x 1 to 2048 x 2048 pixels, got " + size);
  }
  if (image.pixels.size() !=
      static_cast<std::size_t>(image.rows) * static_cast<std::size_t>(image.columns)) {
    throw Error(ErrorCode::kShapeMismatch, what + ": expected a byte for each of " + size +
                                               " pixels, got " +
                                               std::to_string(image.pixels.size()));
  }
}

}  // namespace inkling
