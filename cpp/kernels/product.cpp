#include "kernels/product.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>
#include <vector>

#include "kernels/simd.h"
#include "parallel/team.h"

namespace inkling::kernels {
namespace {

// A block of c that stays in registers: kBlockRows rows of kBlockVectors vectors, while a loop runs
// over k. x86-64 has 16 vector registers, and V8 keeps the values of a loop in them: 12 sums, the
// two vectors of b and the number of a make 15. Without a fused multiply-add the product needs one
// more, so a row less fits.
#ifdef __wasm_relaxed_simd__
constexpr int kBlockRows = 6;
#else
constexpr int kBlockRows = 5;
#endif
constexpr int kBlockVectors = 2;
constexpr Index kBlockColumns = kBlockVectors * kLanes;

// a [m, k] with any strides: element (i, l) is data[i * rowStride + l * columnStride].
struct Left {
  const Scalar* data;
  Index rowStride;
  Index columnStride;

  Left fromRow(Index row) const { return {data + row * rowStride, rowStride, columnStride}; }
};

// Some columns of b: row l begins at data + l * stride. The sums begin with the bias of these
// columns, or with zero where it is null.
struct Panel {
  const Scalar* data;
  Index stride;
  const Scalar* bias;
};

// Computes rows x (vectors * kLanes) elements of c. The inner loop is, for each l: `vectors` loads
// of b, and for each row one load of a into all lanes and `vectors` multiply-adds; no other memory
// is touched.
template <int rows, int vectors>
void block(Left a, Panel b, Index k, Scalar* c, Index cStride) {
  Vector sums[rows][vectors];
  for (int i = 0; i < rows; ++i) {
    for (int v = 0; v < vectors; ++v) {
      sums[i][v] = b.bias == nullptr ? Vector{} : load(b.bias + v * kLanes);
    }
  }
  for (Index l = 0; l < k; ++l) {
    Vector right[vectors];
    for (int v = 0; v < vectors; ++v) {
      right[v] = load(b.data + v * kLanes);
    }
    for (int i = 0; i < rows; ++i) {
      const Vector left = splat(a.data[i * a.rowStride]);
      for (int v = 0; v < vectors; ++v) {
        sums[i][v] = multiplyAdd(left, right[v], sums[i][v]);
      }
    }
    a.data += a.columnStride;
    b.data += b.stride;
  }
  for (int i = 0; i < rows; ++i) {
    for (int v = 0; v < vectors; ++v) {
      store(c + i * cStride + v * kLanes, sums[i][v]);
    }
  }
}

using BlockFunction = void (*)(Left, Panel, Index, Scalar*, Index);

// blockOfRows<vectors>[rows]; entry 0 is never called.
template <int vectors, int... rows>
constexpr std::array<BlockFunction, kBlockRows + 1> makeBlocks(
    std::integer_sequence<int, rows...>) {
  return {nullptr, block<rows + 1, vectors>...};
}
template <int vectors>
constexpr auto kBlocks = makeBlocks<vectors>(std::make_integer_sequence<int, kBlockRows>{});

// Cuts m rows into blocks of nearly equal height, so that none is thin, and calls
// function(first, rows) for each.
template <typename Function>
void forEachBlock(Index m, Function function) {
  const Index blocks = (m + kBlockRows - 1) / kBlockRows;
  Index first = 0;
  for (Index i = 0; i < blocks; ++i) {
    const Index end = m * (i + 1) / blocks;
    function(first, end - first);
    first = end;
  }
}

// All m rows of one panel.
void panelProduct(Left a, Panel b, Index m, Index k, Scalar* c, Index cStride) {
  forEachBlock(m, [&](Index first, Index rows) {
    kBlocks<kBlockVectors>[static_cast<std::size_t>(rows)](a.fromRow(first), b, k,
                                                           c + first * cStride, cStride);
  });
}

// The last columns, fewer than a block has: b's stand in a panel that is padded with zeros, and c's
// are cut out of each block.
template <int vectors>
void lastPanelProduct(Left a, Panel b, Index m, Index k, Index columns, Scalar* c, Index cStride) {
  constexpr Index kWidth = vectors * kLanes;
  std::array<Scalar, static_cast<std::size_t>(kBlockRows * kWidth)> result;
  forEachBlock(m, [&](Index first, Index rows) {
    kBlocks<vectors>[static_cast<std::size_t>(rows)](a.fromRow(first), b, k, result.data(), kWidth);
    for (Index i = 0; i < rows; ++i) {
      std::copy_n(result.data() + i * kWidth, columns, c + (first + i) * cStride);
    }
  });
}

// A panel that has a whole block's width or, where that is enough, one vector's.
struct PaddedPanel {
  std::vector<Scalar> values;  // the bias, then b
  Index columns = 0;           // that are not padding
  Index width = 0;

  Panel panel() const { return {values.data() + width, width, values.data()}; }

  void fill(const Matrix& b, const Scalar* bias, Index firstColumn) {
    columns = b.cols() - firstColumn;
    width = columns <= kLanes ? kLanes : kBlockColumns;
    values.assign(static_cast<std::size_t>((b.rows() + 1) * width), Scalar{0});
    if (bias != nullptr) {
      std::copy_n(bias + firstColumn, columns, values.data());
    }
    for (Index l = 0; l < b.rows(); ++l) {
      std::copy_n(b.data() + l * b.cols() + firstColumn, columns, values.data() + (l + 1) * width);
    }
  }
};

void stridedProduct(Left a, Index m, Index k, const Matrix& b, const Scalar* bias, Matrix& c) {
  const Index n = b.cols();
  c.resize(m, n);
  const Index wholeColumns = n - n % kBlockColumns;
  // Kept between calls, so that a training step allocates nothing. Each thread has its own: the
  // others get this one by reference.
  thread_local PaddedPanel ownLast;
  PaddedPanel& last = ownLast;
  if (wholeColumns < n) {
    last.fill(b, bias, wholeColumns);
  }
  const double cost = static_cast<double>(m) * static_cast<double>(n) * static_cast<double>(k);
  const auto tile = [&](Index rowBegin, Index rowEnd, Index columnBegin, Index columnEnd) {
    const Left left = a.fromRow(rowBegin);
    const Index rows = rowEnd - rowBegin;
    Scalar* const result = c.data() + rowBegin * n;
    for (Index column = columnBegin; column < std::min(columnEnd, wholeColumns);
         column += kBlockColumns) {
      const Panel panel = {b.data() + column, n, bias == nullptr ? nullptr : bias + column};
      panelProduct(left, panel, rows, k, result + column, n);
    }
    if (columnEnd > wholeColumns) {
      const auto product = last.width == kLanes ? lastPanelProduct<1> : lastPanelProduct<2>;
      product(left, last.panel(), rows, k, last.columns, result + wholeColumns, n);
    }
  };
  if (m >= 2 * kBlockRows) {
    parallel::overStretches(m, 1, cost, [&](Index begin, Index end) { tile(begin, end, 0, n); });
  } else {
    parallel::overStretches(n, kBlockColumns, cost,
                            [&](Index begin, Index end) { tile(0, m, begin, end); });
  }
}

}  // namespace

void product(const Matrix& a, const Matrix& b, const Matrix* bias, Matrix& c) {
  assert(a.cols() == b.rows() && (bias == nullptr || bias->cols() == b.cols()));
  stridedProduct({a.data(), a.cols(), 1}, a.rows(), a.cols(), b,
                 bias == nullptr ? nullptr : bias->data(), c);
}

void transposedProduct(const Matrix& a, const Matrix& b, Matrix& c) {
  assert(a.rows() == b.rows());
  stridedProduct({a.data(), 1, a.cols()}, a.cols(), a.rows(), b, nullptr, c);
}

}  // namespace inkling::kernels
