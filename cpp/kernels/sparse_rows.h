// A batch of images as what is not paper: four fifths of MNIST's pixels are zero.

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/eigen.h"

namespace inkling::kernels {

// The elements of a matrix that are not zero, row by row ("compressed sparse rows"): those of row r
// are entries starts[r] .. ends[r] - 1, in the order of their columns. Between two rows there may
// be entries that belong to none.
struct SparseRows {
  std::vector<std::uint32_t> starts;   // [rows]
  std::vector<std::uint32_t> ends;     // [rows]
  std::vector<std::uint32_t> columns;  // of each entry
  std::vector<Scalar> values;          // the same

  Index rows() const { return static_cast<Index>(starts.size()); }
  std::uint32_t count(Index row) const {
    return ends[static_cast<std::size_t>(row)] - starts[static_cast<std::size_t>(row)];
  }
  std::uint32_t count() const;  // of all rows
};

// Whether at most `mostShare` of the elements are not zero, judged by the first rows: looking at a
// dense matrix must cost next to nothing.
bool isSparse(const Matrix& matrix, double mostShare);

// Collects the elements of `dense` that are not zero.
void compress(const Matrix& dense, SparseRows& rows);

// Collects the entries of `rows`, a matrix of `columnCount` columns, by their columns: of
// `columns`, row c has column c's values, and `SparseRows::columns` are row numbers.
void transpose(const SparseRows& rows, Index columnCount, SparseRows& columns);

// out [rows, n] = sparse [rows, k] * dense [k, n] + bias [1, n] on each row; without a bias where
// it is null. `out` is resized.
void sparseProduct(const SparseRows& sparse, const Matrix& dense, const Matrix* bias, Matrix& out);

// out [rows, n] -= rate * sparse [rows, k] * dense [k, n]: a step of gradient descent that touches
// only the rows that have entries. Shapes must fit (asserted).
void descendSparseProduct(const SparseRows& sparse, const Matrix& dense, Scalar rate, Matrix& out);

}  // namespace inkling::kernels
