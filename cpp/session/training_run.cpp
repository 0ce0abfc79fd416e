#include "session/training_run.h"

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

std::vector<std::uint32_t> trainingIndices(const TrainingData& data, const Config& config) {
  std::vector<std::uint32_t> indices = data.split.training;
  if (config.trainOnAll) {
    indices.insert(indices.end(), data.split.validation.begin(), data.split.validation.end());
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
                         Random shuffling)
    : network_(&network),
      data_(&data),
      optimizer_(optimizerOf(config, network)),
      average_(averageOf(config, network)),
      augmenter_(augmenterOf(config, data.training)),
      schedule_({.name = config.schedule, .warmUp = config.warmUp}),
      trainer_(network, *optimizer_, data.training, trainingIndices(data, config), config.batchSize,
               shuffling, {config.labelSmoothing, pointerTo(augmenter_), pointerTo(average_)}),
      patience_(config.patience),
      epochs_(config.epochs),
      testIndices_(data.test ? static_cast<std::size_t>(data.test->count()) : 0) {
  std::iota(testIndices_.begin(), testIndices_.end(), 0U);
  if (config.keepBest) {
    best_.emplace(weightsOf(network));
  }
  trainer_.plan(config.learningRate, schedule_, epochs_);
}

Progress TrainingRun::advance(int units) {
  Progress progress;
  if (units > 0) {
    switch (phase_) {
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
  if (phase_ != Phase::kEvaluating) {
    choosePhase();
  }
}

void TrainingRun::train(int units, Progress& progress) {
  useAverage(false);
  TrainerProgress trained = trainer_.runSteps(units);
  tested_ = false;
  progress.trainedSamples = trained.samples;
  progress.points = std::move(trained.points);
  if (trained.epochEnded) {
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
  progress.step = trainer_.step();
  progress.epochsTrained = trainer_.epochsTrained();
  progress.batchLoss = trainer_.batchLoss();
  progress.batchAccuracy = trainer_.batchAccuracy();
}

}  // namespace inkling
