#include "session/network_builder.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "layers/dense.h"
#include "layers/initialization.h"
#include "layers/relu.h"
#include "layers/sigmoid.h"
#include "layers/tanh.h"
#include "session/network_spec.h"

namespace inkling {
namespace {

// 80 MB of weights and as much of gradients: the memory and the patience that a tab has.
constexpr std::int64_t kMostParameters = 20'000'000;

[[noreturn]] void refuse(const std::string& setting, const std::string& expected,
                         const std::string& got) {
  throw Error(ErrorCode::kInvalidArgument,
              setting + ": expected " + expected + ", got \"" + got + "\"");
}

std::unique_ptr<Layer> makeActivation(const std::string& name) {
  if (name == "relu") {
    return std::make_unique<Relu>();
  }
  if (name == "sigmoid") {
    return std::make_unique<Sigmoid>();
  }
  if (name == "tanh") {
    return std::make_unique<Tanh>();
  }
  refuse("activation", "relu, sigmoid or tanh", name);
}

Initialization parseInitialization(const std::string& name) {
  if (name == "xavier") {
    return Initialization::kXavierNormal;
  }
  if (name == "he") {
    return Initialization::kHeNormal;
  }
  refuse("initialization", "xavier or he", name);
}

// Of the dense layers between these widths. Throws kInvalidArgument where they are too many.
int countParameters(int inputs, const std::vector<int>& widths) {
  std::int64_t count = 0;
  std::int64_t previous = inputs;
  for (const int width : widths) {
    count += (previous + 1) * width;
    previous = width;
  }
  if (count > kMostParameters) {
    throw Error(ErrorCode::kInvalidArgument,
                "layers: expected a network of at most " + std::to_string(kMostParameters) +
                    " parameters, got one of " + std::to_string(count) +
                    ". Fewer or narrower layers have less.");
  }
  return static_cast<int>(count);
}

}  // namespace

BuiltNetwork buildNetwork(const Config& config, int inputs, int outputs, Random& random) {
  std::vector<int> widths = parseLayers(config.layers);
  widths.push_back(outputs);
  const Initialization initialization = parseInitialization(config.initialization);
  makeActivation(config.activation);  // an unknown name is refused even where no layer needs it

  std::vector<std::unique_ptr<Layer>> layers;
  NetworkSummary summary = {std::to_string(inputs), inputs, outputs,
                            countParameters(inputs, widths)};
  int previous = inputs;
  for (const int width : widths) {
    if (!layers.empty()) {
      layers.push_back(makeActivation(config.activation));
    }
    layers.push_back(
        std::make_unique<Dense>(initialWeights(initialization, previous, width, random)));
    summary.text += "-" + std::to_string(width);
    previous = width;
  }
  return {std::make_unique<Sequential>(std::move(layers)), std::move(summary)};
}

}  // namespace inkling
