// What changes the parameters of a network.

#pragma once

#include <optional>
#include <vector>

#include "layers/layer.h"
#include "optimizer/decay.h"
#include "optimizer/gradient_clip.h"

namespace inkling {

// Gets the parameters once; they must outlive it.
class Optimizer {
 public:
  virtual ~Optimizer() = default;
  Optimizer(const Optimizer&) = delete;
  Optimizer& operator=(const Optimizer&) = delete;

  // One update of all parameters from their gradients, which are clipped first if that was asked
  // for.
  void step();

  // The backward pass through `network`, whose parameters these are, and one update. gradOutput
  // [batch, outputs] is the loss's gradient for the batch of the network's last `forward`. An
  // optimizer that can do both at once leaves the gradients of the parameters as they were.
  virtual void backwardAndStep(Layer& network, const Matrix& gradOutput) {
    network.backwardParameters(gradOutput);
    step();
  }

  double learningRate() const { return learningRate_; }

  // From the next step on. Throws kInvalidArgument unless it is above 0 and finite, and small
  // enough for the weight decay to leave something of the weights.
  void setLearningRate(double learningRate);

  // From the next step on the joint norm of all gradients is at most this. Throws kInvalidArgument
  // unless it is above 0 and finite.
  void clipGradients(double largestNorm);

 protected:
  Optimizer(std::vector<Parameter> parameters, double learningRate, const Decay& decay = {});

  // What `step` is for: all parameters, once.
  virtual void update() = 0;

  const std::vector<Parameter>& parameters() const { return parameters_; }

  // Whether the gradients are taken as they are: neither decay nor clipping.
  bool takesPlainGradients() const;

  // How a parameter decays in this step: grad + l2 * value is its gradient, and keep * value is
  // what the step begins from. 0 and 1 for one that does not decay, which changes no bit.
  struct DecayFactors {
    Scalar l2;
    Scalar keep;
  };
  DecayFactors decayFactors(const Parameter& parameter) const;

  // A matrix of zeros of each parameter's shape.
  std::vector<Matrix> zerosLikeParameters() const;

 private:
  std::vector<Parameter> parameters_;
  double learningRate_ = 0;
  Decay decay_;
  std::optional<GradientClip> clip_;
};

}  // namespace inkling
