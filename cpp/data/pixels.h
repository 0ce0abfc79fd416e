// Bytes of an image -> what a network takes.

#pragma once

#include <cstdint>
#include <span>

#include "base/eigen.h"

namespace inkling {

// Writes pixel k as k / 255 into one row of inputs [batch, pixels.size()].
void writePixels(std::span<const std::uint8_t> pixels, Matrix& inputs, Index row);

}  // namespace inkling
