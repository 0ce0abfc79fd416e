// The whole training of one network: epochs of steps, measuring after each, the test at the end.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "base/random.h"
#include "data/training_data.h"
#include "handwriting/written_pool.h"
#include "layers/sequential.h"
#include "optimizer/optimizer.h"
#include "session/check_images.h"
#include "session/correction.h"
#include "session/epoch_measuring.h"
#include "session/reader.h"
#include "session/session.h"
#include "training/best_weights.h"
#include "training/evaluation.h"
#include "training/trainer.h"
#include "training/weight_average.h"

namespace inkling {

class TrainingRun {
 public:
  // network: [batch, imageSize] -> logits [batch, classes]. It and the data must outlive the run.
  // Takes learning rate, batch size and epochs from `config`, which has been checked. An epoch is
  // once through the training images and, where the configuration wants styles, through as many
  // digits of the pool beside them as make up that share. pool: none without styles. checks: of the
  // same data.
  TrainingRun(Sequential& network, const TrainingData& data, const Config& config, Random shuffling,
              std::shared_ptr<WrittenPool> pool, std::shared_ptr<CheckImages> checks);

  // As `Session::advance`; units: at least 0.
  Progress advance(int units);

  // As `Session::progress`.
  Progress progress() const;

  // As `Session::correct`, with checked examples and the configuration of the run.
  void startCorrection(const Config& config, const MadeImages& examples);

  // As `Session::undoCorrection`.
  void undoCorrection();

  // The network as it was judged last; to be used while a `Reading` lives.
  Reader reader() const;

  // As `Session::tune`, with checked values.
  void tune(double learningRate, int batchSize, int epochs);

  // As long as it lives, the network has the weights to read with: the averaged ones, if there are.
  class Reading {
   public:
    explicit Reading(TrainingRun& run);
    ~Reading();
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;

   private:
    WeightAverage* swapped_ = nullptr;
  };

 private:
  void prepare(int units);
  void train(int units, Progress& progress);
  void evaluate(int units, Progress& progress);
  void test(int units, Progress& progress);
  void correct(int units, Progress& progress);
  // Goes on where the correction began.
  void endCorrection();
  void startMeasuring();
  // Goes on to the next epoch, the test or the end; called between epochs, or where `epochs_` has
  // changed.
  void choosePhase();
  void fillPosition(Progress& progress) const;
  // The averaged weights into the network, or the trained ones back.
  void useAverage(bool isWanted);
  // What the validation of an epoch means for the best weights, and for when to stop.
  void judge(const EpochResult& result);

  Sequential* network_;
  const TrainingData* data_;
  std::shared_ptr<WrittenPool> pool_;  // or none
  std::shared_ptr<CheckImages> checks_;
  std::size_t writtenPerEpoch_;
  Dataset images_;  // those of `data_`, and the pool's
  std::unique_ptr<Optimizer> optimizer_;
  std::optional<WeightAverage> average_;
  std::optional<BatchAugmenter> augmenter_;
  Schedule schedule_;
  Trainer trainer_;
  std::optional<BestWeights> best_;  // where they are kept
  std::optional<EpochResult> bestResult_;
  Judgement judgement_;
  Judgement bestJudgement_;  // of the best weights, where they are kept
  int patience_;
  int epochs_;
  int measuredEpochs_ = 0;
  Phase phase_ = Phase::kTraining;
  bool tested_ = false;  // since the last step
  // While an epoch is measured, also where a correction interrupts that.
  std::optional<EpochMeasuring> measuring_;
  std::optional<Evaluation> test_;          // of the test set
  std::vector<std::uint32_t> testIndices_;  // all of the test set
  std::optional<Correction> correction_;  // that goes on, or the last one, until a step is trained
  Judgement judgementBefore_;             // the correction
};

}  // namespace inkling
