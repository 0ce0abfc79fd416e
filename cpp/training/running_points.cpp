#include "training/running_points.h"

namespace inkling {

RunningPoints::RunningPoints(std::size_t epochSize) : epochSize_(epochSize) {}

std::optional<RunningPoint> RunningPoints::add(double meanLoss, int correct, std::size_t samples) {
  const std::size_t stretch = position_ * kPerEpoch / epochSize_;
  position_ += samples;
  lossSum_ += meanLoss * static_cast<double>(samples);
  correct_ += correct;
  samples_ += samples;
  if (position_ * kPerEpoch / epochSize_ == stretch) {
    return std::nullopt;
  }
  const auto count = static_cast<double>(samples_);
  const RunningPoint point = {
      epoch_ + static_cast<double>(position_) / static_cast<double>(epochSize_), lossSum_ / count,
      correct_ / count};
  lossSum_ = 0;
  correct_ = 0;
  samples_ = 0;
  if (position_ == epochSize_) {
    position_ = 0;
    ++epoch_;
  }
  return point;
}

}  // namespace inkling
