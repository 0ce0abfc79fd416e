// What is measured after an epoch, in small pieces of work.

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "data/training_data.h"
#include "layers/sequential.h"
#include "session/check_images.h"
#include "session/session.h"
#include "session/sureness.h"
#include "training/evaluation.h"

namespace inkling {

// How far the word of a network can be taken, after the epoch.
struct Judgement {
  double temperature = 1;
  std::optional<Sureness> sureness;  // none before the first epoch, or for other things than digits
};

// Measures ten thousand of the training images or all that there are, the validation images, and
// the latter as drawings, and finds out how far the network's word can be taken. The first of all
// epochs has to make the drawings. The network must not be trained in between.
class EpochMeasuring {
 public:
  // What the network is trained with.
  struct Images {
    const Dataset* images = nullptr;
    const std::vector<std::uint32_t>* indices = nullptr;
  };

  // network: [batch, imageSize] -> logits [batch, classes]. All must outlive this.
  EpochMeasuring(Sequential& network, const TrainingData& data, const Images& trained,
                 CheckImages& checks, int epoch);

  EpochMeasuring(const EpochMeasuring&) = delete;  // its evaluation refers to its images
  EpochMeasuring& operator=(const EpochMeasuring&) = delete;

  // The next piece: a chunk of images, or a drawing, or a step of a fit. Returns how many images it
  // has measured. Throws as `Evaluation::measureChunk`.
  int measureChunk();

  bool isDone() const { return part_ == Part::kDone; }

  // Only when done.
  const EpochResult& result() const { return result_; }
  const Judgement& judgement() const { return judgement_; }

 private:
  enum class Part { kTraining, kValidation, kMakingDrawings, kDrawings, kSureness, kDone };

  void finishEvaluation();
  void startDrawings();

  Sequential* network_;
  const TrainingData* data_;
  Images trained_;
  CheckImages* checks_;
  Part part_ = Part::kTraining;
  std::vector<std::uint32_t> trainingIndices_;  // that are measured
  Dataset images_;                              // with the drawings, once they are made
  std::optional<Evaluation> evaluation_;
  std::optional<SurenessFit> fit_;
  EpochResult result_;
  Judgement judgement_;
};

}  // namespace inkling
