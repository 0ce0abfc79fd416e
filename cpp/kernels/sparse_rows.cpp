#include "kernels/sparse_rows.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>
#include <numeric>
#include <utility>

#include "kernels/part.h"
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
};

// Some columns of some rows of a product, from the first one on: where the entries of each row are
// listed, and where the dense matrix and the result begin.
struct Stretch {
  const std::uint32_t* starts;
  const std::uint32_t* ends;
  const Entry* entries;
  Index rows;
  ConstPanels::Place dense;
  Panels::Place out;
  Use use;
};

// A stretch of so many vectors. The inner loop is, for each entry: a load of its value into all
// lanes, and for each vector a load with its multiply-add. All rows in one call: a row of the
// weights' gradient has six entries on average, and a call for each row took a tenth longer.
template <int vectors>
void addUp(const Stretch& stretch) {
  const Stretch own = stretch;  // a copy, which no store can change
  Scalar* out = own.out.data;
  for (Index r = 0; r < own.rows; ++r, out += own.out.stride) {
    const Entry* entry = own.entries + own.starts[r];
    const Entry* const end = own.entries + own.ends[r];
    if (entry == end && own.use.rate != 0) {
      continue;
    }
    Vector sums[vectors];
    for (int v = 0; v < vectors; ++v) {
      sums[v] = own.use.bias == nullptr ? Vector{} : load(own.use.bias + v * kLanes);
    }
    for (; entry != end; ++entry) {
      const Scalar* row = own.dense.data + static_cast<Index>(entry->column) * own.dense.stride;
      const Vector value = splat(entry->value);
      for (int v = 0; v < vectors; ++v) {
        sums[v] = multiplyAdd(value, load(row + v * kLanes), sums[v]);
      }
    }
    if (own.use.rate == 0) {
      for (int v = 0; v < vectors; ++v) {
        store(out + v * kLanes, sums[v]);
      }
    } else {
      for (int v = 0; v < vectors; ++v) {
        store(out + v * kLanes, load(out + v * kLanes) - own.use.rate * sums[v]);
      }
    }
  }
}

using AddUpFunction = void (*)(const Stretch&);

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

// As `addUp`, for a single column.
void addUpColumn(const Stretch& stretch) {
  for (Index r = 0; r < stretch.rows; ++r) {
    Scalar sum = stretch.use.bias == nullptr ? Scalar{0} : *stretch.use.bias;
    for (std::uint32_t i = stretch.starts[r]; i < stretch.ends[r]; ++i) {
      const Entry& entry = stretch.entries[i];
      sum +=
          entry.value * stretch.dense.data[static_cast<Index>(entry.column) * stretch.dense.stride];
    }
    Scalar& place = stretch.out.data[r * stretch.out.stride];
    place = stretch.use.rate == 0 ? sum : place - stretch.use.rate * sum;
  }
}

// Some columns of a part of a product, which lie in one panel, in stretches of nearly equal width,
// so that none is thin. Row r of the result is of row firstRow + r of `sparse`.
void panelPart(const SparseRows& sparse, Index firstRow, const ConstPanels& dense, const Part& part,
               Use use, const Panels& out) {
  const Index begin = part.columnBegin;
  const Index vectors = (part.columnEnd - begin) / kLanes;
  const Index stretches = (vectors + kMostVectors - 1) / kMostVectors;
  const auto row = static_cast<std::size_t>(firstRow + part.rowBegin);
  const auto take = [&](AddUpFunction function, Index column) {
    Panels::Place to = out.at(column);
    to.data += part.rowBegin * to.stride;
    const Use own = {use.bias == nullptr ? nullptr : use.bias + column, use.rate};
    function({sparse.starts.data() + row, sparse.ends.data() + row, sparse.entries.data(),
              part.rowEnd - part.rowBegin, dense.at(column), to, own});
  };
  Index first = 0;
  for (Index s = 0; s < stretches; ++s) {
    const Index next = vectors * (s + 1) / stretches;
    take(kAddUps[static_cast<std::size_t>(next - first)], begin + first * kLanes);
    first = next;
  }
  for (Index column = begin + vectors * kLanes; column < part.columnEnd; ++column) {
    take(addUpColumn, column);
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
    parallel::overStretches(out.rows, 1, cost, [&](Index begin, Index end, bool isFirst) {
      function(Part{begin, end, 0, out.columns, isFirst});
    });
  } else {
    parallel::overStretches(out.columns, kPanelGrain, cost,
                            [&](Index begin, Index end, bool isFirst) {
                              function(Part{0, out.rows, begin, end, isFirst});
                            });
  }
}

// Rows of a sparse matrix column by column: so many columns at a time that their entries stay in
// the nearest cache until they are used. All of the columns at once would be written to places far
// apart, each in a cache further away, and be one more piece of work for threads to share.
class ColumnsInTurn {
 public:
  // From the first column on.
  void start(const SparseRows& sparse) {
    sparse_ = &sparse;
    next_ = sparse.starts;
  }

  // Of rows `begin` to `end`, from column `column` on, before which some may have been left out.
  // A thread walks over those: to search for the place in each row would mean to look at entries
  // far apart, most of which are in a cache further away.
  void goTo(Index begin, Index end, Index column) {
    begin_ = static_cast<std::size_t>(begin);
    rows_ = static_cast<std::size_t>(end - begin);
    constexpr Index kEntriesAtOnce = 2048;
    columnsAtOnce_ = std::max(Index{1}, kEntriesAtOnce / std::max(Index{1}, end - begin));
    if (column == 0) {
      return;
    }
    for (std::size_t row = begin_; row < begin_ + rows_; ++row) {
      const Entry* const entries = sparse_->entries.data();
      std::uint32_t& next = next_[row];
      while (next < sparse_->ends[row] && static_cast<Index>(entries[next].column) < column) {
        ++next;
      }
    }
  }

  Index columnsAtOnce() const { return columnsAtOnce_; }

  // As rows: those from `first` to `last`, which follow the ones taken before.
  const SparseRows& take(Index first, Index last) {
    columns_.resize(columnsAtOnce_, static_cast<Index>(rows_));
    for (std::size_t i = 0; i < rows_; ++i) {
      const std::uint32_t end = sparse_->ends[begin_ + i];
      std::uint32_t next = next_[begin_ + i];
      for (; next < end; ++next) {
        const Entry& entry = sparse_->entries[next];
        const auto column = static_cast<Index>(entry.column);
        if (column >= last) {
          break;
        }
        const std::uint32_t place = columns_.ends[static_cast<std::size_t>(column - first)]++;
        columns_.entries[place] = {static_cast<std::uint32_t>(i), entry.value};
      }
      next_[begin_ + i] = next;
    }
    return columns_;
  }

 private:
  const SparseRows* sparse_ = nullptr;
  std::vector<std::uint32_t> next_;  // entries, of all rows
  std::size_t begin_ = 0;
  std::size_t rows_ = 0;
  Index columnsAtOnce_ = 1;
  SparseRows columns_;
};

void transposedPart(const SparseRows& sparse, const Matrix& dense, Scalar rate, const Part& part,
                    const Panels& out) {
  thread_local ColumnsInTurn columns;
  if (part.isFirst) {
    columns.start(sparse);
  }
  forEachPass(sparse.rows(), kRowsOfPass, [&](Index begin, Index end) {
    ConstPanels rows = dense;
    rows.data += begin * dense.cols();
    const Use use = {nullptr, rateOfPass(begin, rate)};
    columns.goTo(begin, end, part.rowBegin);
    Part some = part;
    for (; some.rowBegin < part.rowEnd; some.rowBegin = some.rowEnd) {
      some.rowEnd = std::min(part.rowEnd, some.rowBegin + columns.columnsAtOnce());
      productPart(columns.take(some.rowBegin, some.rowEnd), -some.rowBegin, rows, some, use, out);
    }
  });
}

void sharedTransposedProduct(const SparseRows& sparse, const Matrix& dense, Scalar rate,
                             const Panels& out) {
  assert(dense.rows() == sparse.rows() && out.rows == sparse.columnCount &&
         out.columns == dense.cols());
  overParts(sparse, out, [&](const Part& part) { transposedPart(sparse, dense, rate, part, out); });
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

void sparseProduct(const SparseRows& sparse, const ConstPanels& dense, const Matrix* bias,
                   Matrix& out) {
  assert(dense.rows == sparse.columnCount);
  out.resize(sparse.rows(), dense.columns);
  const Use use = {bias == nullptr ? nullptr : bias->data()};
  overParts(sparse, out, [&](const Part& part) { productPart(sparse, 0, dense, part, use, out); });
}

void transposedSparseProduct(const SparseRows& sparse, const Matrix& dense, const Panels& out) {
  sharedTransposedProduct(sparse, dense, 0, out);
}

void descendTransposedSparseProduct(const SparseRows& sparse, const Matrix& dense, Scalar rate,
                                    const Panels& out) {
  assert(rate != 0);
  sharedTransposedProduct(sparse, dense, rate, out);
}

}  // namespace inkling::kernels
