// The register-blocked product that the dense and the convolution kernels share: a block of the
// result stays in registers while a loop runs over what is summed up.

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/eigen.h"
#include "kernels/panels.h"
#include "kernels/simd.h"

namespace inkling::kernels {

// A block has kBlockRows rows of kBlockVectors vectors. x86-64 has 16 vector registers, and V8
// keeps the values of a loop in them: 12 sums, the two vectors of b and the number of a make 15.
// Without a fused multiply-add the product needs one more, so a row less fits.
#ifdef __wasm_relaxed_simd__
constexpr int kBlockRows = 6;
#else
constexpr int kBlockRows = 5;
#endif
constexpr int kBlockVectors = 2;
constexpr Index kBlockColumns = kBlockVectors * kLanes;
static_assert(kPanelGrain % kBlockColumns == 0, "no block is in two panels");

// a [m, k] with any strides: element (i, l) is data[i * rowStride + l * columnStride].
struct StridedLeft {
  const Scalar* data;
  Index rowStride;
  Index columnStride;
  Index k;

  const Scalar* column(const Scalar* row, Index l) const { return row + l * columnStride; }
};

// The same where the columns lie anywhere: element (i, l) is data[i * rowStride + offsets[l]]. So
// the patches of an image are a matrix, see convolution.cpp: a loop over the rows of a patch and
// one over its columns inside of it, five times round, took a third longer.
struct GatheredLeft {
  const Scalar* data;
  Index rowStride;
  const std::int32_t* offsets;
  Index k;

  const Scalar* column(const Scalar* row, Index l) const { return row + offsets[l]; }
};

// Some columns of b: row l begins at data + l * stride. The sums begin with the bias of these
// columns, or with zero where it is null.
struct Panel {
  const Scalar* data;
  Index stride;
  const Scalar* bias;
};

// Where sums go: row i begins at data + i * stride. At a rate of 0 they replace what is there; else
// rate * sum is subtracted from it, row after row: rows may overlap.
struct Result {
  Scalar* data;
  Index stride;
  Scalar rate = 0;

  Result from(Index row, Index column) const {
    return {data + row * stride + column, stride, rate};
  }
  Result at(Index column) const { return from(0, column); }
};

// The same in panels.
struct PanelResult {
  Panels panels;
  Scalar rate = 0;
  Index row = 0;  // the first one

  Result at(Index column) const {
    const Panels::Place place = panels.at(column);
    return {place.data + row * place.stride, place.stride, rate};
  }
};

// Computes rows x (vectors * kLanes) elements of c, those of rows `first` and on of a and c. The
// inner loop is, for each l: `vectors` loads of b, and for each row one load of a into all lanes
// and `vectors` multiply-adds; no other memory is touched but, of a gathered a, its offset.
template <int rows, int vectors, typename Left>
void block(const Left& a, const Panel& b, const Result& c, Index first) {
  Vector sums[rows][vectors];
  for (int i = 0; i < rows; ++i) {
    for (int v = 0; v < vectors; ++v) {
      sums[i][v] = b.bias == nullptr ? Vector{} : load(b.bias + v * kLanes);
    }
  }
  const Left left = a;
  const Scalar* const begin = left.data + first * left.rowStride;
  const Scalar* right = b.data;
  const Index stride = b.stride;
  for (Index l = 0; l < left.k; ++l) {
    const Scalar* const column = left.column(begin, l);
    Vector numbers[vectors];
    for (int v = 0; v < vectors; ++v) {
      numbers[v] = load(right + v * kLanes);
    }
    for (int i = 0; i < rows; ++i) {
      const Vector number = splat(column[i * left.rowStride]);
      for (int v = 0; v < vectors; ++v) {
        sums[i][v] = multiplyAdd(number, numbers[v], sums[i][v]);
      }
    }
    right += stride;
  }
  for (int i = 0; i < rows; ++i) {
    for (int v = 0; v < vectors; ++v) {
      Scalar* const place = c.data + (first + i) * c.stride + v * kLanes;
      store(place, c.rate == 0 ? sums[i][v] : load(place) - c.rate * sums[i][v]);
    }
  }
}

template <typename Left>
using BlockFunction = void (*)(const Left&, const Panel&, const Result&, Index);

// kBlocks<vectors, Left>[rows]; entry 0 is never called.
template <int vectors, typename Left, int... rows>
constexpr std::array<BlockFunction<Left>, kBlockRows + 1> makeBlocks(
    std::integer_sequence<int, rows...>) {
  return {nullptr, block<rows + 1, vectors, Left>...};
}
template <int vectors, typename Left>
constexpr auto kBlocks = makeBlocks<vectors, Left>(std::make_integer_sequence<int, kBlockRows>{});

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

// The right matrix b [k, n] of a product, with a bias [1, n] or null. The last columns, where they
// are fewer than a vector has, stand once more in a panel that is padded with zeros. Both b and the
// storage of the padded panel are the caller's.
class Right {
 public:
  Right(const ConstPanels& b, const Scalar* bias, std::vector<Scalar>& padded);

  Index columns() const { return b_.columns; }
  Index wholeColumns() const { return b_.columns - b_.columns % kLanes; }
  Panel at(Index column) const {
    const ConstPanels::Place place = b_.at(column);
    return {place.data + row_ * place.stride, place.stride,
            bias_ == nullptr ? nullptr : bias_ + column};
  }
  Panel last() const { return {padded_, kLanes, paddedBias_}; }

  // The rows from this one on, without the bias.
  Right below(Index row) const {
    Right rows = *this;
    rows.row_ += row;
    rows.bias_ = nullptr;
    rows.padded_ += padded_ == nullptr ? 0 : row * kLanes;
    rows.paddedBias_ = nullptr;
    return rows;
  }

 private:
  ConstPanels b_;
  Index row_ = 0;  // the first one
  const Scalar* bias_;
  const Scalar* padded_ = nullptr;
  const Scalar* paddedBias_ = nullptr;
};

// Columns `columnBegin` to `columnEnd` of m rows of a product. `c`, a Result or a PanelResult,
// begins at column 0. `columnBegin` is a multiple of kPanelGrain, and so is `columnEnd`, or all
// columns.
template <typename Left, typename Output>
void tileProduct(const Left& a, Index m, const Right& b, Index columnBegin, Index columnEnd,
                 const Output& c);

extern template void tileProduct(const StridedLeft&, Index, const Right&, Index, Index,
                                 const PanelResult&);
extern template void tileProduct(const StridedLeft&, Index, const Right&, Index, Index,
                                 const Result&);
extern template void tileProduct(const GatheredLeft&, Index, const Right&, Index, Index,
                                 const Result&);

}  // namespace inkling::kernels
