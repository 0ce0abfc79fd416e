// The register-blocked product that the dense and the convolution kernels share: a block of the
// result stays in registers while a loop runs over what is summed up.

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "base/eigen.h"
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

// a [m, segments * k] with any strides: element (i, s * k + l) is
// data[i * rowStride + s * segmentStride + l * columnStride]. A matrix has one segment; the patch
// of an image that a filter covers has one for each of its rows.
struct Left {
  const Scalar* data;
  Index rowStride;
  Index columnStride;
  Index k;
  Index segments = 1;
  Index segmentStride = 0;

  Left fromRow(Index row) const {
    Left left = *this;
    left.data += row * rowStride;
    return left;
  }
};

// Some columns of b: row l begins at data + l * stride. The sums begin with the bias of these
// columns, or with zero where it is null.
struct Panel {
  const Scalar* data;
  Index stride;
  const Scalar* bias;
};

// Where sums go: row i begins at data + i * stride. At a rate of 0 they replace what is there; else
// rate * sum is subtracted from it.
struct Result {
  Scalar* data;
  Index stride;
  Scalar rate = 0;

  Result from(Index row, Index column) const {
    return {data + row * stride + column, stride, rate};
  }
};

// Computes rows x (vectors * kLanes) elements of c. The inner loop is, for each l: `vectors` loads
// of b, and for each row one load of a into all lanes and `vectors` multiply-adds; no other memory
// is touched.
template <int rows, int vectors>
void block(Left a, Panel b, Result c) {
  Vector sums[rows][vectors];
  for (int i = 0; i < rows; ++i) {
    for (int v = 0; v < vectors; ++v) {
      sums[i][v] = b.bias == nullptr ? Vector{} : load(b.bias + v * kLanes);
    }
  }
  for (Index s = 0; s < a.segments; ++s) {
    const Scalar* left = a.data + s * a.segmentStride;
    for (Index l = 0; l < a.k; ++l) {
      Vector right[vectors];
      for (int v = 0; v < vectors; ++v) {
        right[v] = load(b.data + v * kLanes);
      }
      for (int i = 0; i < rows; ++i) {
        const Vector number = splat(left[i * a.rowStride]);
        for (int v = 0; v < vectors; ++v) {
          sums[i][v] = multiplyAdd(number, right[v], sums[i][v]);
        }
      }
      left += a.columnStride;
      b.data += b.stride;
    }
  }
  for (int i = 0; i < rows; ++i) {
    for (int v = 0; v < vectors; ++v) {
      Scalar* const place = c.data + i * c.stride + v * kLanes;
      store(place, c.rate == 0 ? sums[i][v] : load(place) - c.rate * sums[i][v]);
    }
  }
}

using BlockFunction = void (*)(Left, Panel, Result);

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

// The right matrix b [k, n] of a product, with a bias [1, n] or null. The last columns, where they
// are fewer than a vector has, stand once more in a panel that is padded with zeros. Both b and the
// storage of the padded panel are the caller's.
class Right {
 public:
  Right(const Scalar* b, Index k, Index n, const Scalar* bias, std::vector<Scalar>& padded);

  Index columns() const { return columns_; }
  Index wholeColumns() const { return columns_ - columns_ % kLanes; }
  Panel from(Index column) const {
    return {data_ + column, columns_, bias_ == nullptr ? nullptr : bias_ + column};
  }
  Panel last() const { return {padded_ + kLanes, kLanes, padded_}; }

 private:
  const Scalar* data_;
  const Scalar* bias_;
  const Scalar* padded_ = nullptr;
  Index columns_;
};

// Columns `columnBegin` to `columnEnd` of m rows of a product. `c` begins at column 0.
// `columnBegin` is a multiple of kLanes, and so is `columnEnd`, or all columns.
void tileProduct(Left a, Index m, const Right& b, Index columnBegin, Index columnEnd, Result c);

}  // namespace inkling::kernels
