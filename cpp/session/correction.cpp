#include "session/correction.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <span>
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
constexpr std::size_t kFewestSteps = 60;
constexpr std::size_t kExamplesPerStep = 2;  // beyond those: every two more are another step
// Of a batch. A quarter of one single drawing would teach that all is like it.
constexpr double kLargestShare = 0.25;
constexpr double kShareOfEach = 0.05;
constexpr double kLearningRate = 1e-3;
constexpr double kMostLost = 0.003;
constexpr int kMostHalvings = 3;
constexpr std::size_t kWritten = 500;  // digits are remembered, where there are any
constexpr std::uint64_t kCorrectionSeed = 3;

// For networks that were trained without: an example must not be learnt pixel by pixel.
constexpr const char* kUsualChanges = "rotate10,scale0.1,shear0.2,shift1.5,elastic24x5,thick0.8";

BatchAugmenter augmenterFor(const Config& config, const Dataset& images) {
  const std::string& own = config.augmentation;
  AugmentationOptions options = parseAugmentation(own.empty() ? kUsualChanges : own);
  // It is over within an epoch.
  options.every = 1;
  return {options, images.rows(), images.columns(), {.seed = kCorrectionSeed}};
}

double shareOf(std::size_t examples) {
  return std::min(kLargestShare, kShareOfEach * static_cast<double>(examples));
}

std::size_t imagesFor(std::size_t examples) {
  return (kFewestSteps + examples / kExamplesPerStep) * kBatchSize;
}

std::vector<std::uint32_t> indicesFrom(int first, std::size_t count) {
  std::vector<std::uint32_t> indices(count);
  std::iota(indices.begin(), indices.end(), static_cast<std::uint32_t>(first));
  return indices;
}

// The images with the examples behind them, and behind those some of the written digits.
Dataset withExamples(const Dataset& images, const MadeImages& examples, const MadeImages* written) {
  auto made = std::make_shared<MadeImages>(examples);
  const auto size = static_cast<std::size_t>(images.imageSize());
  for (std::size_t i = 0; written != nullptr && i < kWritten; ++i) {
    const std::size_t chosen = i * written->labels.size() / kWritten;
    made->add(std::span(written->pixels).subspan(chosen * size, size), written->labels[chosen]);
  }
  Dataset both = images;
  both.addMade(std::move(made), 0);
  return both;
}

// `count` images that the network knows: training images, and the written digits with these indices
// in the share that it was trained with.
std::vector<std::uint32_t> remember(std::size_t count, const std::vector<std::uint32_t>& training,
                                    const std::vector<std::uint32_t>& written, double styles) {
  Random random(kCorrectionSeed);
  const auto oneOf = [&](const std::vector<std::uint32_t>& indices) {
    return indices[random.below(static_cast<std::uint32_t>(indices.size()))];
  };
  std::vector<std::uint32_t> chosen;
  while (chosen.size() < count) {
    const bool isWritten = !written.empty() && random.uniform() < styles;
    chosen.push_back(oneOf(isWritten ? written : training));
  }
  return chosen;
}

std::vector<std::uint32_t> rememberedBeside(std::size_t examples, const TrainingData& data,
                                            const Config& config, bool hasWritten) {
  const auto all = static_cast<double>(imagesFor(examples));
  const auto written =
      indicesFrom(data.training.count() + static_cast<int>(examples), hasWritten ? kWritten : 0);
  return remember(static_cast<std::size_t>(all * (1 - shareOf(examples))), data.split.training,
                  written, config.styles);
}

// Those that are remembered, and the examples, over and over.
std::vector<std::uint32_t> mix(std::vector<std::uint32_t> remembered,
                               const std::vector<std::uint32_t>& examples) {
  const std::size_t all = imagesFor(examples.size());
  for (std::size_t i = 0; remembered.size() < all; ++i) {
    remembered.push_back(examples[i % examples.size()]);
  }
  return remembered;
}

std::vector<Matrix> copyOf(const std::vector<Matrix*>& weights) {
  std::vector<Matrix> copy;
  copy.reserve(weights.size());
  for (const Matrix* const weight : weights) {
    copy.push_back(*weight);
  }
  return copy;
}

}  // namespace

Correction::Correction(Sequential& network, const TrainingData& data, const Config& config,
                       CheckImages& checks, const MadeImages& examples, const MadeImages* written)
    : network_(&network),
      data_(&data),
      checks_(&checks),
      weights_(weightsOf(network)),
      before_(copyOf(weights_)),
      images_(withExamples(data.training, examples, written)),
      exampleIndices_(indicesFrom(data.training.count(), examples.labels.size())),
      rememberedIndices_(
          rememberedBeside(examples.labels.size(), data, config, written != nullptr)),
      augmenter_(augmenterFor(config, data.training)),
      optimizer_(
          makeOptimizer({.name = "adam", .learningRate = kLearningRate}, network.parameters())),
      trainer_(network, *optimizer_, images_, mix(rememberedIndices_, exampleIndices_), kBatchSize,
               Random(kCorrectionSeed), {.augmenter = &augmenter_}) {
  trainer_.plan(kLearningRate, Schedule({.name = "cosine"}), 1);
  result_.examples = static_cast<int>(examples.labels.size());
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
  // The examples are digits now, whatever they look like.
  rememberedIndices_.insert(rememberedIndices_.end(), exampleIndices_.begin(),
                            exampleIndices_.end());
  fit_.emplace(*network_, images_, rememberedIndices_, checks_->nonsense, checks_->drawn);
  part_ = Part::kSureness;
}

}  // namespace inkling
