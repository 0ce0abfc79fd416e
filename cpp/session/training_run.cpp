#include "session/training_run.h"

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>

#include "base/error.h"
#include "session/training_parts.h"

namespace inkling {
namespace {

// A unit of work takes a millisecond or two.
constexpr int kDigitsPerUnit = 8;

template <typename Optional>
auto* pointerTo(Optional& value) {
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

TrainingRun::TrainingRun(Sequential& network, const TrainingData& data, const Config& config,
                         Random shuffling, std::shared_ptr<WrittenPool> pool,
                         std::shared_ptr<CheckImages> checks)
    : network_(&network),
      data_(&data),
      pool_(std::move(pool)),
      checks_(std::move(checks)),
      writtenPerEpoch_(pool_ ? writtenBeside(loadedIndices(data, config).size(), config.styles)
                             : 0),
      images_(data.training),
      optimizer_(optimizerOf(config, network)),
      average_(averageOf(config, network)),
      augmenter_(augmenterOf(config, network, data.training)),
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
      case Phase::kCorrecting:
        correct(units, progress);
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

Reader TrainingRun::reader() const {
  return {network_, judgement_.temperature, pointerTo(judgement_.sureness)};
}

void TrainingRun::tune(double learningRate, int batchSize, int epochs) {
  trainer_.plan(learningRate, schedule_, epochs);
  trainer_.setBatchSize(batchSize);
  epochs_ = epochs;
  if (phase_ != Phase::kEvaluating && phase_ != Phase::kPreparing && phase_ != Phase::kCorrecting) {
    choosePhase();
  }
}

void TrainingRun::startCorrection(const Config& config, const MadeImages& examples) {
  if (trainer_.step() == 0) {
    throw Error(ErrorCode::kInvalidArgument,
                "correct: expected a network that has trained; train this one first");
  }
  if (phase_ == Phase::kCorrecting) {
    throw Error(ErrorCode::kInvalidArgument, "correct: another correction is not done yet");
  }
  useAverage(true);
  correction_.emplace(*network_, *data_, config, *checks_, examples,
                      pool_ ? pool_->images().get() : nullptr);
  judgementBefore_ = judgement_;
  phase_ = Phase::kCorrecting;
}

void TrainingRun::undoCorrection() {
  if (!correction_) {
    throw Error(ErrorCode::kInvalidArgument,
                "undo: expected a correction since the last training step, there is none");
  }
  correction_->undo();
  correction_.reset();
  judgement_ = judgementBefore_;
  if (phase_ == Phase::kCorrecting) {
    endCorrection();
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
  correction_.reset();
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
    startMeasuring();
  }
}

void TrainingRun::evaluate(int units, Progress& progress) {
  useAverage(true);
  for (; units > 0 && phase_ == Phase::kEvaluating; --units) {
    progress.measuredSamples += measuring_->measureChunk();
    if (measuring_->isDone()) {
      progress.epochResult = measuring_->result();
      judgement_ = measuring_->judgement();
      measuring_.reset();
      measuredEpochs_ = trainer_.epoch();
      judge(*progress.epochResult);
      choosePhase();
    }
  }
}

void TrainingRun::test(int units, Progress& progress) {
  for (; units > 0 && phase_ == Phase::kTesting; --units) {
    progress.measuredSamples += test_->measureChunk();
    if (test_->done()) {
      progress.testResult = {test_->loss(), test_->accuracy()};
      tested_ = true;
      choosePhase();
    }
  }
}

void TrainingRun::correct(int units, Progress& progress) {
  for (; units > 0 && phase_ == Phase::kCorrecting; --units) {
    try {
      correction_->work();
    } catch (...) {
      undoCorrection();
      throw;
    }
    if (correction_->isDone()) {
      progress.correctionResult = correction_->result();
      judgement_ = correction_->judgement();
      endCorrection();
    }
  }
}

void TrainingRun::endCorrection() {
  if (measuring_) {
    startMeasuring();  // of what the network is now
  } else {
    choosePhase();
  }
}

void TrainingRun::startMeasuring() {
  measuring_.emplace(*network_, *data_, EpochMeasuring::Images{&images_, &trainer_.indices()},
                     *checks_, trainer_.epoch());
  phase_ = Phase::kEvaluating;
}

void TrainingRun::useAverage(bool isWanted) {
  if (average_ && average_->isSwappedIn() != isWanted) {
    average_->swap();
  }
}

void TrainingRun::judge(const EpochResult& result) {
  if (best_ && best_->offer({result.epoch, result.validationAccuracy, result.validationLoss})) {
    bestJudgement_ = judgement_;
  }
  if (!bestResult_ || result.validationAccuracy > bestResult_->validationAccuracy) {
    bestResult_ = result;
  }
  if (patience_ > 0 && result.epoch - bestResult_->epoch >= patience_) {
    epochs_ = result.epoch;
  }
  if (result.epoch >= epochs_ && best_) {
    best_->restore();
    judgement_ = bestJudgement_;
  }
}

void TrainingRun::choosePhase() {
  if (trainer_.epoch() < epochs_ || !trainer_.atEpochStart()) {
    phase_ = Phase::kTraining;
    test_.reset();
  } else if (!data_->test || tested_) {
    phase_ = Phase::kDone;
    test_.reset();
  } else if (phase_ != Phase::kTesting) {
    test_.emplace(*network_, *data_->test, testIndices_, data_->classes);
    phase_ = Phase::kTesting;
  }
}

void TrainingRun::fillPosition(Progress& progress) const {
  progress.phase = phase_;
  progress.epoch = measuredEpochs_;
  progress.epochs = epochs_;
  progress.corrected = phase_ == Phase::kCorrecting ? correction_->done() : 1;
  progress.prepared = pool_ ? pool_->written() / static_cast<double>(pool_->size()) : 1;
  progress.step = trainer_.step();
  progress.epochsTrained = trainer_.epochsTrained();
  progress.batchLoss = trainer_.batchLoss();
  progress.batchAccuracy = trainer_.batchAccuracy();
}

}  // namespace inkling
