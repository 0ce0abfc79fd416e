// Transposing a dense matrix.

#pragma once

#include "kernels/panels.h"

namespace inkling::kernels {

// Writes rows `begin` to `end` of `from` as columns: to [from.columns, end - begin], row by row.
void transposeRows(const ConstPanels& from, Index begin, Index end, Scalar* to);

}  // namespace inkling::kernels
