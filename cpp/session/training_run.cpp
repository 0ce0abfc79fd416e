#include "session/training_run.h"

#include <cstddef>
#include <numeric>
#include <utility>

namespace inkling {

TrainingRun::TrainingRun(Layer& network, const TrainingData& data, const Config& config,
                         Random shuffling)
    : network_(&network),
      data_(&data),
      optimizer_(network.parameters(), config.learningRate),
      trainer_(network, optimizer_, data.training, data.split.training, config.batchSize,
               shuffling),
      epochs_(config.epochs),
      testIndices_(data.test ? static_cast<std::size_t>(data.test->count()) : 0) {
  std::iota(testIndices_.begin(), testIndices_.end(), 0U);
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
  optimizer_.setLearningRate(learningRate);
  trainer_.setBatchSize(batchSize);
  epochs_ = epochs;
  if (phase_ != Phase::kEvaluating) {
    choosePhase();
  }
}

void TrainingRun::train(int units, Progress& progress) {
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
