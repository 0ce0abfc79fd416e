#include "session/training_run.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>

#include "augmentation/augmentation_options.h"
#include "optimizer/make_optimizer.h"

namespace inkling {
namespace {

// Apart from the streams of session.cpp.
constexpr std::uint64_t kAugmentationSeed = 0x9E3779B97F4A7C15;

// A unit of work takes a millisecond or two.
constexpr int kDigitsPerUnit = 8;

std::unique_ptr<Optimizer> optimizerOf(const Config& config, Layer& network) {
  return makeOptimizer({.name = config.optimizer,
                        .learningRate = config.learningRate,
                        .momentum = config.momentum,
                        .weightDecay = config.weightDecay,
                        .l2 = config.l2,
                        .clipNorm = config.clipNorm},
                       network.parameters());
}

// All that makes the network.
std::vector<Matrix*> weightsOf(Layer& network) {
  std::vector<Matrix*> weights = network.statistics();
  for (const Parameter& parameter : network.parameters()) {
    weights.push_back(parameter.value);
  }
  return weights;
}

std::optional<WeightAverage> averageOf(const Config& config, Layer& network) {
  if (config.weightAverage == 0) {
    return std::nullopt;
  }
  return WeightAverage(weightsOf(network), config.weightAverage);
}

std::optional<BatchAugmenter> augmenterOf(const Config& config, const Dataset& images) {
  const AugmentationOptions options = parseAugmentation(config.augmentation);
  if (options == AugmentationOptions{}) {
    return std::nullopt;
  }
  return BatchAugmenter(options, images.rows(), images.columns(), config.seed ^ kAugmentationSeed);
}

std::vector<std::uint32_t> loadedIndices(const TrainingData& data, const Config& config) {
  std::vector<std::uint32_t> indices = data.split.training;
  if (config.trainOnAll) {
    indices.insert(indices.end(), data.split.validation.begin(), data.split.validation.end());
  }
  return indices;
}

// So many that they are `share` of all, together with `count` others.
std::size_t writtenBeside(std::size_t count, double share) {
  return static_cast<std::size_t>(std::lround(static_cast<double>(count) * share / (1 - share)));
}

// The loaded images, and from the end of the data set on the written ones.
std::vector<std::uint32_t> trainingIndices(const TrainingData& data, const Config& config,
                                           std::size_t written) {
  std::vector<std::uint32_t> indices = loadedIndices(data, config);
  const auto first = static_cast<std::uint32_t>(data.training.count());
  for (std::uint32_t i = 0; i < written; ++i) {
    indices.push_back(first + i);
  }
  return indices;
}

template <typename T>
T* pointerTo(std::optional<T>& value) {
  return value ? &*value : nullptr;
}

}  // namespace

TrainingRun::Reading::Reading(TrainingRun& run) {
  if (run.average_ && !run.average_->isSwappedIn()) {
    swapped_ = &*run.average_;
    swapped_->swap();
  }
}

TrainingRun::Reading::~Reading() {
  if (swapped_ != nullptr) {
    swapped_->swap();
  }
}

TrainingRun::TrainingRun(Layer& network, const TrainingData& data, const Config& config,
                         Random shuffling, std::shared_ptr<WrittenPool> pool)
    : network_(&network),
      data_(&data),
      pool_(std::move(pool)),
      writtenPerEpoch_(pool_ ? writtenBeside(loadedIndices(data, config).size(), config.styles)
                             : 0),
      images_(data.training),
      optimizer_(optimizerOf(config, network)),
      average_(averageOf(config, network)),
      augmenter_(augmenterOf(config, data.training)),
      schedule_({.name = config.schedule, .warmUp = config.warmUp}),
      trainer_(network, *optimizer_, images_, trainingIndices(data, config, writtenPerEpoch_),
               config.batchSize, shuffling,
               {config.labelSmoothing, pointerTo(augmenter_), pointerTo(average_)}),
      patience_(config.patience),
      epochs_(config.epochs),
      testIndices_(data.test ? static_cast<std::size_t>(data.test->count()) : 0) {
  std::iota(testIndices_.begin(), testIndices_.end(), 0U);
  if (config.keepBest) {
    best_.emplace(weightsOf(network));
  }
  trainer_.plan(config.learningRate, schedule_, epochs_);
  if (pool_) {
    images_.addMade(pool_->images(), 0);
    phase_ = pool_->isComplete() ? Phase::kTraining : Phase::kPreparing;
  }
}

Progress TrainingRun::advance(int units) {
  Progress progress;
  if (units > 0) {
    switch (phase_) {
      case Phase::kPreparing:
        prepare(units);
        break;
      case Phase::kTraining:
        train(units, progress);
        break;
      case Phase::kEvaluating:
        evaluate(units, progress);
        break;
      case Phase::kTesting:
        test(units, progress);
        break;
      case Phase::kDone:
        break;
    }
  }
  fillPosition(progress);
  return progress;
}

Progress TrainingRun::progress() const {
  Progress progress;
  fillPosition(progress);
  return progress;
}

void TrainingRun::tune(double learningRate, int batchSize, int epochs) {
  trainer_.plan(learningRate, schedule_, epochs);
  trainer_.setBatchSize(batchSize);
  epochs_ = epochs;
  if (phase_ != Phase::kEvaluating && phase_ != Phase::kPreparing) {
    choosePhase();
  }
}

void TrainingRun::prepare(int units) {
  for (; units > 0 && phase_ == Phase::kPreparing; --units) {
    pool_->write(kDigitsPerUnit);
    if (pool_->isComplete()) {
      phase_ = Phase::kTraining;
    }
  }
}

void TrainingRun::train(int units, Progress& progress) {
  useAverage(false);
  TrainerProgress trained = trainer_.runSteps(units);
  tested_ = false;
  progress.trainedSamples = trained.samples;
  progress.points = std::move(trained.points);
  if (trained.epochEnded) {
    if (pool_) {
      // Other digits of the pool in the next epoch, where one does not need them all.
      images_.addMade(pool_->images(),
                      writtenPerEpoch_ * static_cast<std::size_t>(trainer_.epoch()));
    }
    evaluation_.emplace(*network_, data_->training, data_->split.training, data_->classes);
    phase_ = Phase::kEvaluating;
  }
}

void TrainingRun::evaluate(int units, Progress& progress) {
  useAverage(true);
  for (; units > 0 && phase_ == Phase::kEvaluating; --units) {
    progress.measuredSamples += evaluation_->measureChunk();
    if (!evaluation_->done()) {
      continue;
    }
    if (!halfResult_) {
      halfResult_ = {trainer_.epoch(), evaluation_->loss(), evaluation_->accuracy(), 0, 0};
      evaluation_.emplace(*network_, data_->training, data_->split.validation, data_->classes);
      continue;
    }
    halfResult_->validationLoss = evaluation_->loss();
    halfResult_->validationAccuracy = evaluation_->accuracy();
    progress.epochResult = std::exchange(halfResult_, std::nullopt);
    measuredEpochs_ = trainer_.epoch();
    evaluation_.reset();
    judge(*progress.epochResult);
    choosePhase();
  }
}

void TrainingRun::test(int units, Progress& progress) {
  for (; units > 0 && phase_ == Phase::kTesting; --units) {
    progress.measuredSamples += evaluation_->measureChunk();
    if (evaluation_->done()) {
      progress.testResult = {evaluation_->loss(), evaluation_->accuracy()};
      tested_ = true;
      choosePhase();
    }
  }
}

void TrainingRun::useAverage(bool isWanted) {
  if (average_ && average_->isSwappedIn() != isWanted) {
    average_->swap();
  }
}

void TrainingRun::judge(const EpochResult& result) {
  if (best_) {
    best_->offer({result.epoch, result.validationAccuracy, result.validationLoss});
  }
  if (!bestResult_ || result.validationAccuracy > bestResult_->validationAccuracy) {
    bestResult_ = result;
  }
  if (patience_ > 0 && result.epoch - bestResult_->epoch >= patience_) {
    epochs_ = result.epoch;
  }
  if (result.epoch >= epochs_ && best_) {
    best_->restore();
  }
}

void TrainingRun::choosePhase() {
  if (trainer_.epoch() < epochs_ || !trainer_.atEpochStart()) {
    phase_ = Phase::kTraining;
    evaluation_.reset();
  } else if (!data_->test || tested_) {
    phase_ = Phase::kDone;
    evaluation_.reset();
  } else if (phase_ != Phase::kTesting) {
    evaluation_.emplace(*network_, *data_->test, testIndices_, data_->classes);
    phase_ = Phase::kTesting;
  }
}

void TrainingRun::fillPosition(Progress& progress) const {
  progress.phase = phase_;
  progress.epoch = measuredEpochs_;
  progress.epochs = epochs_;
  progress.prepared = pool_ ? pool_->written() / static_cast<double>(pool_->size()) : 1;
  progress.step = trainer_.step();
  progress.epochsTrained = trainer_.epochsTrained();
  progress.batchLoss = trainer_.batchLoss();
  progress.batchAccuracy = trainer_.batchAccuracy();
}

}  // namespace inkling
