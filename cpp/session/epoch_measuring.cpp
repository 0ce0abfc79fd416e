#include "session/epoch_measuring.h"

#include "training/calibration.h"

namespace inkling {

EpochMeasuring::EpochMeasuring(Sequential& network, const TrainingData& data, const Images& trained,
                               CheckImages& checks, int epoch)
    : network_(&network),
      data_(&data),
      trained_(trained),
      checks_(&checks),
      images_(data.training) {
  result_.epoch = epoch;
  evaluation_.emplace(network, images_, data.split.training, data.classes);
}

int EpochMeasuring::measureChunk() {
  if (part_ == Part::kSureness) {
    fit_->work();
    if (fit_->isDone()) {
      judgement_.sureness = fit_->result();
      part_ = Part::kDone;
    }
    return 0;
  }
  if (part_ == Part::kDrawings && !checks_->drawn.isComplete()) {
    checks_->drawn.makeNext(*data_);
    return 0;
  }
  if (part_ == Part::kDrawings && evaluation_->measured() == 0) {
    images_ = checks_->drawn.beside(data_->training);
  }
  const int measured = evaluation_->measureChunk();
  if (evaluation_->done()) {
    finishPart();
  }
  return measured;
}

void EpochMeasuring::finishPart() {
  switch (part_) {
    case Part::kTraining:
      result_.trainLoss = evaluation_->loss();
      result_.trainAccuracy = evaluation_->accuracy();
      part_ = Part::kValidation;
      evaluation_.emplace(*network_, images_, data_->split.validation, data_->classes);
      evaluation_->keepLogits();
      break;
    case Part::kValidation:
      result_.validationLoss = evaluation_->loss();
      result_.validationAccuracy = evaluation_->accuracy();
      result_.temperature = fitTemperature(evaluation_->logits(), evaluation_->labels());
      judgement_.temperature = result_.temperature;
      result_.calibrationError = expectedCalibrationError(
          evaluation_->logits(), evaluation_->labels(), result_.temperature);
      part_ = Part::kDrawings;
      evaluation_.emplace(*network_, images_, checks_->drawn.indices(), data_->classes);
      break;
    case Part::kDrawings:
      result_.drawnAccuracy = evaluation_->accuracy();
      if (data_->classes != kDigitClasses) {
        part_ = Part::kDone;
        break;
      }
      part_ = Part::kSureness;
      fit_.emplace(*network_, *trained_.images, *trained_.indices, checks_->nonsense,
                   checks_->drawn);
      break;
    case Part::kSureness:
    case Part::kDone:
      break;
  }
}

}  // namespace inkling
