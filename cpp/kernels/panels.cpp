#include "kernels/panels.h"

#include <algorithm>

namespace inkling::kernels {

template <typename Number>
Index PanelsOf<Number>::panelOf(Index column) const {
  const Index after = (column / kPanelGrain + 1) * count;
  return (after + grains() - 1) / grains() - 1;
}

// Cut as `parallel::overStretches` cuts.
template <typename Number>
Index PanelsOf<Number>::begin(Index panel) const {
  return std::min(columns, grains() * panel / count * kPanelGrain);
}

template <typename Number>
Index PanelsOf<Number>::endOf(Index column) const {
  return begin(panelOf(column) + 1);
}

template <typename Number>
typename PanelsOf<Number>::Place PanelsOf<Number>::at(Index column) const {
  const Index first = begin(panelOf(column));
  // Without rows there may be no memory, and nothing may be added to a null pointer.
  const Index offset = rows == 0 ? 0 : first * rows + (column - first);
  return {data + offset, endOf(column) - first};
}

template struct PanelsOf<Scalar>;
template struct PanelsOf<const Scalar>;

namespace {

// Calls function(number of the row by row matrix, number in panels) for each.
template <typename RowByRow, typename InPanels, typename Function>
void forEachPair(RowByRow& rowByRow, InPanels panels, Function function) {
  for (Index column = 0; column < panels.columns; ++column) {
    const auto place = panels.at(column);
    for (Index row = 0; row < panels.rows; ++row) {
      function(rowByRow(row, column), place.data[row * place.stride]);
    }
  }
}

}  // namespace

Matrix inPanels(const Matrix& rowByRow) {
  Matrix result(rowByRow.rows(), rowByRow.cols());
  forEachPair(rowByRow, weightPanels(result), [](Scalar from, Scalar& to) { to = from; });
  return result;
}

Matrix rowByRow(const Matrix& inPanels) {
  Matrix result(inPanels.rows(), inPanels.cols());
  forEachPair(result, weightPanels(inPanels), [](Scalar& to, Scalar from) { to = from; });
  return result;
}

}  // namespace inkling::kernels
