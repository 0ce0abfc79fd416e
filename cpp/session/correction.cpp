#include "session/correction.h"

#include <cstddef>
#include <numeric>
#include <string>
#include <utility>

#include "augmentation/augmentation_options.h"
#include "loss/softmax.h"
#include "optimizer/make_optimizer.h"
#include "session/training_parts.h"
#include "training/calibration.h"
#include "training/forward_images.h"

namespace inkling {
namespace {

constexpr int kBatchSize = 64;
constexpr int kFewestSteps = 60;
constexpr int kExamplesPerStep = 2;  // beyond those: every two more are another step
constexpr double kExampleShare = 0.25;
constexpr double kLearningRate = 1e-3;
constexpr double kMostLost = 0.003;
constexpr int kMostHalvings = 3;
constexpr std::uint64_t kSeed = 3;

// For networks that were trained without: an example must not be learnt pixel by pixel.
constexpr const char* kUsualChanges = "rotate10,scale0.1,shear0.2,shift1.5,elastic24x5,thick0.8";

BatchAugmenter augmenterFor(const Config& config, const Dataset& images) {
  const std::string& own = config.augmentation;
  return {parseAugmentation(own.empty() ? kUsualChanges : own), images.rows(), images.columns(),
          kSeed};
}

int stepsFor(std::size_t examples) {
  return kFewestSteps + static_cast<int>(examples) / kExamplesPerStep;
}

Dataset withExamples(const Dataset& images, std::shared_ptr<const MadeImages> examples) {
  Dataset both = images;
  both.addMade(std::move(examples), 0);
  return both;
}

// So many training images that those and the examples, over and over, are all the batches.
std::vector<std::uint32_t> mix(const std::vector<std::uint32_t>& training,
                               const std::vector<std::uint32_t>& examples) {
  const auto all = static_cast<std::size_t>(stepsFor(examples.size()) * kBatchSize);
  const auto repeated = static_cast<std::size_t>(static_cast<double>(all) * kExampleShare);
  std::vector<std::uint32_t> mixed;
  for (std::size_t i = 0; i < repeated; ++i) {
    mixed.push_back(examples[i % examples.size()]);
  }
  Random random(kSeed);
  while (mixed.size() < all) {
    mixed.push_back(training[random.below(static_cast<std::uint32_t>(training.size()))]);
  }
  return mixed;
}

std::vector<Matrix> copyOf(const std::vector<Matrix*>& weights) {
  std::vector<Matrix> copy;
  for (const Matrix* const weight : weights) {
    copy.push_back(*weight);
  }
  return copy;
}

std::vector<std::uint32_t> indicesFrom(int first, std::size_t count) {
  std::vector<std::uint32_t> indices(count);
  std::iota(indices.begin(), indices.end(), static_cast<std::uint32_t>(first));
  return indices;
}

}  // namespace

Correction::Correction(Sequential& network, const TrainingData& data, const Config& config,
                       CheckImages& checks, std::shared_ptr<const MadeImages> examples)
    : network_(&network),
      data_(&data),
      checks_(&checks),
      weights_(weightsOf(network)),
      before_(copyOf(weights_)),
      images_(withExamples(data.training, examples)),
      exampleIndices_(indicesFrom(data.training.count(), examples->labels.size())),
      trainingIndices_(mix(data.split.training, exampleIndices_)),
      augmenter_(augmenterFor(config, data.training)),
      optimizer_(
          makeOptimizer({.name = "adam", .learningRate = kLearningRate}, network.parameters())),
      trainer_(network, *optimizer_, images_, trainingIndices_, kBatchSize, Random(kSeed),
               {.augmenter = &augmenter_}) {
  trainer_.plan(kLearningRate, Schedule({.name = "cosine"}), 1);
  result_.examples = static_cast<int>(examples->labels.size());
}

void Correction::work() {
  switch (part_) {
    case Part::kBefore:
      measureValidation();
      if (validation_->done()) {
        result_.validationBefore = validation_->accuracy();
        result_.rightBefore = countRight();
        validation_.reset();
        part_ = Part::kTraining;
      }
      break;
    case Part::kTraining:
      if (trainer_.runSteps(1).epochEnded) {
        part_ = Part::kAfter;
      }
      break;
    case Part::kAfter:
      measureValidation();
      if (validation_->done()) {
        judgeValidation();
      }
      break;
    case Part::kSureness:
      fit_->work();
      if (fit_->isDone()) {
        judgement_.sureness = fit_->result();
        part_ = Part::kDone;
      }
      break;
    case Part::kDone:
      break;
  }
}

double Correction::done() const {
  constexpr double kTraining = 0.8;  // of the work
  switch (part_) {
    case Part::kBefore:
      return 0;
    case Part::kTraining:
      return kTraining * trainer_.epochsTrained();
    case Part::kAfter:
    case Part::kSureness:
      return kTraining;
    case Part::kDone:
      return 1;
  }
  return 1;
}

void Correction::undo() { takeBack(1); }

int Correction::countRight() {
  Batch batch;
  images_.choose(exampleIndices_, batch);
  const Matrix& logits = forwardImages(*network_, batch);
  int right = 0;
  for (std::size_t i = 0; i < batch.labels.size(); ++i) {
    right += likeliestClass(logits, static_cast<Index>(i)) == batch.labels[i] ? 1 : 0;
  }
  return right;
}

void Correction::measureValidation() {
  if (!validation_) {
    validation_.emplace(*network_, images_, data_->split.validation, data_->classes);
    validation_->keepLogits();
  }
  validation_->measureChunk();
}

void Correction::takeBack(double share) {
  for (std::size_t i = 0; i < weights_.size(); ++i) {
    *weights_[i] += static_cast<Scalar>(share) * (before_[i] - *weights_[i]);
  }
}

void Correction::judgeValidation() {
  const double accuracy = validation_->accuracy();
  if (accuracy < result_.validationBefore - kMostLost) {
    // With all of it taken back the weights are those of before but for a rounding.
    takeBack(halvings_ < kMostHalvings ? 0.5 : 1);
    ++halvings_;
    validation_.reset();
    return;
  }
  result_.validationAfter = accuracy;
  result_.rightAfter = countRight();
  judgement_.temperature = fitTemperature(validation_->logits(), validation_->labels());
  validation_.reset();
  if (!checks_->drawn.isComplete() || data_->classes != kDigitClasses) {
    part_ = Part::kDone;
    return;
  }
  fit_.emplace(*network_, images_, data_->split.training, checks_->nonsense, checks_->drawn);
  part_ = Part::kSureness;
}

}  // namespace inkling
