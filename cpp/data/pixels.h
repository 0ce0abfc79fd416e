// Bytes of an image -> what a network takes.

#pragma once

#include <cstdint>
#include <span>

#include "base/eigen.h"
#include "kernels/sparse_rows.h"

namespace inkling {

// Writes pixel k as k / 255 into one row of inputs [batch, pixels.size()].
void writePixels(std::span<const std::uint8_t> pixels, Matrix& inputs, Index row);

// Writes the pixels that are not zero, each as its number and k / 255, and returns how many they
// are. There must be room for all pixels.
std::uint32_t writeInk(std::span<const std::uint8_t> pixels, kernels::Entry* entries);

}  // namespace inkling
