// The transpose of a dense matrix.

#pragma once

#include "kernels/panels.h"

namespace inkling::kernels {

// to [n, m] = from [m, n] with rows and columns exchanged. Shapes must fit (asserted).
void transpose(const ConstPanels& from, const Panels& to);

}  // namespace inkling::kernels
