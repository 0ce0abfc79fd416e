#include "data/batch.h"

#include <algorithm>
#include <cassert>
#include <cstddef>

#include "data/pixels.h"
#include "parallel/team.h"

namespace inkling {
namespace {

Index imageSize(const Batch& batch) {
  assert(!batch.images.empty());
  return static_cast<Index>(batch.images.front().size());
}

}  // namespace

void writeInputs(Batch& batch) {
  batch.inputs.resize(static_cast<Index>(batch.images.size()), imageSize(batch));
  parallel::overStretches(batch.inputs.rows(), 1, static_cast<double>(batch.inputs.size()),
                          [&](Index begin, Index end) {
                            for (Index i = begin; i < end; ++i) {
                              writePixels(batch.images[static_cast<std::size_t>(i)], batch.inputs,
                                          i);
                            }
                          });
}

bool writeInk(Batch& batch) {
  kernels::SparseRows& ink = batch.ink;
  ink.resize(static_cast<Index>(batch.images.size()), imageSize(batch));
  const auto write = [&](Index begin, Index end) {
    for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
      const std::uint32_t start = ink.starts[i];
      ink.ends[i] = start + writeInk(batch.images[i], ink.entries.data() + start);
    }
  };
  const Index looked = std::min(ink.rows(), kernels::kRowsToJudge);
  write(0, looked);
  if (!kernels::isSparse(static_cast<Index>(ink.count()), looked * imageSize(batch))) {
    return false;
  }
  parallel::overStretches(ink.rows() - looked, 1,
                          static_cast<double>((ink.rows() - looked) * imageSize(batch)),
                          [&](Index begin, Index end) { write(looked + begin, looked + end); });
  return true;
}

}  // namespace inkling
