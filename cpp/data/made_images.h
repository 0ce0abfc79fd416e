// Labelled images that are made here instead of loaded from files.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace inkling {

// `labels.size()` images of one size, one after the other: 0 is paper, 255 ink.
struct MadeImages {
  std::vector<std::uint8_t> pixels;
  std::vector<std::uint8_t> labels;

  void add(std::span<const std::uint8_t> image, std::uint8_t label) {
    pixels.insert(pixels.end(), image.begin(), image.end());
    labels.push_back(label);
  }
};

}  // namespace inkling
