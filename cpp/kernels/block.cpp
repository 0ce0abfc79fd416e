#include "kernels/block.h"

#include "kernels/transpose.h"

namespace inkling::kernels {
namespace {

// All m rows of one panel, `vectors` vectors wide.
template <int vectors, typename Left>
void panelProduct(const Left& a, Index m, const Panel& b, const Result& c) {
  forEachBlock(m, [&](Index first, Index rows) {
    kBlocks<vectors, Left>[static_cast<std::size_t>(rows)](a, b, c, first);
  });
}

// The last columns, those of a vector but for `before` in front of them: each block has more than
// c, and is cut.
template <typename Left>
void lastColumnsProduct(const Left& a, Index m, const Panel& b, Index before, Index columns,
                        const Result& c) {
  std::array<Scalar, static_cast<std::size_t>(kBlockRows * kLanes)> sums;
  forEachBlock(m, [&](Index first, Index rows) {
    // The block's first row comes to the beginning of the sums.
    const Result cut = {sums.data() - first * kLanes, kLanes};
    kBlocks<1, Left>[static_cast<std::size_t>(rows)](a, b, cut, first);
    const Scalar* sum = sums.data() + before;
    Scalar* place = c.from(first, 0).data;
    for (Index i = 0; i < rows; ++i) {
      for (Index j = 0; j < columns; ++j) {
        place[j] = c.rate == 0 ? sum[j] : place[j] - c.rate * sum[j];
      }
      sum += kLanes;
      place += c.stride;
    }
  });
}

}  // namespace

Left Rows::packed(Index m, std::vector<Scalar>& storage) const {
  const Index k = runs * length;
  storage.resize(static_cast<std::size_t>(m * k));
  forEachBlock(m, [&](Index first, Index rows) {
    Scalar* const place = storage.data() + first * k;
    // In squares of a vector's width: the last one takes some rows again.
    const Index side = std::min(rows, Index{kLanes});
    for (Index run = 0; run < runs; ++run) {
      for (Index r = 0; r < rows; r += side) {
        const Index row = std::min(r, rows - side);
        transposeRectangle(data + (first + row) * stride + run * runStride, stride, side, length,
                           place + run * length * rows + row, rows);
      }
    }
  });
  return {storage.data(), k, 0, k};
}

Right::Right(const ConstPanels& b, const Scalar* bias, std::vector<Scalar>& padded)
    : b_(b), bias_(bias) {
  const Index count = columns();
  if (count == 0 || count >= kLanes) {
    return;
  }
  padded.assign(static_cast<std::size_t>((b.rows + 1) * kLanes), Scalar{0});
  if (bias != nullptr) {
    std::copy_n(bias, count, padded.data());
  }
  for (Index l = 0; l < b.rows; ++l) {
    std::copy_n(b.data + l * count, count, padded.data() + (l + 1) * kLanes);
  }
  padded_ = padded.data() + kLanes;
  paddedBias_ = padded.data();
}

template <typename Left, typename Output>
void tileProduct(const Left& a, Index m, const Right& b, Index columnBegin, Index columnEnd,
                 const Output& c) {
  const Index wholeEnd = std::min(columnEnd, b.wholeColumns());
  Index column = columnBegin;
  for (; column + kBlockColumns <= wholeEnd; column += kBlockColumns) {
    panelProduct<kBlockVectors>(a, m, b.at(column), c.at(column));
  }
  if (column < wholeEnd) {
    panelProduct<1>(a, m, b.at(column), c.at(column));
  }
  if (wholeEnd < columnEnd) {
    lastColumnsProduct(a, m, b.last(), b.columnsBefore(), b.columns() - wholeEnd, c.at(wholeEnd));
  }
}

template void tileProduct(const Left&, Index, const Right&, Index, Index, const PanelResult&);
template void tileProduct(const Left&, Index, const Right&, Index, Index, const Result&);
template void tileProduct(const GatheredLeft&, Index, const Right&, Index, Index, const Result&);

}  // namespace inkling::kernels
