#include "optimizer/make_optimizer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/error.h"
#include "base/names_text.h"
#include "base/range_check.h"
#include "optimizer/adam.h"
#include "optimizer/momentum.h"
#include "optimizer/rms_prop.h"
#include "optimizer/sgd.h"

namespace inkling {
namespace {

using Parameters = std::vector<Parameter>;
using OptimizerPointer = std::unique_ptr<Optimizer>;

Decay decayOf(const OptimizerOptions& options, double usualWeightDecay = 0) {
  return {options.l2, options.weightDecay.value_or(usualWeightDecay)};
}

OptimizerPointer makeSgd(const OptimizerOptions& options, Parameters parameters) {
  return std::make_unique<Sgd>(std::move(parameters), options.learningRate, decayOf(options));
}

template <bool kNesterov>
OptimizerPointer makeMomentum(const OptimizerOptions& options, Parameters parameters) {
  MomentumOptions own;
  own.momentum = options.momentum.value_or(own.momentum);
  own.nesterov = kNesterov;
  own.decay = decayOf(options);
  return std::make_unique<Momentum>(std::move(parameters), options.learningRate, own);
}

AdamOptions adamOptions(const OptimizerOptions& options) {
  AdamOptions own;
  own.beta1 = options.momentum.value_or(own.beta1);
  own.beta2 = options.beta2.value_or(own.beta2);
  own.epsilon = options.epsilon.value_or(own.epsilon);
  own.decay = decayOf(options);
  return own;
}

OptimizerPointer makeAdam(const OptimizerOptions& options, Parameters parameters) {
  return std::make_unique<Adam>(std::move(parameters), options.learningRate, adamOptions(options));
}

OptimizerPointer makeAdamW(const OptimizerOptions& options, Parameters parameters) {
  constexpr double kUsualWeightDecay = 0.01;  // of the paper's code, and PyTorch's
  AdamOptions own = adamOptions(options);
  own.decay = decayOf(options, kUsualWeightDecay);
  return std::make_unique<Adam>(std::move(parameters), options.learningRate, own);
}

OptimizerPointer makeRmsProp(const OptimizerOptions& options, Parameters parameters) {
  RmsPropOptions own;
  own.beta2 = options.beta2.value_or(own.beta2);
  own.epsilon = options.epsilon.value_or(own.epsilon);
  own.decay = decayOf(options);
  return std::make_unique<RmsProp>(std::move(parameters), options.learningRate, own);
}

struct Entry {
  std::string_view name;
  OptimizerPointer (*make)(const OptimizerOptions&, Parameters);
};

// A new optimizer is one line here.
constexpr auto kEntries = std::to_array<Entry>({
    {"sgd", makeSgd},
    {"momentum", makeMomentum<false>},
    {"nesterov", makeMomentum<true>},
    {"adam", makeAdam},
    {"adamw", makeAdamW},
    {"rmsprop", makeRmsProp},
});

constexpr auto kNames = [] {
  std::array<std::string_view, kEntries.size()> names;
  std::transform(kEntries.begin(), kEntries.end(), names.begin(),
                 [](const Entry& entry) { return entry.name; });
  return names;
}();

}  // namespace

std::span<const std::string_view> optimizerNames() { return kNames; }

std::unique_ptr<Optimizer> makeOptimizer(const OptimizerOptions& options,
                                         std::vector<Parameter> parameters) {
  const auto entry = std::find_if(kEntries.begin(), kEntries.end(), [&](const Entry& candidate) {
    return candidate.name == options.name;
  });
  if (entry == kEntries.end()) {
    throw Error(ErrorCode::kInvalidArgument,
                "optimizer: expected " + namesText(kNames) + ", got \"" + options.name + "\"");
  }
  checkNotNegative("clipping norm", options.clipNorm);
  OptimizerPointer optimizer = entry->make(options, std::move(parameters));
  if (options.clipNorm > 0) {
    optimizer->clipGradients(options.clipNorm);
  }
  return optimizer;
}

}  // namespace inkling
