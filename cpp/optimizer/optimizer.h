// What changes the parameters of a network.

#pragma once

#include <vector>

#include "layers/layer.h"

namespace inkling {

// Gets the parameters once; they must outlive it.
class Optimizer {
 public:
  virtual ~Optimizer() = default;
  Optimizer(const Optimizer&) = delete;
  Optimizer& operator=(const Optimizer&) = delete;

  // One update of all parameters from their gradients.
  virtual void step() = 0;

  // The backward pass through `network`, whose parameters these are, and one update. gradOutput
  // [batch, outputs] is the loss's gradient for the batch of the network's last `forward`. An
  // optimizer that can do both at once leaves the gradients of the parameters as they were.
  virtual void backwardAndStep(Layer& network, const Matrix& gradOutput) {
    network.backwardParameters(gradOutput);
    step();
  }

  double learningRate() const { return learningRate_; }

  // From the next step on. Throws kInvalidArgument unless it is above 0 and finite.
  void setLearningRate(double learningRate);

 protected:
  Optimizer(std::vector<Parameter> parameters, double learningRate);

  const std::vector<Parameter>& parameters() const { return parameters_; }

 private:
  std::vector<Parameter> parameters_;
  double learningRate_ = 0;
};

}  // namespace inkling
