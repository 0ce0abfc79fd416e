#include "session/network_builder.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/names_text.h"
#include "layers/dense.h"
#include "layers/layer_kind.h"
#include "session/network_spec.h"

namespace inkling {
namespace {

// 80 MB of weights and as much of gradients: the memory and the patience that a tab has.
constexpr std::int64_t kMostParameters = 20'000'000;

// The streams of random numbers from which layers take theirs, see session.cpp for the others.
constexpr std::uint64_t kFirstLayerStream = 1000;

struct PlannedLayer {
  const LayerKind* kind;
  std::vector<double> numbers;
  ImageShape input;
};

struct PlannedNetwork {
  std::vector<PlannedLayer> layers;  // the last one for the logits
  NetworkSummary summary;
};

[[noreturn]] void refuse(const std::string& setting, const std::string& expected,
                         const std::string& got) {
  throw Error(ErrorCode::kInvalidArgument,
              setting + ": expected " + expected + ", got \"" + got + "\"");
}

const ActivationKind& findActivation(const std::string& name) {
  const auto kinds = activationKinds();
  const auto found = std::find_if(kinds.begin(), kinds.end(),
                                  [&](const ActivationKind& kind) { return kind.name == name; });
  if (found == kinds.end()) {
    std::vector<std::string_view> names;
    for (const ActivationKind& kind : kinds) {
      names.push_back(kind.name);
    }
    refuse("activation", namesText(names), name);
  }
  return *found;
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

const LayerKind& denseKind() {
  static const LayerKind kind = Dense::kind();
  return kind;
}

// Shapes and counts, before anything is made.
PlannedNetwork plan(const std::string& text, const ImageShape& input, int outputs) {
  std::vector<LayerSpec> specs = parseLayers(text);
  specs.push_back({&denseKind(), {static_cast<double>(outputs)}, std::to_string(outputs), 0});
  PlannedNetwork network;
  network.summary.text = std::to_string(input.size());
  ImageShape shape = input;
  std::int64_t parameters = 0;
  double multiplyAdds = 0;
  double ofFirst = 0;
  for (LayerSpec& spec : specs) {
    const LayerPlan layer = spec.kind->plan(spec.numbers, shape);
    if (!layer.problem.empty()) {
      refuseLayers(text, layer.problem, spec.position);
    }
    network.layers.push_back({spec.kind, std::move(spec.numbers), shape});
    network.summary.text += "-" + spec.text;
    shape = layer.output;
    parameters += layer.parameters;
    multiplyAdds += static_cast<double>(layer.multiplyAdds);
    ofFirst = network.layers.size() == 1 ? multiplyAdds : ofFirst;
  }
  if (parameters > kMostParameters) {
    throw Error(ErrorCode::kInvalidArgument,
                "layers: expected a network of at most " + std::to_string(kMostParameters) +
                    " parameters, got one of " + std::to_string(parameters) +
                    ". Fewer or narrower layers have less.");
  }
  network.summary.inputs = static_cast<int>(input.size());
  network.summary.outputs = outputs;
  network.summary.parameterCount = static_cast<int>(parameters);
  // Forward, the gradient of the weights, and that of the input, which the first layer is spared.
  network.summary.trainingFlops = 2 * (3 * multiplyAdds - ofFirst);
  return network;
}

}  // namespace

BuiltNetwork buildNetwork(const Config& config, const ImageShape& input, int outputs,
                          Random& weights) {
  const ActivationKind& activation = findActivation(config.activation);
  LayerMaking making = {parseInitialization(config.initialization), weights, config.seed,
                        kFirstLayerStream};
  PlannedNetwork planned = plan(config.layers, input, outputs);

  std::vector<std::unique_ptr<Layer>> layers;
  bool isActivationDue = false;
  for (const PlannedLayer& layer : planned.layers) {
    if (isActivationDue && layer.kind->name != "norm") {
      layers.push_back(activation.make());
      isActivationDue = false;
    }
    layers.push_back(layer.kind->make(layer.numbers, layer.input, making));
    ++making.stream;
    isActivationDue |= layer.kind->isActivated;
  }
  return {std::make_unique<Sequential>(std::move(layers)), std::move(planned.summary)};
}

}  // namespace inkling
