// Gradient descent that keeps some of its speed.

#pragma once

#include <vector>

#include "optimizer/optimizer.h"

namespace inkling {

struct MomentumOptions {
  double momentum = 0.9;  // from 0 to below 1
  bool nesterov = false;
  Decay decay = {};
};

// velocity = momentum * velocity + grad, value -= learning rate * velocity; with Nesterov's variant
// value -= learning rate * (grad + momentum * velocity), the new one. The velocity is 0 at first.
//
// This is PyTorch's form: the learning rate stands outside of the velocity, so that a new rate acts
// on all of it at once. (B. Polyak 1964; Y. Nesterov 1983, as in I. Sutskever et al. 2013.)
class Momentum : public Optimizer {
 public:
  // Throws kInvalidArgument for an option outside its range.
  Momentum(std::vector<Parameter> parameters, double learningRate,
           const MomentumOptions& options = {});

 protected:
  void update() override;

 private:
  MomentumOptions options_;
  std::vector<Matrix> velocities_;  // one for each parameter
};

}  // namespace inkling
