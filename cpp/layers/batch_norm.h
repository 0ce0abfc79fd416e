// Batch normalisation.

#pragma once

#include <vector>

#include "layers/layer.h"
#include "layers/layer_kind.h"

namespace inkling {

// output = gain * (input - mean) / sqrt(variance + 1e-5) + shift for each channel (S. Ioffe,
// C. Szegedy, "Batch Normalization", 2015). While it trains, mean and variance are those of the
// batch, over all images and places; else the running ones, so that what an image gives does not
// depend on the others. The running ones move by a tenth towards each batch's.
class BatchNorm : public Layer {
 public:
  // For inputs [batch, places * channels], the channels of a place side by side. Begins with gain 1
  // and shift 0. Throws kShapeMismatch unless there is a channel.
  explicit BatchNorm(Index channels);

  // "norm".
  static LayerKind kind();

  const Matrix& forward(const Matrix& input) override;
  const Matrix& backward(const Matrix& gradOutput) override;
  std::vector<Parameter> parameters() override;  // gain, shift
  std::vector<Matrix*> statistics() override;    // running mean, running variance
  void setTraining(bool isTraining) override { isTraining_ = isTraining; }

 private:
  void measureBatch(const Matrix& input);

  Index channels_;
  bool isTraining_ = false;
  Matrix gain_;  // [1, channels], as all of these
  Matrix shift_;
  Matrix gradGain_;
  Matrix gradShift_;
  Matrix runningMean_;
  Matrix runningVariance_;
  Matrix mean_;              // of the last batch
  Matrix inverseDeviation_;  // the same
  Matrix scale_;             // output = scale * input + offset
  Matrix offset_;
  Matrix output_;     // [batch, places * channels]
  Matrix gradInput_;  // the same
  Matrix partials_;
  std::vector<double> sums_;
  const Matrix* input_ = nullptr;
};

}  // namespace inkling
