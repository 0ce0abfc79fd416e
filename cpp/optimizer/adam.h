// Steps of about the same length for every weight.

#pragma once

#include <cstdint>
#include <vector>

#include "optimizer/optimizer.h"

namespace inkling {

struct AdamOptions {
  double beta1 = 0.9;    // from 0 to below 1
  double beta2 = 0.999;  // from 0 to below 1
  double epsilon = 1e-8;
  Decay decay = {};
};

// With the number t of this step, 1 for the first:
//   mean = beta1 * mean + (1 - beta1) * grad
//   square = beta2 * square + (1 - beta2) * grad^2
//   value -= learning rate * mean / (1 - beta1^t) / (sqrt(square / (1 - beta2^t)) + epsilon)
// Both means are 0 at first, which the divisions by 1 - beta^t make up for. (D. Kingma, J. Ba 2015,
// algorithm 1.) With `decay.decoupled` it is AdamW (I. Loshchilov, F. Hutter 2019, algorithm 2).
class Adam : public Optimizer {
 public:
  // Throws kInvalidArgument for an option outside its range.
  Adam(std::vector<Parameter> parameters, double learningRate, const AdamOptions& options = {});

 protected:
  void update() override;

 private:
  AdamOptions options_;
  std::int64_t steps_ = 0;       // t: of the optimizer, not of a parameter
  std::vector<Matrix> means_;    // one for each parameter
  std::vector<Matrix> squares_;  // one for each parameter
};

}  // namespace inkling
