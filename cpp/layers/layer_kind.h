// What the text form of a network, "conv8x5,pool2,dense128", can name. Each kind of layer says here
// what its numbers mean and how it is made; layer_kinds.cpp lists them all.

#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "layers/image_shape.h"
#include "layers/initialization.h"
#include "layers/layer.h"

namespace inkling {

// One of the numbers of a layer: the 5 of "conv8x5" has the mark 'x', the 8 none (0).
struct LayerNumber {
  char mark = 0;
  const char* what = "";  // "the side of the filters"
  double least = 0;
  double most = 0;
  bool isWhole = true;
  bool isNeeded = true;
  double usual = 0;  // where it is left out; 0 may also mean that it follows from others
};

// What is known of a layer before it is made. `problem` is a sentence's end, "windows that fit into
// the image of 4 x 4", where the numbers do not fit the input: then the rest means nothing.
struct LayerPlan {
  ImageShape output = {};
  std::int64_t parameters = 0;
  std::int64_t multiplyAdds = 0;  // of the forward pass of one image, where the layer has weights
  std::string problem = {};
};

// What layers are made with. Weights come from `weights`, in the order of the layers; a layer that
// needs random numbers while it trains takes its own stream, so that it does not disturb those.
struct LayerMaking {
  Initialization initialization = Initialization::kXavierNormal;
  Random& weights;
  std::uint64_t seed = 0;    // of the streams
  std::uint64_t stream = 0;  // one that no other layer has
};

using LayerNumbers = std::span<const double>;

struct LayerKind {
  std::string_view name;     // "conv"
  std::string_view example;  // "conv8x5", for messages
  std::vector<LayerNumber> numbers = {};
  bool isActivated = false;  // the network's activation function follows it
  LayerPlan (*plan)(LayerNumbers numbers, const ImageShape& input) = nullptr;
  std::unique_ptr<Layer> (*make)(LayerNumbers numbers, const ImageShape& input,
                                 LayerMaking& making) = nullptr;
};

// An activation function by its name.
struct ActivationKind {
  std::string_view name;
  std::unique_ptr<Layer> (*make)() = nullptr;
};

// All of them. The name "" is no kind's: a bare number is a dense layer.
std::span<const LayerKind> layerKinds();
std::span<const ActivationKind> activationKinds();

}  // namespace inkling
