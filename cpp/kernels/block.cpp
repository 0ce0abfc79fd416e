#include "kernels/block.h"

namespace inkling::kernels {
namespace {

// All m rows of one panel, `vectors` vectors wide.
template <int vectors>
void panelProduct(Left a, Panel b, Index m, Result c) {
  forEachBlock(m, [&](Index first, Index rows) {
    kBlocks<vectors>[static_cast<std::size_t>(rows)](a.fromRow(first), b, c.from(first, 0));
  });
}

// The last columns: each block has more than c, and is cut.
void lastColumnsProduct(Left a, Panel b, Index m, Index columns, Result c) {
  std::array<Scalar, static_cast<std::size_t>(kBlockRows * kLanes)> sums;
  forEachBlock(m, [&](Index first, Index rows) {
    kBlocks<1>[static_cast<std::size_t>(rows)](a.fromRow(first), b, {sums.data(), kLanes});
    for (Index i = 0; i < rows; ++i) {
      const Scalar* const row = sums.data() + i * kLanes;
      Scalar* const place = c.from(first + i, 0).data;
      for (Index j = 0; j < columns; ++j) {
        place[j] = c.rate == 0 ? row[j] : place[j] - c.rate * row[j];
      }
    }
  });
}

}  // namespace

Right::Right(const Scalar* b, Index k, Index n, const Scalar* bias, std::vector<Scalar>& padded)
    : data_(b), bias_(bias), columns_(n) {
  const Index first = wholeColumns();
  const Index count = columns_ - first;
  if (count == 0) {
    return;
  }
  padded.assign(static_cast<std::size_t>((k + 1) * kLanes), Scalar{0});
  if (bias != nullptr) {
    std::copy_n(bias + first, count, padded.data());
  }
  for (Index l = 0; l < k; ++l) {
    std::copy_n(b + l * columns_ + first, count, padded.data() + (l + 1) * kLanes);
  }
  padded_ = padded.data();
}

void tileProduct(Left a, Index m, const Right& b, Index columnBegin, Index columnEnd, Result c) {
  const Index wholeEnd = std::min(columnEnd, b.wholeColumns());
  Index column = columnBegin;
  for (; column + kBlockColumns <= wholeEnd; column += kBlockColumns) {
    panelProduct<kBlockVectors>(a, b.from(column), m, c.from(0, column));
  }
  if (column < wholeEnd) {
    panelProduct<1>(a, b.from(column), m, c.from(0, column));
  }
  if (wholeEnd < columnEnd) {
    lastColumnsProduct(a, b.last(), m, b.columns() - wholeEnd, c.from(0, wholeEnd));
  }
}

}  // namespace inkling::kernels
