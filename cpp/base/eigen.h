// The matrices of the whole library. The only file that includes Eigen.

#pragma once

// Eigen 3.4.0 compiles its SSE kernels for WebAssembly (through Emscripten's SSE headers) only if
// it does not take Clang for GCC and does not use inline assembly. Its macros must be known before
// they can be corrected, so they come first. Later versions need no help; they are told apart by
// InternalHeaderCheck.h, which 3.4.0 does not have.
#if defined(__EMSCRIPTEN__) && !__has_include(<Eigen/src/Core/InternalHeaderCheck.h>)
#include <Eigen/src/Core/util/Macros.h>
#undef EIGEN_COMP_GNUC
#define EIGEN_COMP_GNUC 0
#undef EIGEN_GNUC_AT_LEAST
#define EIGEN_GNUC_AT_LEAST(x, y) 0
#undef EIGEN_OPTIMIZATION_BARRIER
#define EIGEN_OPTIMIZATION_BARRIER(X)
#endif

#include <Eigen/Core>

// The tests compile the library a second time with double, for gradient checks.
#ifndef INKLING_SCALAR
#define INKLING_SCALAR float
#endif

namespace inkling {

using Scalar = INKLING_SCALAR;
using Index = Eigen::Index;

// [batch, features]: one sample is one contiguous row.
using Matrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

}  // namespace inkling
