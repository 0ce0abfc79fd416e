// Optimizers by name.

#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "optimizer/optimizer.h"

namespace inkling {

// An optimizer reads the options that it has and leaves the others alone; one that is not given is
// the optimizer's usual number, which stands in its header.
struct OptimizerOptions {
  std::string name = "sgd";
  double learningRate = 0.1;
  std::optional<double> momentum = {};     // momentum, nesterov; beta1 of adam, adamw
  std::optional<double> beta2 = {};        // adam, adamw, rmsprop
  std::optional<double> epsilon = {};      // adam, adamw, rmsprop
  std::optional<double> weightDecay = {};  // all, decoupled (see Decay): 0.01 for adamw, else 0
  double l2 = 0;                           // all
  double clipNorm = 0;  // all: the largest joint norm of the gradients; 0: no limit
};

// "sgd", "momentum", "nesterov", "adam", "adamw", "rmsprop".
std::span<const std::string_view> optimizerNames();

// Throws kInvalidArgument for an unknown name, which lists the known ones, and for an option
// outside its range.
std::unique_ptr<Optimizer> makeOptimizer(const OptimizerOptions& options,
                                         std::vector<Parameter> parameters);

}  // namespace inkling
