// The loss of a classifier.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/eigen.h"

namespace inkling {

// Softmax and cross-entropy in one, from the logits z and the label y of each sample:
// loss = mean over the batch of log(sum_k exp(z_k)) - sum_k q_k z_k,
// where the target q is onehot(y), or, with label smoothing s,
// (1 - s) * onehot(y) + s / classes (C. Szegedy et al. 2016, "Rethinking the Inception architecture
// for computer vision", section 7): the network is not rewarded for being ever more certain.
// Stable for all finite logits: the largest one is subtracted first.
class SoftmaxCrossEntropy {
 public:
  // labelSmoothing: from 0 to below 1. Throws kInvalidArgument for another.
  explicit SoftmaxCrossEntropy(double labelSmoothing = 0);

  // logits [batch, classes], one label 0 .. classes - 1 a row -> mean loss, at least 0. Not finite
  // if a logit is not. Throws kShapeMismatch where there are not as many labels as rows, or none,
  // and kInvalidArgument where a label is not a class.
  double forward(const Matrix& logits, std::span<const std::uint8_t> labels);

  // The gradient of the last `forward`'s mean with respect to its logits, [batch, classes]:
  // (softmax(z) - q) / batch.
  const Matrix& backward() const { return gradLogits_; }

 private:
  double labelSmoothing_;
  Matrix gradLogits_;  // [batch, classes]; made by `forward`, which has the exponentials at hand
  std::vector<double> losses_;  // of each sample; added up in their order by one thread
};

}  // namespace inkling
