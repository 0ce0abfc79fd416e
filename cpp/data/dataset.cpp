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
  batch.inputs.resize(static_cast<Index>(indices.size()), imageSize());
  batch.labels.resize(indices.size());
  std::transform(indices.begin(), indices.end(), batch.labels.begin(),
                 [this](std::uint32_t index) { return label(index); });
  parallel::overStretches(batch.inputs.rows(), 1, static_cast<double>(batch.inputs.size()),
                          [&](Index begin, Index end) {
                            for (Index i = begin; i < end; ++i) {
                              writePixels(image(indices[static_cast<std::size_t>(i)]), batch.inputs,
                                          i);
                            }
                          });
}

}  // namespace inkling
