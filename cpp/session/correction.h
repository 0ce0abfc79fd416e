// Teaching a trained network a few drawings, in the midst of images that it knows.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "augmentation/batch_augmenter.h"
#include "data/made_images.h"
#include "data/training_data.h"
#include "layers/sequential.h"
#include "optimizer/optimizer.h"
#include "session/check_images.h"
#include "session/epoch_measuring.h"
#include "session/session.h"
#include "training/evaluation.h"
#include "training/trainer.h"

namespace inkling {

// A short training whose batches are examples, up to a quarter, and images that the network was
// trained with, all of them changed at random, so that it learns the manner and not the pixels, and
// does not forget. Afterwards the validation images are measured; where more than 0.003 of them are
// lost, the weights go half of the way back, and again, and at last all of it. In small pieces of
// work.
class Correction {
 public:
  // examples: prepared images with their labels, at least one. written: the digits that training is
  // mixed with, or none; they are remembered too. network: trained, as it reads. All must outlive
  // this.
  Correction(Sequential& network, const TrainingData& data, const Config& config,
             CheckImages& checks, const MadeImages& examples, const MadeImages* written);
  Correction(const Correction&) = delete;  // its parts refer to each other
  Correction& operator=(const Correction&) = delete;

  // The next piece. Throws kNonFiniteLoss; `undo` helps.
  void work();

  bool isDone() const { return part_ == Part::kDone; }
  double done() const;  // 0..1, about

  // Only when done.
  const CorrectionResult& result() const { return result_; }
  const Judgement& judgement() const { return judgement_; }

  // Gives the network the weights of before.
  void undo();

 private:
  enum class Part { kBefore, kTraining, kAfter, kSureness, kDone };

  // How many of the examples are read right.
  int countRight();
  void measureValidation();
  void takeBack(double share);  // of what the weights have changed by
  void judgeValidation();

  Sequential* network_;
  const TrainingData* data_;
  CheckImages* checks_;
  std::vector<Matrix*> weights_;
  std::vector<Matrix> before_;
  Dataset images_;  // with the examples
  std::vector<std::uint32_t> exampleIndices_;
  std::vector<std::uint32_t> rememberedIndices_;  // of training images and written digits
  BatchAugmenter augmenter_;
  std::unique_ptr<Optimizer> optimizer_;
  Trainer trainer_;
  Part part_ = Part::kBefore;
  int halvings_ = 0;
  std::optional<Evaluation> validation_;
  std::optional<SurenessFit> fit_;
  CorrectionResult result_;
  Judgement judgement_;
};

}  // namespace inkling
