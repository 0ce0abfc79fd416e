// Gradients divided by their usual size.

#pragma once

#include <vector>

#include "optimizer/optimizer.h"

namespace inkling {

struct RmsPropOptions {
  double beta2 = 0.99;  // from 0 to below 1: how much of the mean square stays
  double epsilon = 1e-8;
  Decay decay = {};
};

// square = beta2 * square + (1 - beta2) * grad^2, value -= learning rate * grad / (sqrt(square) +
// epsilon). The mean square is 0 at first, and nothing makes up for that: early steps are longer.
// (T. Tieleman, G. Hinton 2012, lecture 6.5 of "Neural networks for machine learning"; epsilon
// outside of the root and the default of beta2, which they call alpha, are PyTorch's.)
class RmsProp : public Optimizer {
 public:
  // Throws kInvalidArgument for an option outside its range.
  RmsProp(std::vector<Parameter> parameters, double learningRate,
          const RmsPropOptions& options = {});

 protected:
  void update() override;

 private:
  RmsPropOptions options_;
  std::vector<Matrix> squares_;  // one for each parameter
};

}  // namespace inkling
