#include "training/trainer.h"

#include <cassert>
#include <cmath>
#include <string>
#include <utility>

#include "base/error.h"
#include "base/number_text.h"
#include "training/accuracy.h"
#include "training/forward_images.h"

namespace inkling {
namespace {

// A network is in its training mode as long as this lives.
class TrainingMode {
 public:
  explicit TrainingMode(Layer& network) : network_(network) { network_.setTraining(true); }
  ~TrainingMode() { network_.setTraining(false); }
  TrainingMode(const TrainingMode&) = delete;
  TrainingMode& operator=(const TrainingMode&) = delete;

 private:
  Layer& network_;
};

}  // namespace

Trainer::Trainer(Layer& network, Optimizer& optimizer, const Dataset& data,
                 std::vector<std::uint32_t> trainingIndices, int batchSize, Random shuffling,
                 const TrainerExtras& extras)
    : network_(&network),
      optimizer_(&optimizer),
      data_(&data),
      sampler_(std::move(trainingIndices), shuffling),
      extras_(extras),
      runningPoints_(sampler_.epochSize()),
      loss_(extras.labelSmoothing),
      batchSize_(batchSize) {
  assert(batchSize >= 1);
}

TrainerProgress Trainer::runSteps(int steps) {
  TrainerProgress progress;
  const TrainingMode mode(*network_);
  while (progress.steps < steps && !progress.epochEnded) {
    const double meanLoss = forwardNextBatch();
    if (!std::isfinite(meanLoss)) {
      if (progress.steps > 0) {
        break;
      }
      throwNonFiniteLoss();
    }
    setLearningRate();
    optimizer_->backwardAndStep(*network_, loss_.backward());
    if (extras_.average != nullptr) {
      extras_.average->update();
    }
    finishStep(meanLoss, progress);
  }
  return progress;
}

void Trainer::setBatchSize(int batchSize) {
  assert(batchSize >= 1);
  batchSize_ = batchSize;
}

double Trainer::epochsTrained() const {
  return epoch_ +
         static_cast<double>(sampler_.position()) / static_cast<double>(sampler_.epochSize());
}

double Trainer::forwardNextBatch() {
  const std::span<const std::uint32_t> indices = sampler_.peek(batchSize_);
  data_->choose(indices, batch_);
  if (extras_.augmenter != nullptr) {
    extras_.augmenter->augment(indices, epoch_, augmented_, batch_);
  }
  const Matrix& logits = forwardImages(*network_, batch_);
  batchCorrect_ = countCorrect(logits, batch_.labels);
  return loss_.forward(logits, batch_.labels);
}

void Trainer::finishStep(double meanLoss, TrainerProgress& progress) {
  const std::size_t samples = batch_.labels.size();
  sampler_.advance(samples);
  ++step_;
  batchLoss_ = meanLoss;
  batchAccuracy_ = batchCorrect_ / static_cast<double>(samples);
  ++progress.steps;
  progress.samples += static_cast<int>(samples);
  if (const auto point = runningPoints_.add(meanLoss, batchCorrect_, samples)) {
    progress.points.push_back(*point);
  }
  if (atEpochStart()) {
    ++epoch_;
    progress.epochEnded = true;
  }
}

void Trainer::plan(double learningRate, const Schedule& schedule, int epochs) {
  plan_ = Plan{learningRate, schedule, epochs};
}

void Trainer::setLearningRate() {
  if (plan_) {
    const auto samples = static_cast<std::int64_t>(sampler_.epochSize());
    const std::int64_t stepsPerEpoch = (samples + batchSize_ - 1) / batchSize_;
    // By epochs, not by counted steps: the size of the batches may have changed on the way.
    const auto done =
        static_cast<std::int64_t>(epochsTrained() * static_cast<double>(stepsPerEpoch));
    optimizer_->setLearningRate(plan_->learningRate *
                                plan_->schedule.factor(done, stepsPerEpoch * plan_->epochs));
  }
}

void Trainer::throwNonFiniteLoss() const {
  constexpr double kSmaller = 0.1;
  const double rate = plan_ ? plan_->learningRate : optimizer_->learningRate();
  throw Error(
      ErrorCode::kNonFiniteLoss,
      "The loss is not a finite number at step " + std::to_string(step_ + 1) +
          ": the learning rate " + numberText(rate) +
          " is too high for this network. Reset and train with a smaller one, for example " +
          numberText(rate * kSmaller) + ".");
}

}  // namespace inkling
