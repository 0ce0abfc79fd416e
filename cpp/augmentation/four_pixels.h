// Four neighbouring pixels of a row in one 128-bit vector, the width of WebAssembly's SIMD.
// kernels/simd.h is the same for numbers of the networks' precision; pixels are float and integers
// in every build.

#pragma once

#include <cstdint>
#include <cstring>

namespace inkling::augmentation {

constexpr int kPixels = 4;  // in a vector

using Floats = float __attribute__((vector_size(16)));
using Words = std::uint32_t __attribute__((vector_size(16)));
using Halves = std::uint16_t __attribute__((vector_size(16)));

// `address` needs no alignment.
inline Floats load(const float* address) {
  Floats vector;
  std::memcpy(&vector, address, sizeof(vector));
  return vector;
}

inline void store(float* address, Floats vector) { std::memcpy(address, &vector, sizeof(vector)); }

// The same number in all lanes.
inline Floats splat(float number) { return Floats{number, number, number, number}; }
inline Words splat(std::uint32_t number) { return Words{number, number, number, number}; }

inline Floats atLeast(Floats a, Floats least) { return a > least ? a : least; }
inline Floats atMost(Floats a, Floats most) { return a < most ? a : most; }

// Pixels up to the next whole vector.
constexpr int wholeVectors(int pixels) { return (pixels + kPixels - 1) / kPixels * kPixels; }

}  // namespace inkling::augmentation
