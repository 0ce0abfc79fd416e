#include "session/epoch_measuring.h"

#include "data/split.h"
#include "training/calibration.h"

namespace inkling {
namespace {

// With so many a share of 0.98 is known to 0.0014 (its standard deviation).
constexpr std::size_t kMostTrainingImages = 10'000;

}  // namespace

EpochMeasuring::EpochMeasuring(Sequential& network, const TrainingData& data, const Images& trained,
                               CheckImages& checks, int epoch)
    : network_(&network),
      data_(&data),
      trained_(trained),
      checks_(&checks),
      trainingIndices_(atMost(kMostTrainingImages, data.split.training)),
      images_(data.training) {
  result_.epoch = epoch;
  evaluation_.emplace(network, images_, trainingIndices_, data.classes);
}

int EpochMeasuring::measureChunk() {
  switch (part_) {
    case Part::kTraining:
    case Part::kValidation:
    case Part::kDrawings: {
      const int measured = evaluation_->measureChunk();
      if (evaluation_->done()) {
        finishEvaluation();
      }
      return measured;
    }
    case Part::kMakingDrawings:
      checks_->drawn.makeNext(*data_);
      if (checks_->drawn.isComplete()) {
        startDrawings();
      }
      return 0;
    case Part::kSureness:
      fit_->work();
      if (fit_->isDone()) {
        result_.drawnAccuracy = fit_->drawnAccuracy();
        judgement_.sureness = fit_->result();
        part_ = Part::kDone;
      }
      return 0;
    case Part::kDone:
      return 0;
  }
  return 0;
}

void EpochMeasuring::finishEvaluation() {
  if (part_ == Part::kTraining) {
    result_.trainLoss = evaluation_->loss();
    result_.trainAccuracy = evaluation_->accuracy();
    part_ = Part::kValidation;
    evaluation_.emplace(*network_, images_, data_->split.validation, data_->classes);
    evaluation_->keepLogits();
  } else if (part_ == Part::kValidation) {
    result_.validationLoss = evaluation_->loss();
    result_.validationAccuracy = evaluation_->accuracy();
    result_.temperature = fitTemperature(evaluation_->logits(), evaluation_->labels());
    judgement_.temperature = result_.temperature;
    result_.calibrationError =
        expectedCalibrationError(evaluation_->logits(), evaluation_->labels(), result_.temperature);
    part_ = Part::kMakingDrawings;
    if (checks_->drawn.isComplete()) {
      startDrawings();
    }
  } else {
    result_.drawnAccuracy = evaluation_->accuracy();
    part_ = Part::kDone;
  }
}

void EpochMeasuring::startDrawings() {
  if (data_->classes == kDigitClasses) {
    part_ = Part::kSureness;
    fit_.emplace(*network_, *trained_.images, *trained_.indices, checks_->nonsense, checks_->drawn);
    return;
  }
  part_ = Part::kDrawings;
  images_ = checks_->drawn.beside(data_->training);
  evaluation_.emplace(*network_, images_, checks_->drawn.indices(), data_->classes);
}

}  // namespace inkling
