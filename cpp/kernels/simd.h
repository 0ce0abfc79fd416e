// The compiler's own vectors, 128 bits wide: the width of WebAssembly's SIMD. Written with them, a
// kernel compiles for WebAssembly and natively (where sanitizers see it), in float and in double
// (where gradient checks see it).

#pragma once

#include <cstring>

#include "base/eigen.h"

#ifdef __wasm_relaxed_simd__
#include <wasm_simd128.h>
#endif

namespace inkling::kernels {

constexpr int kVectorBytes = 16;
constexpr Index kLanes = kVectorBytes / static_cast<int>(sizeof(Scalar));

using Vector = Scalar __attribute__((vector_size(kVectorBytes)));

// `address` needs no alignment.
inline Vector load(const Scalar* address) {
  Vector vector;
  std::memcpy(&vector, address, sizeof(vector));
  return vector;
}

inline void store(Scalar* address, Vector vector) { std::memcpy(address, &vector, sizeof(vector)); }

// The same number in all lanes.
inline Vector splat(Scalar number) { return number - Vector{}; }

// a * b + c. With relaxed SIMD in one instruction, rounded once; else in two.
inline Vector multiplyAdd(Vector a, Vector b, Vector c) {
#ifdef __wasm_relaxed_simd__
  if constexpr (sizeof(Scalar) == sizeof(float)) {
    return (Vector)wasm_f32x4_relaxed_madd((v128_t)a, (v128_t)b, (v128_t)c);
  }
#endif
  return a * b + c;
}

}  // namespace inkling::kernels
