#include "data/dataset.h"

#include <algorithm>
#include <cassert>
#include <string>
#include <utility>

#include "base/error.h"

namespace inkling {

Dataset::Dataset(IdxFile images, IdxFile labels)
    : images_(std::make_shared<IdxFile>(std::move(images))),
      labels_(std::make_shared<IdxFile>(std::move(labels))) {
  const IdxHeader& first = images_->header();
  const IdxHeader& second = labels_->header();
  if (first.role != IdxRole::kImages || second.role != IdxRole::kLabels) {
    throw Error(ErrorCode::kBadDataSet, "expected a file of images and a file of labels, got " +
                                            images_->name() + " with " + idxRoleName(first.role) +
                                            " and " + labels_->name() + " with " +
                                            idxRoleName(second.role));
  }
  if (first.count != second.count) {
    throw Error(ErrorCode::kBadDataSet,
                "expected as many images as labels, got " + std::to_string(first.count) +
                    " images in " + images_->name() + " and " + std::to_string(second.count) +
                    " labels in " + labels_->name());
  }
}

std::span<const std::uint8_t> Dataset::image(std::uint32_t index) const {
  const auto size = static_cast<std::size_t>(imageSize());
  if (index >= static_cast<std::uint32_t>(count())) {
    return std::span(made_->pixels).subspan(madeIndex(index) * size, size);
  }
  return images_->values().subspan(index * size, size);
}

std::uint8_t Dataset::label(std::uint32_t index) const {
  return index < static_cast<std::uint32_t>(count()) ? labels()[index]
                                                     : made_->labels[madeIndex(index)];
}

void Dataset::addMade(std::shared_ptr<const MadeImages> made, std::size_t first) {
  assert(!made->labels.empty());
  made_ = std::move(made);
  firstMade_ = first;
}

std::size_t Dataset::madeIndex(std::uint32_t index) const {
  return (index - static_cast<std::uint32_t>(count()) + firstMade_) % made_->labels.size();
}

void Dataset::choose(std::span<const std::uint32_t> indices, Batch& batch) const {
  batch.images.resize(indices.size());
  batch.labels.resize(indices.size());
  for (std::size_t i = 0; i < indices.size(); ++i) {
    batch.images[i] = image(indices[i]);
    batch.labels[i] = label(indices[i]);
  }
}

}  // namespace inkling
