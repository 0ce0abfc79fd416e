// A limit to the length of a step.

#pragma once

#include <vector>

#include "layers/layer.h"

namespace inkling {

// Scales the gradients of all parameters by the same factor, so that their joint Euclidean norm is
// at most a limit. (R. Pascanu, T. Mikolov, Y. Bengio 2013, "On the difficulty of training
// recurrent neural networks".)
class GradientClip {
 public:
  // The parameters must outlive it. Throws kInvalidArgument unless the limit is above 0 and finite.
  GradientClip(std::vector<Parameter> parameters, double largestNorm);

  // Returns the norm as it was. One that is not finite leaves the gradients as they are: the loss
  // tells of that. The same bits with any number of threads.
  double apply();

 private:
  double norm();

  std::vector<Parameter> parameters_;
  double largestNorm_;
  std::vector<double> blockSums_;  // of squares; as many as the largest gradient has blocks
};

}  // namespace inkling
