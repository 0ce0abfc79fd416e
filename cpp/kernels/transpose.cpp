#include "kernels/transpose.h"

#include <array>
#include <cstddef>
#include <utility>

#include "kernels/simd.h"

namespace inkling::kernels {
namespace {

constexpr auto kSquare = static_cast<std::size_t>(kLanes);

// The lanes of `a` and `b` in turns, beginning with lane `from` of each.
template <std::size_t from, std::size_t... lane>
Vector inTurns(Vector a, Vector b, std::index_sequence<lane...> /*lanes*/) {
  return __builtin_shufflevector(a, b, ((lane % 2) * kSquare + from + lane / 2)...);
}

// A square of a vector's width, in registers: each round deals the rows of the lower half between
// those of the upper one, and after as many rounds as 2 goes into the width the rows are columns.
void transposeSquare(const Scalar* from, Index fromStride, Scalar* to, Index toStride) {
  constexpr auto kTurns = std::make_index_sequence<kSquare>();
  std::array<Vector, kSquare> rows;
  for (std::size_t i = 0; i < kSquare; ++i) {
    rows[i] = load(from + static_cast<Index>(i) * fromStride);
  }
  for (std::size_t round = 1; round < kSquare; round *= 2) {
    std::array<Vector, kSquare> dealt;
    for (std::size_t i = 0; i < kSquare / 2; ++i) {
      dealt[2 * i] = inTurns<0>(rows[i], rows[i + kSquare / 2], kTurns);
      dealt[2 * i + 1] = inTurns<kSquare / 2>(rows[i], rows[i + kSquare / 2], kTurns);
    }
    rows = dealt;
  }
  for (std::size_t i = 0; i < kSquare; ++i) {
    store(to + static_cast<Index>(i) * toStride, rows[i]);
  }
}

}  // namespace

void transposeRectangle(const Scalar* from, Index fromStride, Index rows, Index columns, Scalar* to,
                        Index toStride) {
  const Index wholeRows = rows - rows % kLanes;
  const Index wholeColumns = columns - columns % kLanes;
  for (Index c = 0; c < wholeColumns; c += kLanes) {
    for (Index r = 0; r < wholeRows; r += kLanes) {
      transposeSquare(from + r * fromStride + c, fromStride, to + c * toStride + r, toStride);
    }
  }
  const auto moveRest = [&](Index columnBegin, Index columnEnd, Index rowBegin) {
    for (Index c = columnBegin; c < columnEnd; ++c) {
      for (Index r = rowBegin; r < rows; ++r) {
        to[c * toStride + r] = from[r * fromStride + c];
      }
    }
  };
  if (wholeRows < rows) {
    moveRest(0, wholeColumns, wholeRows);
  }
  moveRest(wholeColumns, columns, 0);
}

void transposeRows(const ConstPanels& from, Index begin, Index end, Scalar* to) {
  const Index rows = end - begin;
  Index next = 0;
  for (Index column = 0; column < from.columns; column = next) {
    next = from.endOf(column);
    const ConstPanels::Place place = from.at(column);
    transposeRectangle(place.data + begin * place.stride, place.stride, rows, next - column,
                       to + column * rows, rows);
  }
}

}  // namespace inkling::kernels
