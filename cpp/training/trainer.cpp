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
                 std::vector<std::uint32_t> trainingIndices, int batchSize, Random shuffling)
    : network_(&network),
      optimizer_(&optimizer),
      data_(&data),
      sampler_(std::move(trainingIndices), shuffling),
      runningPoints_(sampler_.epochSize()),
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
    optimizer_->backwardAndStep(*network_, loss_.backward());
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
  const Matrix& logits = forwardImages(*network_, *data_, sampler_.peek(batchSize_), batch_);
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

void Trainer::throwNonFiniteLoss() const {
  constexpr double kSmaller = 0.1;
  throw Error(
      ErrorCode::kNonFiniteLoss,
      "The loss is not a finite number at step " + std::to_string(step_ + 1) +
          ": the learning rate " + numberText(optimizer_->learningRate()) +
          " is too high for this network. Reset and train with a smaller one, for example " +
          numberText(optimizer_->learningRate() * kSmaller) + ".");
}

}  // namespace inkling
