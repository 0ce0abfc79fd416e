#include "data/dataset.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/error.h"
#include "data/pixels.h"
#include "parallel/team.h"

namespace inkling {

Dataset::Dataset(IdxFile images, IdxFile labels)
    : images_(std::move(images)), labels_(std::move(labels)) {
  const IdxHeader& first = images_.header();
  const IdxHeader& second = labels_.header();
  if (first.role != IdxRole::kImages || second.role != IdxRole::kLabels) {
    throw Error(ErrorCode::kBadDataSet, "expected a file of images and a file of labels, got " +
                                            images_.name() + " with " + idxRoleName(first.role) +
                                            " and " + labels_.name() + " with " +
                                            idxRoleName(second.role));
  }
  if (first.count != second.count) {
    throw Error(ErrorCode::kBadDataSet,
                "expected as many images as labels, got " + std::to_string(first.count) +
                    " images in " + images_.name() + " and " + std::to_string(second.count) +
                    " labels in " + labels_.name());
  }
}

std::span<const std::uint8_t> Dataset::image(std::uint32_t index) const {
  const auto size = static_cast<std::size_t>(imageSize());
  return images_.values().subspan(index * size, size);
}

void Dataset::gather(std::span<const std::uint32_t> indices, Batch& batch) const {
  gatherLabels(indices, batch);
  batch.inputs.resize(static_cast<Index>(indices.size()), imageSize());
  parallel::overStretches(batch.inputs.rows(), 1, static_cast<double>(batch.inputs.size()),
                          [&](Index begin, Index end) {
                            for (Index i = begin; i < end; ++i) {
                              writePixels(image(indices[static_cast<std::size_t>(i)]), batch.inputs,
                                          i);
                            }
                          });
}

bool Dataset::gatherInk(std::span<const std::uint32_t> indices, Batch& batch) const {
  kernels::SparseRows& ink = batch.ink;
  ink.resize(static_cast<Index>(indices.size()), imageSize());
  const auto write = [&](Index begin, Index end) {
    for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
      const std::uint32_t start = ink.starts[i];
      ink.ends[i] = start + writeInk(image(indices[i]), ink.columns.data() + start,
                                     ink.values.data() + start);
    }
  };
  const Index looked = std::min(ink.rows(), kernels::kRowsToJudge);
  write(0, looked);
  if (!kernels::isSparse(static_cast<Index>(ink.count()), looked * imageSize())) {
    return false;
  }
  parallel::overStretches(ink.rows() - looked, 1,
                          static_cast<double>((ink.rows() - looked) * imageSize()),
                          [&](Index begin, Index end) { write(looked + begin, looked + end); });
  gatherLabels(indices, batch);
  return true;
}

void Dataset::gatherLabels(std::span<const std::uint32_t> indices, Batch& batch) const {
  batch.labels.resize(indices.size());
  std::transform(indices.begin(), indices.end(), batch.labels.begin(),
                 [this](std::uint32_t index) { return label(index); });
}

}  // namespace inkling
