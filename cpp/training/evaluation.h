// Measuring a network on images that it is not trained with at the moment.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "data/dataset.h"
#include "layers/layer.h"
#include "loss/softmax_cross_entropy.h"
#include "training/confusion.h"

namespace inkling {

// Loss, accuracy and confusion over some images of a data set, in chunks, so that it can be
// interleaved with other work. The network must not be trained in between.
class Evaluation {
 public:
  static constexpr int kChunkSize = 128;  // images

  // network: [batch, imageSize] -> logits [batch, classes]. Everything must outlive the evaluation.
  // Throws kInvalidArgument where there are no indices.
  Evaluation(Layer& network, const Dataset& data, std::span<const std::uint32_t> indices,
             int classes);

  // Measures the next chunk and returns its number of images, 0 where all are measured. Throws
  // kNonFiniteLoss, with nothing changed, where the network's outputs are no numbers any more.
  int measureChunk();

  // To be called before the first chunk: has the logits and labels of all images to read
  // afterwards.
  void keepLogits();

  std::size_t measured() const { return position_; }
  bool done() const { return position_ == indices_.size(); }

  // Over the images measured so far, at least one.
  double loss() const;
  double accuracy() const;  // 0..1
  const Confusion& confusion() const { return confusion_; }

  // Where they are kept, of the images in the order of the indices: logits [images, classes].
  const Matrix& logits() const { return logits_; }
  std::span<const std::uint8_t> labels() const { return labels_; }

 private:
  Layer* network_;
  const Dataset* data_;
  std::span<const std::uint32_t> indices_;
  std::size_t position_ = 0;
  double lossSum_ = 0;
  Confusion confusion_;
  SoftmaxCrossEntropy loss_;
  Batch batch_;
  Matrix logits_;  // and labels: of all images, or empty where they are not kept
  std::vector<std::uint8_t> labels_;
};

}  // namespace inkling
