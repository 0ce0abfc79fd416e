// Weights in panels: the columns of each thread in a stretch of memory of their own.
//
// Threads share the products of a layer out by columns. In a matrix that lies row by row, the
// columns of two threads meet in every row, and the processor, which fetches the cache lines beside
// those that are used as well, keeps taking them from the thread that writes to them. So the
// columns of a layer that is wide enough to be shared are cut into panels, which lie one after the
// other, each row by row. See README.md for what that wins.

#pragma once

#include <type_traits>

#include "base/eigen.h"
#include "kernels/simd.h"

namespace inkling::kernels {

// Panels begin at multiples of so many columns, and so do the columns of a thread.
constexpr Index kPanelGrain = 2 * kLanes;

// How many panels so many columns of weights are cut into. A power of two, so that where 2, 4 or 8
// threads, no more than there are panels, share the columns, each has panels of its own.
constexpr Index panelCount(Index columns) {
  constexpr Index kMost = 8;
  constexpr Index kLeastWidth = 48;
  Index count = 1;
  while (count < kMost && columns >= 2 * count * kLeastWidth) {
    count *= 2;
  }
  return count;
}

// A matrix [rows, columns] in `count` panels; with one, as any matrix lies. Number: Scalar, or
// const Scalar where it is only read. The numbers are the caller's.
template <typename Number>
struct PanelsOf {
  Number* data;
  Index rows;
  Index columns;
  Index count;

  using Owner = std::conditional_t<std::is_const_v<Number>, const Matrix, Matrix>;
  // A matrix that lies row by row.
  PanelsOf(Owner& matrix)  // NOLINT(google-explicit-constructor): a matrix is one panel
      : PanelsOf(matrix, 1) {}
  PanelsOf(Owner& matrix, Index panels)
      : PanelsOf(matrix.data(), matrix.rows(), matrix.cols(), panels) {}
  PanelsOf(Number* numbers, Index rowCount, Index columnCount, Index panels = 1)
      : data(numbers), rows(rowCount), columns(columnCount), count(panels) {}

  operator PanelsOf<const Scalar>() const {  // NOLINT(google-explicit-constructor): as a pointer
    return {data, rows, columns, count};
  }

  // The column after the panel of this one.
  Index endOf(Index column) const;

  // Row 0 at a column, and how far it is to the next row. Good up to the end of the panel.
  struct Place {
    Number* data;
    Index stride;
  };
  Place at(Index column) const;

 private:
  Index grains() const { return (columns + kPanelGrain - 1) / kPanelGrain; }
  Index panelOf(Index column) const;
  Index begin(Index panel) const;
};

using Panels = PanelsOf<Scalar>;
using ConstPanels = PanelsOf<const Scalar>;

// A layer's weights [inputs, outputs], or their gradient, as layers keep them: in as many panels as
// `panelCount` says for the outputs.
inline Panels weightPanels(Matrix& weights) { return {weights, panelCount(weights.cols())}; }
inline ConstPanels weightPanels(const Matrix& weights) {
  return {weights, panelCount(weights.cols())};
}

// The same numbers, put into panels, and in panels, put row by row.
Matrix inPanels(const Matrix& rowByRow);
Matrix rowByRow(const Matrix& inPanels);

}  // namespace inkling::kernels
