#include "data/batch_sampler.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "base/error.h"

namespace inkling {

BatchSampler::BatchSampler(std::vector<std::uint32_t> indices, Random random)
    : indices_(std::move(indices)), random_(random) {
  if (indices_.empty()) {
    throw Error(ErrorCode::kInvalidArgument, "BatchSampler: expected at least one image, got none");
  }
  random_.shuffle(std::span(indices_));
}

std::span<const std::uint32_t> BatchSampler::peek(int batchSize) const {
  assert(batchSize >= 1);
  const std::size_t left = indices_.size() - position_;
  return std::span(indices_).subspan(position_,
                                     std::min(left, static_cast<std::size_t>(batchSize)));
}

void BatchSampler::advance(std::size_t count) {
  assert(count <= indices_.size() - position_);
  position_ += count;
  if (position_ == indices_.size()) {
    position_ = 0;
    random_.shuffle(std::span(indices_));
  }
}

}  // namespace inkling
