// A batch of images as what is not paper: four fifths of MNIST's pixels are zero.

#pragma once

#include <cstdint>
#include <vector>

#include "base/eigen.h"

namespace inkling::kernels {

// The elements of a matrix that are not zero, row by row ("compressed sparse rows"): those of row r
// are entries starts[r] .. starts[r + 1] - 1.
struct SparseRows {
  std::vector<std::uint32_t> starts;   // [rows + 1]
  std::vector<std::uint32_t> columns;  // of each entry, at least as long as there are entries
  std::vector<Scalar> values;          // the same

  Index rows() const { return static_cast<Index>(starts.size()) - 1; }
  std::uint32_t count() const { return starts.back(); }
};

// Collects the elements of `dense` that are not zero, in both orders: `rows` by its rows, `columns`
// by its columns (there, `SparseRows::columns` are row numbers).
//
// `compress` gives up, and returns false, once it sees that the share of non-zero elements is above
// `mostShare`: looking at a dense matrix costs a few rows of it.
bool compress(const Matrix& dense, double mostShare, SparseRows& rows);
void transpose(const SparseRows& rows, Index columnCount, SparseRows& columns);

// out [rows, n] = sparse [rows, k] * dense [k, n] + bias [1, n] on each row; without a bias where
// it is null. `out` is resized.
void sparseProduct(const SparseRows& sparse, const Matrix& dense, const Matrix* bias, Matrix& out);

}  // namespace inkling::kernels
