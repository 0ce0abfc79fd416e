// Mini-batch training that can stop after any step and go on.

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "augmentation/batch_augmenter.h"
#include "base/random.h"
#include "data/batch_sampler.h"
#include "data/dataset.h"
#include "layers/layer.h"
#include "loss/softmax_cross_entropy.h"
#include "optimizer/optimizer.h"
#include "training/running_points.h"
#include "training/schedule.h"
#include "training/weight_average.h"

namespace inkling {

// What one call of `runSteps` did.
struct TrainerProgress {
  int steps = 0;
  int samples = 0;
  bool epochEnded = false;           // the last of these steps was the last of its epoch
  std::vector<RunningPoint> points;  // completed by these steps
};

// What a training can have besides. Nothing here is owned; all must outlive the trainer.
struct TrainerExtras {
  double labelSmoothing = 0;            // see SoftmaxCrossEntropy
  BatchAugmenter* augmenter = nullptr;  // changes the images, each epoch in other ways
  WeightAverage* average = nullptr;     // of the network's weights
};

// Trains a network on some images of a data set, shuffled anew each epoch. No clock, no printing:
// the result is the same to the last bit, however the steps are sliced into calls.
class Trainer {
 public:
  // network: [batch, imageSize] -> logits [batch, classes]; the optimizer is the one of its
  // parameters. All three must outlive the trainer. batchSize: at least 1.
  Trainer(Layer& network, Optimizer& optimizer, const Dataset& data,
          std::vector<std::uint32_t> trainingIndices, int batchSize, Random shuffling,
          const TrainerExtras& extras = {});

  // From the next step on the learning rate is `learningRate` times what the schedule says for that
  // step of a training of so many epochs. Without a plan it is the optimizer's.
  void plan(double learningRate, const Schedule& schedule, int epochs);

  // At most `steps` steps, fewer where an epoch ends. A loss that is not finite stops training
  // before it changes the network: the call ends early after the good steps, and a call that cannot
  // do even one throws kNonFiniteLoss and changes nothing.
  TrainerProgress runSteps(int steps);

  // From the next step on; at least 1.
  void setBatchSize(int batchSize);

  // Of the images it trains with, in the order of this epoch.
  const std::vector<std::uint32_t>& indices() const { return sampler_.indices(); }

  std::int64_t step() const { return step_; }  // done since the start
  int epoch() const { return epoch_; }         // complete ones
  bool atEpochStart() const { return sampler_.position() == 0; }
  double epochsTrained() const;                            // with the fraction of the running epoch
  double batchLoss() const { return batchLoss_; }          // of the last batch, before its update
  double batchAccuracy() const { return batchAccuracy_; }  // 0..1

 private:
  // Loads the next batch and returns its loss; the network and the loss are ready for `backward`.
  double forwardNextBatch();
  void finishStep(double meanLoss, TrainerProgress& progress);
  [[noreturn]] void throwNonFiniteLoss() const;
  void setLearningRate();

  struct Plan {
    double learningRate;
    Schedule schedule;
    int epochs;
  };

  Layer* network_;
  Optimizer* optimizer_;
  const Dataset* data_;
  BatchSampler sampler_;
  TrainerExtras extras_;
  std::optional<Plan> plan_;
  RunningPoints runningPoints_;
  SoftmaxCrossEntropy loss_;
  Batch batch_;
  std::vector<std::uint8_t> augmented_;  // the images of batch_, changed
  int batchSize_;
  int batchCorrect_ = 0;
  std::int64_t step_ = 0;
  int epoch_ = 0;
  double batchLoss_ = 0;
  double batchAccuracy_ = 0;
};

}  // namespace inkling
