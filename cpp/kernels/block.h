// The register-blocked product that the dense and the convolution kernels share: a block of the
// result stays in registers while a loop runs over what is summed up.

#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <type_traits>
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

// a [m, k], the numbers that a block takes from a column side by side: it reads them all off one
// address. Of the block that begins with row `first`, element (i, l) is
// data[first * step + i + l * stride].
struct Left {
  const Scalar* data;
  Index step;
  Index stride;  // 0: as many as the block has rows, nothing between its columns
  Index k;

  // A matrix that lies column by column, `columnStride` apart.
  static Left columns(const Scalar* data, Index columnStride, Index k) {
    return {data, 1, columnStride, k};
  }

  // Some of the columns of such a matrix: how far those of a packed one are apart, its blocks say.
  Left between(Index begin, Index end) const {
    assert(stride != 0);
    return {data + begin * stride, step, stride, end - begin};
  }
};

// A matrix that lies row by row, `stride` apart. A row is `runs` pieces of `length` numbers,
// `runStride` apart.
struct Rows {
  const Scalar* data;
  Index stride;
  Index length;
  Index runs = 1;
  Index runStride = 0;

  // The first m rows as a left matrix, copied block by block. `storage` must live as long as it.
  Left packed(Index m, std::vector<Scalar>& storage) const;
};

// a [m, k] where the columns lie anywhere: element (i, l) is data[i + offsets[l]].
struct GatheredLeft {
  const Scalar* data;
  const std::int32_t* offsets;
  Index k;
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
template <int rows, int vectors, typename AnyLeft>
void block(const AnyLeft& a, const Panel& b, const Result& c, Index first) {
  Vector sums[rows][vectors];
  for (int i = 0; i < rows; ++i) {
    for (int v = 0; v < vectors; ++v) {
      sums[i][v] = b.bias == nullptr ? Vector{} : load(b.bias + v * kLanes);
    }
  }
  const Scalar* right = b.data;
  const Index rightStride = b.stride;
  const auto take = [&](const Scalar* column) {
    Vector numbers[vectors];
    for (int v = 0; v < vectors; ++v) {
      numbers[v] = load(right + v * kLanes);
    }
    for (int i = 0; i < rows; ++i) {
      const Vector number = splat(column[i]);
      for (int v = 0; v < vectors; ++v) {
        sums[i][v] = multiplyAdd(number, numbers[v], sums[i][v]);
      }
    }
    right += rightStride;
  };
  if constexpr (std::is_same_v<AnyLeft, Left>) {
    const Index stride = a.stride == 0 ? rows : a.stride;
    const Scalar* column = a.data + first * a.step;
    for (Index l = a.k; l > 0; --l) {
      take(column);
      column += stride;
    }
  } else {
    const Scalar* const begin = a.data + first;
    const std::int32_t* offset = a.offsets;
    for (Index l = a.k; l > 0; --l) {
      take(begin + *offset);
      ++offset;
    }
  }
  // Copies, which no store can change: the compiler need not read them again after each.
  const Index stride = c.stride;
  const Scalar rate = c.rate;
  Scalar* row = c.data + first * stride;
  if (rate == 0) {
    for (int i = 0; i < rows; ++i) {
      for (int v = 0; v < vectors; ++v) {
        store(row + v * kLanes, sums[i][v]);
      }
      row += stride;
    }
  } else {
    for (int i = 0; i < rows; ++i) {
      for (int v = 0; v < vectors; ++v) {
        store(row + v * kLanes, load(row + v * kLanes) - rate * sums[i][v]);
      }
      row += stride;
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

// The right matrix b [k, n] of a product, with a bias [1, n] or null. Its last columns, where they
// are fewer than a vector has, are computed together with some before them once more; or, where
// there are none, stand in a panel that is padded with zeros. Both b and the storage of that panel
// are the caller's.
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
  // The last columns and those before them, `columnsBefore()`, that make a vector.
  Panel last() const {
    return padded_ == nullptr ? at(b_.columns - kLanes) : Panel{padded_, kLanes, paddedBias_};
  }
  Index columnsBefore() const { return padded_ == nullptr ? kLanes - b_.columns % kLanes : 0; }

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

extern template void tileProduct(const Left&, Index, const Right&, Index, Index,
                                 const PanelResult&);
extern template void tileProduct(const Left&, Index, const Right&, Index, Index, const Result&);
extern template void tileProduct(const GatheredLeft&, Index, const Right&, Index, Index,
                                 const Result&);

}  // namespace inkling::kernels
