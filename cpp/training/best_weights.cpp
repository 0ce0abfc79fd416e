#include "training/best_weights.h"

#include <cassert>
#include <cstddef>
#include <utility>

namespace inkling {
namespace {

bool isBetter(const ValidationResult& result, const ValidationResult& best) {
  if (result.accuracy != best.accuracy) {
    return result.accuracy > best.accuracy;
  }
  return result.loss < best.loss;
}

}  // namespace

BestWeights::BestWeights(std::vector<Matrix*> weights)
    : weights_(std::move(weights)), kept_(weights_.size()) {}

bool BestWeights::offer(const ValidationResult& result) {
  if (best_ && !isBetter(result, *best_)) {
    return false;
  }
  for (std::size_t k = 0; k < weights_.size(); ++k) {
    kept_[k] = *weights_[k];
  }
  best_ = result;
  return true;
}

void BestWeights::restore() const {
  assert(best_);
  for (std::size_t k = 0; k < weights_.size(); ++k) {
    *weights_[k] = kept_[k];
  }
}

}  // namespace inkling
