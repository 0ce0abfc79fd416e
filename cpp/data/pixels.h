// Bytes of an image -> what a network takes.

#pragma once

#include <cstdint>
#include <span>

#include "base/eigen.h"

namespace inkling {

// Writes pixel k as k / 255 into one row of inputs [batch, pixels.size()].
void writePixels(std::span<const std::uint8_t> pixels, Matrix& inputs, Index row);

// Writes the pixels that are not zero, as their numbers and k / 255, and returns how many they are.
// Both places must have room for all pixels.
std::uint32_t writeInk(std::span<const std::uint8_t> pixels, std::uint32_t* numbers,
                       Scalar* values);

}  // namespace inkling
