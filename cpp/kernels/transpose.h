// The transpose of a dense matrix.

#pragma once

#include "base/eigen.h"

namespace inkling::kernels {

// to [n, m] = from [m, n] with rows and columns exchanged. `to` is resized.
void transpose(const Matrix& from, Matrix& to);

}  // namespace inkling::kernels
