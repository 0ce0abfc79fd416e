// What a training is made of, from its configuration.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "augmentation/batch_augmenter.h"
#include "data/training_data.h"
#include "layers/layer.h"
#include "optimizer/optimizer.h"
#include "session/session.h"
#include "training/weight_average.h"

namespace inkling {

// All that makes a network, its parameters and statistics.
std::vector<Matrix*> weightsOf(Layer& network);

std::unique_ptr<Optimizer> optimizerOf(const Config& config, Layer& network);

// None where the configuration wants none.
std::optional<WeightAverage> averageOf(const Config& config, Layer& network);
std::optional<BatchAugmenter> augmenterOf(const Config& config, const Layer& network,
                                          const Dataset& images);

// The training images, and with `trainOnAll` the validation images too.
std::vector<std::uint32_t> loadedIndices(const TrainingData& data, const Config& config);

// So many that they are `share` of all, together with `count` others.
std::size_t writtenBeside(std::size_t count, double share);

// The loaded images, and from the end of the data set on `written` more.
std::vector<std::uint32_t> trainingIndices(const TrainingData& data, const Config& config,
                                           std::size_t written);

}  // namespace inkling
