#include "training/weight_average.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <utility>

#include "base/range_check.h"
#include "parallel/over_elements.h"

namespace inkling {

WeightAverage::WeightAverage(std::vector<Matrix*> weights, double decay)
    : weights_(std::move(weights)), decay_(decay) {
  checkBelowOne("decay of the average", decay);
  for (const Matrix* matrix : weights_) {
    average_.push_back(*matrix);
  }
}

void WeightAverage::update() {
  assert(!isSwappedIn_);
  ++steps_;
  const auto t = static_cast<double>(steps_);
  constexpr double kWarmUp = 10;
  const auto rest = static_cast<Scalar>(1 - std::min(decay_, (1 + t) / (kWarmUp + t)));
  for (std::size_t k = 0; k < weights_.size(); ++k) {
    const Scalar* const weight = weights_[k]->data();
    Scalar* const average = average_[k].data();
    parallel::overElements(average_[k].size(), 1,
                           [=](Index i) { average[i] += rest * (weight[i] - average[i]); });
  }
}

void WeightAverage::swap() {
  for (std::size_t k = 0; k < weights_.size(); ++k) {
    weights_[k]->swap(average_[k]);
  }
  isSwappedIn_ = !isSwappedIn_;
}

}  // namespace inkling
