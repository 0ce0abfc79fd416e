// Dense matrix products.

#pragma once

#include "base/eigen.h"
#include "kernels/panels.h"

namespace inkling::kernels {

// c [m, n] = a [m, k] * b [k, n] + bias [1, n] on each row; without a bias where it is null. `c` is
// resized. Shapes must fit (asserted).
void product(const Matrix& a, const ConstPanels& b, const Matrix* bias, Matrix& c);

// c [m, n] = a [m, k] * transposed b [n, k]. `c` is resized. Shapes must fit (asserted).
void productWithTransposed(const Matrix& a, const ConstPanels& b, Matrix& c);

// c [m, n] = transposed a [k, m] * b [k, n]. Shapes must fit (asserted).
void transposedProduct(const Matrix& a, const Matrix& b, const Panels& c);

// c [m, n] -= rate * transposed a [k, m] * b [k, n]: a step of gradient descent that neither writes
// the gradient nor reads it again. Shapes must fit (asserted).
void descendTransposedProduct(const Matrix& a, const Matrix& b, Scalar rate, const Panels& c);

}  // namespace inkling::kernels
