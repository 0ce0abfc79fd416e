// Numbers to compute with.

#pragma once

#include "base/eigen.h"
#include "base/random.h"

namespace inkling::bench {

// From 0 to 1; a share of `density` of them is not zero.
inline Matrix randomMatrix(Index rows, Index columns, double density, Random& random) {
  Matrix matrix(rows, columns);
  for (Scalar& number : matrix.reshaped()) {
    const auto value = static_cast<Scalar>(random.uniform());
    number = random.uniform() < density ? value : Scalar{0};
  }
  return matrix;
}

}  // namespace inkling::bench
