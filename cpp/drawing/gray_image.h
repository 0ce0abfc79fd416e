// An image of any size.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace inkling {

// Images as bytes: 0 is paper (MNIST's background), 255 is ink. Row by row, top to bottom.
struct GrayImage {
  int rows = 0;
  int columns = 0;
  std::vector<std::uint8_t> pixels;
};

// Throws kShapeMismatch unless there are rows * columns pixels, at least one, and neither side is
// above 2048. `what` names the image in the error.
void checkImage(const GrayImage& image, const std::string& what);

}  // namespace inkling
