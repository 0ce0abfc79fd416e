#include "session/training_parts.h"

#include <cmath>

#include "augmentation/augmentation_options.h"
#include "optimizer/make_optimizer.h"

namespace inkling {
namespace {

// Apart from the streams of session.cpp.
constexpr std::uint64_t kAugmentationSeed = 0x9E3779B97F4A7C15;

}  // namespace

std::vector<Matrix*> weightsOf(Layer& network) {
  std::vector<Matrix*> weights = network.statistics();
  for (const Parameter& parameter : network.parameters()) {
    weights.push_back(parameter.value);
  }
  return weights;
}

std::unique_ptr<Optimizer> optimizerOf(const Config& config, Layer& network) {
  return makeOptimizer({.name = config.optimizer,
                        .learningRate = config.learningRate,
                        .momentum = config.momentum,
                        .weightDecay = config.weightDecay,
                        .l2 = config.l2,
                        .clipNorm = config.clipNorm},
                       network.parameters());
}

std::optional<WeightAverage> averageOf(const Config& config, Layer& network) {
  if (config.weightAverage == 0) {
    return std::nullopt;
  }
  return WeightAverage(weightsOf(network), config.weightAverage);
}

std::optional<BatchAugmenter> augmenterOf(const Config& config, const Layer& network,
                                          const Dataset& images) {
  const AugmentationOptions options = parseAugmentation(config.augmentation);
  if (options == AugmentationOptions{}) {
    return std::nullopt;
  }
  return BatchAugmenter(options, images.rows(), images.columns(),
                        {.seed = config.seed ^ kAugmentationSeed,
                         .lasting = static_cast<std::size_t>(images.count()),
                         .clearsFaint = network.skipsZeros()});
}

std::vector<std::uint32_t> loadedIndices(const TrainingData& data, const Config& config) {
  std::vector<std::uint32_t> indices = data.split.training;
  if (config.trainOnAll) {
    indices.insert(indices.end(), data.split.validation.begin(), data.split.validation.end());
  }
  return indices;
}

std::size_t writtenBeside(std::size_t count, double share) {
  return static_cast<std::size_t>(std::lround(static_cast<double>(count) * share / (1 - share)));
}

std::vector<std::uint32_t> trainingIndices(const TrainingData& data, const Config& config,
                                           std::size_t written) {
  std::vector<std::uint32_t> indices = loadedIndices(data, config);
  const auto first = static_cast<std::uint32_t>(data.training.count());
  for (std::uint32_t i = 0; i < written; ++i) {
    indices.push_back(first + i);
  }
  return indices;
}

}  // namespace inkling
