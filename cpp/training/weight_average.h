// A steadier network than the one that is trained.

#pragma once

#include <cstdint>
#include <vector>

#include "base/eigen.h"

namespace inkling {

// The exponential moving average of weights over the steps of a training: after each step
// average += (1 - d) * (weights - average), d = min(decay, (1 + t) / (10 + t)), where t counts the
// steps, 1 after the first. The smaller d of the beginning lets go of the initial weights sooner
// (TensorFlow's ExponentialMovingAverage with num_updates). It jumps about less than the weights
// themselves, and classifies better while the learning rate is high. (B. Polyak, A. Juditsky 1992.)
class WeightAverage {
 public:
  // weights: all that makes the network, its parameters and what else it has learnt, such as the
  // running statistics of a normalisation. They must outlive the average and keep their shapes.
  // decay: from 0 to below 1; 0.999 is usual. Throws kInvalidArgument for another.
  WeightAverage(std::vector<Matrix*> weights, double decay);

  // After each step of the training, not while the average is in the network.
  void update();

  // Puts the average into the network, to measure it or to read with it; called again, puts the
  // trained weights back, to train on. Nothing is copied: both change their memory, so that a
  // pointer into a matrix is no longer good afterwards, but one to it is.
  void swap();

  // Whether the network has the average's numbers now.
  bool isSwappedIn() const { return isSwappedIn_; }

 private:
  std::vector<Matrix*> weights_;
  std::vector<Matrix> average_;  // of the same shapes; the trained weights while swapped in
  double decay_;
  std::int64_t steps_ = 0;  // t
  bool isSwappedIn_ = false;
};

}  // namespace inkling
