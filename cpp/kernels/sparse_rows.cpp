#include "kernels/sparse_rows.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>
#include <numeric>
#include <utility>

#include "kernels/passes.h"
#include "kernels/simd.h"
#include "parallel/team.h"

namespace inkling::kernels {
namespace {

// Vectors of a row of the result that stay in registers while the entries are added up.
constexpr int kMostVectors = 13;

bool isZero(Vector vector) {
  std::array<std::uint64_t, 2> halves;
  std::memcpy(halves.data(), &vector, sizeof(vector));
  return (halves[0] | halves[1]) == 0;
}

// What is done with a row's sums. They begin with the bias, or with zero where it is null. At a
// rate of 0 they replace the row of the result; else rate * sum is subtracted from it.
struct Use {
  const Scalar* bias = nullptr;
  Scalar rate = 0;

  Use from(Index column) const { return {bias == nullptr ? nullptr : bias + column, rate}; }
};

// The entries of one row.
struct Entries {
  const Entry* begin;
  std::uint32_t count;
};

// One stretch of one row of the result: `vectors` vectors from `out` on. The inner loop is, for
// each entry: a load of its value into all lanes, and for each vector a load with its multiply-add.
template <int vectors>
void addUp(Entries entries, const Scalar* dense, Index denseStride, Use use, Scalar* out) {
  Vector sums[vectors];
  for (int v = 0; v < vectors; ++v) {
    sums[v] = use.bias == nullptr ? Vector{} : load(use.bias + v * kLanes);
  }
  for (std::uint32_t i = 0; i < entries.count; ++i) {
    const Entry& entry = entries.begin[i];
    const Scalar* row = dense + static_cast<Index>(entry.column) * denseStride;
    const Vector value = splat(entry.value);
    for (int v = 0; v < vectors; ++v) {
      sums[v] = multiplyAdd(value, load(row + v * kLanes), sums[v]);
    }
  }
  for (int v = 0; v < vectors; ++v) {
    Scalar* const place = out + v * kLanes;
    store(place, use.rate == 0 ? sums[v] : load(place) - use.rate * sums[v]);
  }
}

using AddUpFunction = void (*)(Entries, const Scalar*, Index, Use, Scalar*);

template <int... vectors>
constexpr std::array<AddUpFunction, kMostVectors + 1> makeAddUps(
    std::integer_sequence<int, vectors...>) {
  return {nullptr, addUp<vectors + 1>...};
}
constexpr auto kAddUps = makeAddUps(std::make_integer_sequence<int, kMostVectors>{});

// Appends the elements of a row that are not zero at entry `count`, and returns the entry after
// them. Each element is written, and the next one over it if it is zero: that is faster than a
// branch for each.
std::uint32_t compressRow(const Scalar* row, Index columns, std::uint32_t count, SparseRows& rows) {
  const auto take = [&](Index column) {
    rows.entries[count] = {static_cast<std::uint32_t>(column), row[column]};
    count += row[column] != Scalar{0} ? 1 : 0;
  };
  Index c = 0;
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
  return count;
}

// The first of a row's entries whose column is at least `column`.
std::uint32_t firstFrom(const SparseRows& rows, std::size_t row, std::uint32_t column) {
  if (column == 0) {
    return rows.starts[row];
  }
  const Entry* const entries = rows.entries.data();
  const Entry* const found = std::lower_bound(
      entries + rows.starts[row], entries + rows.ends[row], column,
      [](const Entry& entry, std::uint32_t wanted) { return entry.column < wanted; });
  return static_cast<std::uint32_t>(found - entries);
}

// The columns from `columnBegin` to `columnEnd` of rows `begin` to `end`, into the rows of
// `columns` from `first` on.
void transposePart(const SparseRows& rows, Index begin, Index end, std::uint32_t columnBegin,
                   std::uint32_t columnEnd, SparseRows& columns, std::size_t first) {
  for (Index r = begin; r < end; ++r) {
    const auto row = static_cast<std::size_t>(r);
    for (std::uint32_t i = firstFrom(rows, row, columnBegin);
         i < rows.ends[row] && rows.entries[i].column < columnEnd; ++i) {
      const Entry& entry = rows.entries[i];
      const std::uint32_t place = columns.ends[first + entry.column]++;
      columns.entries[place] = {static_cast<std::uint32_t>(r - begin), entry.value};
    }
  }
}

// As `addUp`, for a single column.
void addUpColumn(Entries entries, const Scalar* dense, Index denseStride, Use use, Scalar* out) {
  Scalar sum = use.bias == nullptr ? Scalar{0} : *use.bias;
  for (std::uint32_t i = 0; i < entries.count; ++i) {
    const Entry& entry = entries.begin[i];
    sum += entry.value * dense[static_cast<Index>(entry.column) * denseStride];
  }
  *out = use.rate == 0 ? sum : *out - use.rate * sum;
}

// What is computed of a result: all of it, or what one thread does.
struct Part {
  Index rowBegin;
  Index rowEnd;
  Index columnBegin;
  Index columnEnd;
};

// Some columns of a part of a product, which lie in one panel, in stretches of nearly equal width,
// so that none is thin. Row r of the result is of row firstRow + r of `sparse`.
void panelPart(const SparseRows& sparse, Index firstRow, const ConstPanels& dense, const Part& part,
               Use use, const Panels& out) {
  const Index begin = part.columnBegin;
  const Index vectors = (part.columnEnd - begin) / kLanes;
  const Index stretches = (vectors + kMostVectors - 1) / kMostVectors;
  const auto forEachRow = [&](AddUpFunction function, Index column) {
    const ConstPanels::Place from = dense.at(column);
    const Panels::Place to = out.at(column);
    for (Index r = part.rowBegin; r < part.rowEnd; ++r) {
      const std::uint32_t start = sparse.starts[static_cast<std::size_t>(firstRow + r)];
      const Entries entries = {sparse.entries.data() + start, sparse.count(firstRow + r)};
      if (entries.count > 0 || use.rate == 0) {
        function(entries, from.data, from.stride, use.from(column), to.data + r * to.stride);
      }
    }
  };
  Index first = 0;
  for (Index s = 0; s < stretches; ++s) {
    const Index next = vectors * (s + 1) / stretches;
    forEachRow(kAddUps[static_cast<std::size_t>(next - first)], begin + first * kLanes);
    first = next;
  }
  for (Index column = begin + vectors * kLanes; column < part.columnEnd; ++column) {
    forEachRow(addUpColumn, column);
  }
}

void productPart(const SparseRows& sparse, Index firstRow, const ConstPanels& dense,
                 const Part& part, Use use, const Panels& out) {
  Part one = part;
  for (; one.columnBegin < part.columnEnd; one.columnBegin = one.columnEnd) {
    one.columnEnd =
        std::min({part.columnEnd, dense.endOf(one.columnBegin), out.endOf(one.columnBegin)});
    panelPart(sparse, firstRow, dense, one, use, out);
  }
}

// Shares out a product with `sparse` that fills `out`, by columns: a thread meets the same columns
// of a layer's weights in each step, forward and backward, and finds them in its own cache; and
// however the ink lies, all have as much to do. Where stretches are dealt out, by rows: columns
// would be too few for so many.
template <typename Function>
void overParts(const SparseRows& sparse, const Panels& out, Function function) {
  const double cost = static_cast<double>(sparse.count()) * static_cast<double>(out.columns);
  if (parallel::isDealt(cost)) {
    parallel::overStretches(out.rows, 1, cost, [&](Index begin, Index end) {
      function(Part{begin, end, 0, out.columns});
    });
  } else {
    parallel::overStretches(out.columns, kPanelGrain, cost, [&](Index begin, Index end) {
      function(Part{0, out.rows, begin, end});
    });
  }
}

void sharedTransposedProduct(const SparseRows& sparse, const Matrix& dense, Scalar rate,
                             SparseRows& columns, const Panels& out) {
  transposePasses(sparse, columns);
  overParts(sparse, out, [&](const Part& part) {
    forEachPass(sparse.rows(), kRowsOfPass, [&](Index begin, Index /*end*/) {
      ConstPanels rows = dense;
      rows.data += begin * dense.cols();
      productPart(columns, begin / kRowsOfPass * out.rows, rows, part,
                  {nullptr, rateOfPass(begin, rate)}, out);
    });
  });
}

}  // namespace

void SparseRows::resize(Index rowCount, Index newColumnCount) {
  columnCount = newColumnCount;
  starts.resize(static_cast<std::size_t>(rowCount));
  ends.resize(static_cast<std::size_t>(rowCount));
  entries.resize(static_cast<std::size_t>(rowCount * columnCount));
  for (std::size_t r = 0; r < starts.size(); ++r) {
    starts[r] = static_cast<std::uint32_t>(r) * static_cast<std::uint32_t>(columnCount);
    ends[r] = starts[r];
  }
}

std::uint32_t SparseRows::count() const {
  return std::reduce(ends.begin(), ends.end()) - std::reduce(starts.begin(), starts.end());
}

bool isSparse(Index count, Index size) {
  constexpr double kMostShare = 0.3;
  return static_cast<double>(count) <= kMostShare * static_cast<double>(size);
}

bool isSparse(const Matrix& matrix) {
  const Index size = std::min(matrix.rows(), kRowsToJudge) * matrix.cols();
  return isSparse(size - std::count(matrix.data(), matrix.data() + size, Scalar{0}), size);
}

void compress(const Matrix& dense, SparseRows& rows) {
  rows.resize(dense.rows(), dense.cols());
  parallel::overStretches(
      dense.rows(), 1, static_cast<double>(dense.size()), [&](Index begin, Index end) {
        for (Index r = begin; r < end; ++r) {
          std::uint32_t& rowEnd = rows.ends[static_cast<std::size_t>(r)];
          rowEnd = compressRow(dense.data() + r * dense.cols(), dense.cols(), rowEnd, rows);
        }
      });
}

void transposePasses(const SparseRows& rows, SparseRows& columns) {
  const Index passes = (rows.rows() + kRowsOfPass - 1) / kRowsOfPass;
  columns.resize(passes * rows.columnCount, std::min(rows.rows(), kRowsOfPass));
  constexpr double kCostOfEntry = 8;
  parallel::overStretches(
      rows.columnCount, 1, kCostOfEntry * rows.count(), [&](Index columnBegin, Index columnEnd) {
        forEachPass(rows.rows(), kRowsOfPass, [&](Index begin, Index end) {
          transposePart(rows, begin, end, static_cast<std::uint32_t>(columnBegin),
                        static_cast<std::uint32_t>(columnEnd), columns,
                        static_cast<std::size_t>(begin / kRowsOfPass * rows.columnCount));
        });
      });
}

void sparseProduct(const SparseRows& sparse, const ConstPanels& dense, const Matrix* bias,
                   Matrix& out) {
  assert(dense.rows == sparse.columnCount);
  out.resize(sparse.rows(), dense.columns);
  const Use use = {bias == nullptr ? nullptr : bias->data()};
  overParts(sparse, out, [&](const Part& part) { productPart(sparse, 0, dense, part, use, out); });
}

void transposedSparseProduct(const SparseRows& sparse, const Matrix& dense, SparseRows& columns,
                             const Panels& out) {
  assert(dense.rows() == sparse.rows() && out.rows == sparse.columnCount &&
         out.columns == dense.cols());
  sharedTransposedProduct(sparse, dense, 0, columns, out);
}

void descendTransposedSparseProduct(const SparseRows& sparse, const Matrix& dense, Scalar rate,
                                    SparseRows& columns, const Panels& out) {
  assert(dense.rows() == sparse.rows() && out.rows == sparse.columnCount &&
         out.columns == dense.cols() && rate != 0);
  sharedTransposedProduct(sparse, dense, rate, columns, out);
}

}  // namespace inkling::kernels
