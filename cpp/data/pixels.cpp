#include "data/pixels.h"

#include <algorithm>

namespace inkling {

void writePixels(std::span<const std::uint8_t> pixels, Matrix& inputs, Index row) {
  std::transform(pixels.begin(), pixels.end(), inputs.row(row).data(),
                 [](std::uint8_t byte) { return static_cast<Scalar>(byte) / Scalar{255}; });
}

}  // namespace inkling
