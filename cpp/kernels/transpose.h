// Transposing a dense matrix.

#pragma once

#include "kernels/panels.h"

namespace inkling::kernels {

// Writes `rows` rows of `columns` numbers, `fromStride` apart, as columns: to rows `toStride`
// apart.
void transposeRectangle(const Scalar* from, Index fromStride, Index rows, Index columns, Scalar* to,
                        Index toStride);

// Writes rows `begin` to `end` of `from` as columns: to [from.columns, end - begin], row by row.
void transposeRows(const ConstPanels& from, Index begin, Index end, Scalar* to);

}  // namespace inkling::kernels
