// The text form of a network's hidden layers, as it stands in a URL.

#pragma once

#include <string>
#include <vector>

namespace inkling {

// "100,200" -> {100, 200}; "" -> {}. Up to 8 widths from 1 to 4096, separated by commas, spaces
// allowed around each. Throws kInvalidArgument with the place (1 for the first character) of what
// cannot be understood.
std::vector<int> parseLayers(const std::string& text);

}  // namespace inkling
