// A batch of images as what is not paper: four fifths of MNIST's pixels are zero.

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/eigen.h"
#include "kernels/panels.h"

namespace inkling::kernels {

// One element of a row that is not zero.
struct Entry {
  std::uint32_t column;
  Scalar value;
};

// The elements of a matrix that are not zero, row by row ("compressed sparse rows"): those of row r
// are entries starts[r] .. ends[r] - 1, in the order of their columns. Between two rows there may
// be entries that belong to none.
struct SparseRows {
  std::vector<std::uint32_t> starts;  // [rows]
  std::vector<std::uint32_t> ends;    // [rows]
  std::vector<Entry> entries;
  Index columnCount = 0;

  // For as many rows and columns, each row with room for all of its columns; without entries.
  void resize(Index rowCount, Index newColumnCount);

  Index rows() const { return static_cast<Index>(starts.size()); }
  std::uint32_t count(Index row) const {
    return ends[static_cast<std::size_t>(row)] - starts[static_cast<std::size_t>(row)];
  }
  std::uint32_t count() const;  // of all rows
};

// Whether it pays to skip the zeros of something with `count` elements that are not zero among
// `size`. MNIST's images have a share of 0.19, what comes out of a ReLU about 0.5.
bool isSparse(Index count, Index size);

// How many rows of a matrix tell whether all of it is sparse: one image of much ink says little,
// and looking at a dense matrix must cost next to nothing.
constexpr Index kRowsToJudge = 4;
bool isSparse(const Matrix& matrix);

// Collects the elements of `dense` that are not zero.
void compress(const Matrix& dense, SparseRows& rows);

// out [rows, n] = sparse [rows, k] * dense [k, n] + bias [1, n] on each row; without a bias where
// it is null. `out` is resized.
void sparseProduct(const SparseRows& sparse, const ConstPanels& dense, const Matrix* bias,
                   Matrix& out);

// out [k, n] = the transposed sparse [rows, k] * dense [rows, n]. Shapes must fit (asserted).
void transposedSparseProduct(const SparseRows& sparse, const Matrix& dense, const Panels& out);

// out [k, n] -= rate * that product: a step of gradient descent that touches only the rows that
// have entries. Shapes must fit (asserted); rate is not 0.
void descendTransposedSparseProduct(const SparseRows& sparse, const Matrix& dense, Scalar rate,
                                    const Panels& out);

}  // namespace inkling::kernels
