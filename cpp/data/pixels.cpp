#include "data/pixels.h"

#include <algorithm>
#include <cstring>

namespace inkling {

void writePixels(std::span<const std::uint8_t> pixels, Matrix& inputs, Index row) {
  Scalar* const out = inputs.data() + row * inputs.cols();
  // Most of an image is paper, and a division takes longer than all else here: eight zeros at a
  // time need none.
  constexpr std::size_t kGroup = sizeof(std::uint64_t);
  std::size_t i = 0;
  const auto divide = [](std::uint8_t byte) { return static_cast<Scalar>(byte) / Scalar{255}; };
  for (; i + kGroup <= pixels.size(); i += kGroup) {
    std::uint64_t group = 0;
    std::memcpy(&group, pixels.data() + i, kGroup);
    if (group == 0) {
      std::fill_n(out + i, kGroup, Scalar{0});
    } else {
      std::transform(pixels.data() + i, pixels.data() + i + kGroup, out + i, divide);
    }
  }
  std::transform(pixels.data() + i, pixels.data() + pixels.size(), out + i, divide);
}

}  // namespace inkling
