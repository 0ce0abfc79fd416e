#include "kernels/product.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>
#include <vector>

#include "kernels/simd.h"

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
};

// `vectors` columns of b: row l begins at data + l * stride.
struct Panel {
  const Scalar* data;
  Index stride;
};

// Computes rows x (vectors * kLanes) elements of c. The inner loop is, for each l: `vectors` loads
// of b, and for each row one load of a into all lanes and `vectors` multiply-adds; no other memory
// is touched.
template <int rows, int vectors>
void block(Left a, Panel b, Index k, const Scalar* bias, Scalar* c, Index cStride) {
  Vector sums[rows][vectors];
  for (int i = 0; i < rows; ++i) {
    for (int v = 0; v < vectors; ++v) {
      sums[i][v] = bias == nullptr ? Vector{} : load(bias + v * kLanes);
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

using BlockFunction = void (*)(Left, Panel, Index, const Scalar*, Scalar*, Index);

// blockOfRows<vectors>[rows]; entry 0 is never called.
template <int vectors, int... rows>
constexpr std::array<BlockFunction, kBlockRows + 1> makeBlocks(
    std::integer_sequence<int, rows...>) {
  return {nullptr, block<rows + 1, vectors>...};
}
template <int vectors>
constexpr auto kBlocks = makeBlocks<vectors>(std::make_integer_sequence<int, kBlockRows>{});

// All rows of one panel. m is cut into blocks of nearly equal height, so that none is thin.
template <int vectors>
void panelProduct(Left a, Panel b, Index m, Index k, const Scalar* bias, Scalar* c, Index cStride) {
  const Index blocks = (m + kBlockRows - 1) / kBlockRows;
  Index first = 0;
  for (Index i = 0; i < blocks; ++i) {
    const Index end = m * (i + 1) / blocks;
    const Left rows = {a.data + first * a.rowStride, a.rowStride, a.columnStride};
    kBlocks<vectors>[static_cast<std::size_t>(end - first)](rows, b, k, bias, c + first * cStride,
                                                            cStride);
    first = end;
  }
}

// The last columns, fewer than a block has: b's are copied into a panel that is padded with zeros,
// and c's are cut out of a padded result.
void lastColumns(Left a, Index m, Index k, const Matrix& b, const Scalar* bias, Matrix& c,
                 Index firstColumn) {
  const Index columns = b.cols() - firstColumn;
  const Index width = columns <= kLanes ? kLanes : kBlockColumns;
  // Kept between calls, so that a training step allocates nothing.
  thread_local std::vector<Scalar> padded;
  padded.assign(static_cast<std::size_t>((k + m + 1) * width), Scalar{0});
  Scalar* const panel = padded.data();
  Scalar* const result = panel + k * width;
  Scalar* const paddedBias = result + m * width;
  for (Index l = 0; l < k; ++l) {
    std::copy_n(b.data() + l * b.cols() + firstColumn, columns, panel + l * width);
  }
  if (bias != nullptr) {
    std::copy_n(bias + firstColumn, columns, paddedBias);
  }
  const Panel right = {panel, width};
  if (width == kLanes) {
    panelProduct<1>(a, right, m, k, paddedBias, result, width);
  } else {
    panelProduct<kBlockVectors>(a, right, m, k, paddedBias, result, width);
  }
  for (Index i = 0; i < m; ++i) {
    std::copy_n(result + i * width, columns, c.data() + i * c.cols() + firstColumn);
  }
}

void stridedProduct(Left a, Index m, Index k, const Matrix& b, const Scalar* bias, Matrix& c) {
  const Index n = b.cols();
  c.resize(m, n);
  Index column = 0;
  for (; column + kBlockColumns <= n; column += kBlockColumns) {
    panelProduct<kBlockVectors>(a, {b.data() + column, n}, m, k,
                                bias == nullptr ? nullptr : bias + column, c.data() + column, n);
  }
  if (column < n) {
    lastColumns(a, m, k, b, bias, c, column);
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
