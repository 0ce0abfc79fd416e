#include "data/pixels.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

namespace inkling {
namespace {

// k / 255 for each byte: a division takes several times as long as looking it up.
constexpr std::array<Scalar, 256> kShares = [] {
  std::array<Scalar, 256> shares{};
  for (std::size_t k = 0; k < shares.size(); ++k) {
    shares[k] = static_cast<Scalar>(k) / Scalar{255};
  }
  return shares;
}();

}  // namespace

void writePixels(std::span<const std::uint8_t> pixels, Matrix& inputs, Index row) {
  std::transform(pixels.begin(), pixels.end(), inputs.row(row).data(),
                 [](std::uint8_t byte) { return kShares[byte]; });
}

std::uint32_t writeInk(std::span<const std::uint8_t> pixels, kernels::Entry* entries) {
  std::uint32_t count = 0;
  // Each pixel is written, and the next one over it if it is zero: faster than a branch for each.
  const auto take = [&](std::size_t number) {
    const std::uint8_t byte = pixels[number];
    entries[count] = {static_cast<std::uint32_t>(number), kShares[byte]};
    count += byte != 0 ? 1 : 0;
  };
  constexpr std::size_t kGroup = sizeof(std::uint64_t);  // most groups are paper alone
  std::size_t number = 0;
  for (; number + kGroup <= pixels.size(); number += kGroup) {
    std::uint64_t group = 0;
    std::memcpy(&group, pixels.data() + number, kGroup);
    if (group != 0) {
      for (std::size_t i = 0; i < kGroup; ++i) {
        take(number + i);
      }
    }
  }
  for (; number < pixels.size(); ++number) {
    take(number);
  }
  return count;
}

}  // namespace inkling
