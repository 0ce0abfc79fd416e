#include "training/two_kinds.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <span>
#include <utility>

#include "base/random.h"
#include "kernels/product.h"
#include "layers/dense.h"
#include "layers/initialization.h"
#include "layers/relu.h"
#include "optimizer/make_optimizer.h"

namespace inkling {
namespace {

constexpr Index kHidden = 16;
constexpr int kPasses = 10;
constexpr int kBatchSize = 64;
constexpr double kLearningRate = 6e-3;
constexpr std::uint64_t kSeed = 4;

std::vector<std::uint32_t> firstIndices(std::size_t count) {
  std::vector<std::uint32_t> indices(count);
  std::iota(indices.begin(), indices.end(), 0U);
  return indices;
}

Sequential untrained(Index features) {
  Random random(kSeed);
  std::vector<std::unique_ptr<Layer>> layers;
  layers.push_back(std::make_unique<Dense>(
      initialWeights(Initialization::kHeNormal, features, kHidden, random)));
  layers.push_back(std::make_unique<Relu>());
  layers.push_back(
      std::make_unique<Dense>(initialWeights(Initialization::kXavierNormal, kHidden, 2, random)));
  return Sequential(std::move(layers));
}

}  // namespace

Matrix TwoKindsScore::operator()(const Matrix& inputs) const {
  Matrix hidden;
  kernels::product(inputs, hiddenWeights, &hiddenBias, hidden);
  for (Index i = 0; i < hidden.size(); ++i) {
    hidden.data()[i] = std::max(hidden.data()[i], Scalar{0});
  }
  Matrix scores;
  kernels::product(hidden, weights, &bias, scores);
  return scores;
}

TwoKindsFit::TwoKindsFit(std::vector<Scalar> inputs, std::vector<std::uint8_t> isFirst)
    : inputs_(std::move(inputs)),
      isFirst_(std::move(isFirst)),
      features_(inputs_.size() / isFirst_.size()),
      sampler_(firstIndices(isFirst_.size()), Random(kSeed)),
      network_(untrained(static_cast<Index>(features_))),
      parameters_(network_.parameters()),
      optimizer_(makeOptimizer({.name = "adam"}, parameters_)),
      schedule_({.name = "cosine"}) {
  assert(features_ * isFirst_.size() == inputs_.size());
  for (std::size_t feature = 0; feature < features_; ++feature) {
    standardise(feature);
  }
}

void TwoKindsFit::standardise(std::size_t feature) {
  double sum = 0;
  double squares = 0;
  for (std::size_t i = feature; i < inputs_.size(); i += features_) {
    const auto number = static_cast<double>(inputs_[i]);
    sum += number;
    squares += number * number;
  }
  const auto count = static_cast<double>(isFirst_.size());
  const double mean = sum / count;
  const double variance = std::max(0.0, squares / count - mean * mean);
  constexpr double kLeast = 1e-3;  // a feature that never changes stays near 0
  means_.push_back(static_cast<Scalar>(mean));
  deviations_.push_back(static_cast<Scalar>(std::sqrt(variance) + kLeast));
  for (std::size_t i = feature; i < inputs_.size(); i += features_) {
    inputs_[i] = (inputs_[i] - means_.back()) / deviations_.back();
  }
}

void TwoKindsFit::pass() {
  optimizer_->setLearningRate(kLearningRate * schedule_.factor(passes_, kPasses));
  Matrix batch;
  std::vector<std::uint8_t> kinds;
  do {
    const std::span<const std::uint32_t> indices = sampler_.peek(kBatchSize);
    batch.resize(static_cast<Index>(indices.size()), static_cast<Index>(features_));
    kinds.clear();
    Scalar* row = batch.data();
    for (const std::uint32_t index : indices) {
      row = std::copy_n(inputs_.data() + index * features_, features_, row);
      kinds.push_back(isFirst_[index]);
    }
    loss_.forward(network_.forward(batch), kinds);
    optimizer_->backwardAndStep(network_, loss_.backward());
    sampler_.advance(indices.size());
  } while (sampler_.position() != 0);
  ++passes_;
}

bool TwoKindsFit::isDone() const { return passes_ == kPasses; }

TwoKindsScore TwoKindsFit::score() const {
  assert(isDone());
  TwoKindsScore score;
  // relu((x - means) / deviations W + b) with the means and deviations in W and b.
  score.hiddenWeights = *parameters_[0].value;
  score.hiddenBias = *parameters_[1].value;
  for (std::size_t feature = 0; feature < features_; ++feature) {
    for (Index h = 0; h < kHidden; ++h) {
      Scalar& weight = score.hiddenWeights(static_cast<Index>(feature), h);
      weight /= deviations_[feature];
      score.hiddenBias(0, h) -= means_[feature] * weight;
    }
  }
  // The logarithm of the odds is the difference of the two logits.
  const Matrix& outputs = *parameters_[2].value;
  const Matrix& outputBias = *parameters_[3].value;
  score.weights.resize(kHidden, 1);
  for (Index h = 0; h < kHidden; ++h) {
    score.weights(h, 0) = outputs(h, 1) - outputs(h, 0);
  }
  score.bias.resize(1, 1);
  score.bias(0, 0) = outputBias(0, 1) - outputBias(0, 0);
  return score;
}

}  // namespace inkling
