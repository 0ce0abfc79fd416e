// Mini-batch gradient descent.

#pragma once

#include <vector>

#include "optimizer/optimizer.h"

namespace inkling {

// value -= learning rate * grad. (H. Robbins, S. Monro 1951; "stochastic" because the gradient is
// that of a mini-batch.)
class Sgd : public Optimizer {
 public:
  Sgd(std::vector<Parameter> parameters, double learningRate, const Decay& decay = {});

  void backwardAndStep(Layer& network, const Matrix& gradOutput) override;

 protected:
  void update() override;
};

}  // namespace inkling
