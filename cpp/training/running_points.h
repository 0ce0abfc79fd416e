// How the loss and the accuracy move within an epoch.

#pragma once

#include <cstddef>
#include <optional>

namespace inkling {

// The mean over a fixed stretch of the training images (a twentieth of an epoch), measured on each
// batch before its own update. The stretches depend on the data alone, not on how a run is sliced.
struct RunningPoint {
  double epochs = 0;  // position of the stretch's end, in epochs since the start
  double loss = 0;
  double accuracy = 0;  // 0..1
};

// Gathers the batches of a training into such points. A stretch ends with the batch that reaches
// its end; where batches are larger than stretches, each batch is one.
class RunningPoints {
 public:
  static constexpr int kPerEpoch = 20;

  // epochSize: training images, at least 1.
  explicit RunningPoints(std::size_t epochSize);

  // A batch of `samples` images with its mean loss and how many were classified rightly. Returns
  // the point that it completes, if it does.
  std::optional<RunningPoint> add(double meanLoss, int correct, std::size_t samples);

 private:
  std::size_t epochSize_;
  int epoch_ = 0;             // complete ones
  std::size_t position_ = 0;  // images since the epoch's beginning
  double lossSum_ = 0;
  int correct_ = 0;
  std::size_t samples_ = 0;
};

}  // namespace inkling
