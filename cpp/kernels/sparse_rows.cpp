#include "kernels/sparse_rows.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>
#include <utility>

#include "kernels/simd.h"

namespace inkling::kernels {
namespace {

// Vectors of a row of the result that stay in registers while the entries are added up.
constexpr int kMostVectors = 13;

bool isZero(Vector vector) {
  std::array<std::uint64_t, 2> halves;
  std::memcpy(halves.data(), &vector, sizeof(vector));
  return (halves[0] | halves[1]) == 0;
}

// One stretch of one row of the result: `vectors` vectors from `out` on.
template <int vectors>
void addUp(const std::uint32_t* columns, const Scalar* values, std::uint32_t count,
           const Scalar* dense, Index denseStride, const Scalar* bias, Scalar* out) {
  Vector sums[vectors];
  for (int v = 0; v < vectors; ++v) {
    sums[v] = bias == nullptr ? Vector{} : load(bias + v * kLanes);
  }
  for (std::uint32_t entry = 0; entry < count; ++entry) {
    const Scalar* row = dense + static_cast<Index>(columns[entry]) * denseStride;
    const Vector value = splat(values[entry]);
    for (int v = 0; v < vectors; ++v) {
      sums[v] = multiplyAdd(value, load(row + v * kLanes), sums[v]);
    }
  }
  for (int v = 0; v < vectors; ++v) {
    store(out + v * kLanes, sums[v]);
  }
}

using AddUpFunction = void (*)(const std::uint32_t*, const Scalar*, std::uint32_t, const Scalar*,
                               Index, const Scalar*, Scalar*);

template <int... vectors>
constexpr std::array<AddUpFunction, kMostVectors + 1> makeAddUps(
    std::integer_sequence<int, vectors...>) {
  return {nullptr, addUp<vectors + 1>...};
}
constexpr auto kAddUps = makeAddUps(std::make_integer_sequence<int, kMostVectors>{});

}  // namespace

bool compress(const Matrix& dense, double mostShare, SparseRows& rows) {
  const auto size = static_cast<std::size_t>(dense.size());
  rows.starts.resize(static_cast<std::size_t>(dense.rows()) + 1);
  rows.columns.resize(size);
  rows.values.resize(size);
  std::uint32_t count = 0;
  const Index columns = dense.cols();
  for (Index r = 0; r < dense.rows(); ++r) {
    rows.starts[static_cast<std::size_t>(r)] = count;
    const Scalar* const row = dense.data() + r * columns;
    Index c = 0;
    const auto take = [&](Index column) {
      rows.columns[count] = static_cast<std::uint32_t>(column);
      rows.values[count] = row[column];
      count += row[column] != Scalar{0} ? 1 : 0;
    };
    for (; c + kLanes <= columns; c += kLanes) {
      if (isZero(load(row + c))) {
        continue;
      }
      for (Index lane = 0; lane < kLanes; ++lane) {
        take(c + lane);
      }
    }
    for (; c < columns; ++c) {
      take(c);
    }
    // One image of much ink says little, so the first look is after some.
    constexpr Index kRowsToLookAt = 4;
    if ((r + 1) % kRowsToLookAt == 0 &&
        count > mostShare * static_cast<double>((r + 1) * columns)) {
      return false;
    }
  }
  rows.starts.back() = count;
  return true;
}

void transpose(const SparseRows& rows, Index columnCount, SparseRows& columns) {
  // A counting sort. While it works, the start of column c stands at c + 1: placing an entry moves
  // it on, so that at the end it is where column c + 1 starts.
  std::vector<std::uint32_t>& starts = columns.starts;
  starts.assign(static_cast<std::size_t>(columnCount) + 2, 0);
  columns.columns.resize(rows.columns.size());
  columns.values.resize(rows.values.size());
  for (std::uint32_t entry = 0; entry < rows.count(); ++entry) {
    ++starts[rows.columns[entry] + 2];
  }
  for (std::size_t c = 2; c < starts.size(); ++c) {
    starts[c] += starts[c - 1];
  }
  for (std::uint32_t r = 0; r < static_cast<std::uint32_t>(rows.rows()); ++r) {
    for (std::uint32_t entry = rows.starts[r]; entry < rows.starts[r + 1]; ++entry) {
      const std::uint32_t place = starts[rows.columns[entry] + 1]++;
      columns.columns[place] = r;
      columns.values[place] = rows.values[entry];
    }
  }
  starts.pop_back();
}

void sparseProduct(const SparseRows& sparse, const Matrix& dense, const Matrix* bias, Matrix& out) {
  const Index n = dense.cols();
  out.resize(sparse.rows(), n);
  const Index vectors = n / kLanes;
  const Index stretches = (vectors + kMostVectors - 1) / kMostVectors;
  Index first = 0;
  for (Index s = 0; s < stretches; ++s) {
    const Index end = vectors * (s + 1) / stretches;
    const AddUpFunction addUpStretch = kAddUps[static_cast<std::size_t>(end - first)];
    const Index column = first * kLanes;
    for (Index r = 0; r < sparse.rows(); ++r) {
      const std::uint32_t start = sparse.starts[static_cast<std::size_t>(r)];
      const std::uint32_t count = sparse.starts[static_cast<std::size_t>(r) + 1] - start;
      addUpStretch(sparse.columns.data() + start, sparse.values.data() + start, count,
                   dense.data() + column, n, bias == nullptr ? nullptr : bias->data() + column,
                   out.data() + r * n + column);
    }
    first = end;
  }
  for (Index column = vectors * kLanes; column < n; ++column) {  // fewer than a vector
    for (Index r = 0; r < sparse.rows(); ++r) {
      Scalar sum = bias == nullptr ? Scalar{0} : (*bias)(0, column);
      const std::size_t row = static_cast<std::size_t>(r);
      for (std::uint32_t e = sparse.starts[row]; e < sparse.starts[row + 1]; ++e) {
        sum += sparse.values[e] * dense(static_cast<Index>(sparse.columns[e]), column);
      }
      out(r, column) = sum;
    }
  }
}

}  // namespace inkling::kernels
