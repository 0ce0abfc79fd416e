// The text form of a network's hidden layers, as it stands in a URL.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "layers/layer_kind.h"

namespace inkling {

struct LayerSpec {
  const LayerKind* kind = nullptr;
  std::vector<double> numbers;  // as the kind's `numbers`
  std::string text;             // "conv8x5", as it stands there
  std::size_t position = 0;     // of it in the whole text, 1 for the first character
};

// "conv8x5,pool2,128" -> three layers; "" -> none. Up to 24 layers, separated by commas, spaces
// allowed around each: the name of a kind of layerKinds() and its numbers, or a bare number for a
// dense layer. Throws kInvalidArgument with the place of what cannot be understood.
std::vector<LayerSpec> parseLayers(const std::string& text);

// Throws kInvalidArgument: layers: "<text>": expected <expected> at position <position>.
[[noreturn]] void refuseLayers(const std::string& text, const std::string& expected,
                               std::size_t position);

}  // namespace inkling
