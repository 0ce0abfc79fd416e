// Running means that fade.

#pragma once

#include <cmath>
#include <limits>

#include "base/eigen.h"

namespace inkling {

// 0 in place of a number too close to it to have all its digits. A running mean of gradients that
// have become 0, as those of a pixel without ink and of a unit that no image wakes, shrinks to such
// numbers and stays there. They are of no consequence, but x86 processors take a hundred cycles and
// more for each, and WebAssembly cannot tell them not to.
inline Scalar flushSubnormal(Scalar number) {
  return std::abs(number) < std::numeric_limits<Scalar>::min() ? Scalar{0} : number;
}

}  // namespace inkling
