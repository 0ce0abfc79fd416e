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
void block(Left a, Panel b, Index k, Result c) {
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
      Scalar* const place = c.data + i * c.stride + v * kLanes;
      store(place, c.rate == 0 ? sums[i][v] : load(place) - c.rate * sums[i][v]);
    }
  }
}

using BlockFunction = void (*)(Left, Panel, Index, Result);

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

// All m rows of one panel, `vectors` vectors wide.
template <int vectors>
void panelProduct(Left a, Panel b, Index m, Index k, Result c) {
  forEachBlock(m, [&](Index first, Index rows) {
    kBlocks<vectors>[static_cast<std::size_t>(rows)](a.fromRow(first), b, k, c.from(first, 0));
  });
}

// The last columns, where they are fewer than a vector has: b's stand in a panel that is padded
// with zeros, and c's are cut out of each block.
void lastColumnsProduct(Left a, Panel b, Index m, Index k, Index columns, Result c) {
  std::array<Scalar, static_cast<std::size_t>(kBlockRows * kLanes)> sums;
  forEachBlock(m, [&](Index first, Index rows) {
    kBlocks<1>[static_cast<std::size_t>(rows)](a.fromRow(first), b, k, {sums.data(), kLanes});
    for (Index i = 0; i < rows; ++i) {
      const Scalar* const row = sums.data() + i * kLanes;
      Scalar* const place = c.from(first + i, 0).data;
      for (Index j = 0; j < columns; ++j) {
        place[j] = c.rate == 0 ? row[j] : place[j] - c.rate * row[j];
      }
    }
  });
}

// Fewer columns than a vector has, padded with zeros; their bias comes first.
void padColumns(const Matrix& b, const Scalar* bias, Index firstColumn,
                std::vector<Scalar>& padded) {
  const Index columns = b.cols() - firstColumn;
  padded.assign(static_cast<std::size_t>((b.rows() + 1) * kLanes), Scalar{0});
  if (bias != nullptr) {
    std::copy_n(bias + firstColumn, columns, padded.data());
  }
  for (Index l = 0; l < b.rows(); ++l) {
    std::copy_n(b.data() + l * b.cols() + firstColumn, columns, padded.data() + (l + 1) * kLanes);
  }
}

void stridedProduct(Left a, Index m, Index k, const Matrix& b, const Scalar* bias, Result c) {
  const Index n = b.cols();
  const Index wholeColumns = n - n % kLanes;
  // Kept between calls, so that a training step allocates nothing. Each thread has its own: the
  // others get this one by reference.
  thread_local std::vector<Scalar> ownPadded;
  std::vector<Scalar>& padded = ownPadded;
  if (wholeColumns < n) {
    padColumns(b, bias, wholeColumns, padded);
  }
  const auto tile = [&](Index rowBegin, Index rowEnd, Index columnBegin, Index columnEnd) {
    const Left left = a.fromRow(rowBegin);
    const Index rows = rowEnd - rowBegin;
    const auto panelFrom = [&](Index column) -> Panel {
      return {b.data() + column, n, bias == nullptr ? nullptr : bias + column};
    };
    const Index wholeEnd = std::min(columnEnd, wholeColumns);
    Index column = columnBegin;
    for (; column + kBlockColumns <= wholeEnd; column += kBlockColumns) {
      panelProduct<kBlockVectors>(left, panelFrom(column), rows, k, c.from(rowBegin, column));
    }
    if (column < wholeEnd) {
      panelProduct<1>(left, panelFrom(column), rows, k, c.from(rowBegin, column));
    }
    if (wholeEnd < columnEnd) {
      const Panel last = {padded.data() + kLanes, kLanes, padded.data()};
      lastColumnsProduct(left, last, rows, k, n - wholeColumns, c.from(rowBegin, wholeColumns));
    }
  };
  const double cost = static_cast<double>(m) * static_cast<double>(n) * static_cast<double>(k);
  // By columns, a thread meets the same columns of a layer's weights in each step, forward and
  // backward, and finds them in its own cache.
  if (n >= kBlockColumns * parallel::threads()) {
    parallel::overStretches(n, kLanes, cost,
                            [&](Index begin, Index end) { tile(0, m, begin, end); });
  } else {
    parallel::overStretches(m, 1, cost, [&](Index begin, Index end) { tile(begin, end, 0, n); });
  }
}

}  // namespace

void product(const Matrix& a, const Matrix& b, const Matrix* bias, Matrix& c) {
  assert(a.cols() == b.rows() && (bias == nullptr || bias->cols() == b.cols()));
  c.resize(a.rows(), b.cols());
  stridedProduct({a.data(), a.cols(), 1}, a.rows(), a.cols(), b,
                 bias == nullptr ? nullptr : bias->data(), {c.data(), c.cols()});
}

void transposedProduct(const Matrix& a, const Matrix& b, Matrix& c) {
  assert(a.rows() == b.rows());
  c.resize(a.cols(), b.cols());
  stridedProduct({a.data(), 1, a.cols()}, a.cols(), a.rows(), b, nullptr, {c.data(), c.cols()});
}

void descendTransposedProduct(const Matrix& a, const Matrix& b, Scalar rate, Matrix& c) {
  assert(a.rows() == b.rows() && c.rows() == a.cols() && c.cols() == b.cols() && rate != 0);
  stridedProduct({a.data(), 1, a.cols()}, a.cols(), a.rows(), b, nullptr,
                 {c.data(), c.cols(), rate});
}

}  // namespace inkling::kernels
