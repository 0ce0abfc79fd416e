// IDX files made in memory, for tests.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/random.h"
#include "data/dataset.h"
#include "data/idx.h"

namespace inkling {

using Bytes = std::vector<std::uint8_t>;

// A header with these dimensions, then the values.
inline Bytes idxBytes(const std::vector<std::uint32_t>& dimensions, const Bytes& values) {
  Bytes bytes = {0, 0, 8, static_cast<std::uint8_t>(dimensions.size())};
  for (const std::uint32_t dimension : dimensions) {
    for (const int shift : {24, 16, 8, 0}) {
      bytes.push_back(static_cast<std::uint8_t>(dimension >> shift));
    }
  }
  bytes.insert(bytes.end(), values.begin(), values.end());
  return bytes;
}

inline Bytes labelBytes(const Bytes& labels) {
  return idxBytes({static_cast<std::uint32_t>(labels.size())}, labels);
}

// Image i is all of the value i (modulo 256).
inline Bytes imageBytes(std::uint32_t count, std::uint32_t rows, std::uint32_t columns) {
  Bytes pixels;
  for (std::uint32_t i = 0; i < count; ++i) {
    pixels.insert(pixels.end(), std::size_t{rows} * columns, static_cast<std::uint8_t>(i));
  }
  return idxBytes({count, rows, columns}, pixels);
}

inline IdxFile idxFile(const std::string& name, Bytes bytes) {
  return IdxFile(name, std::move(bytes));
}

// Something to learn: 6 x 5 images of three classes. Class k is a bar in rows 2 k and 2 k + 1,
// under noise; the labels go round.
struct ToyFiles {
  static constexpr std::uint32_t kRows = 6;
  static constexpr std::uint32_t kColumns = 5;
  static constexpr std::uint32_t kClasses = 3;

  Bytes images;
  Bytes labels;

  ToyFiles(std::uint32_t count, std::uint32_t seed) {
    constexpr std::uint32_t kNoise = 150;
    constexpr std::uint8_t kInk = 100;
    Random random(seed);
    Bytes pixels;
    Bytes classes;
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::uint32_t label = i % kClasses;
      classes.push_back(static_cast<std::uint8_t>(label));
      for (std::uint32_t row = 0; row < kRows; ++row) {
        for (std::uint32_t column = 0; column < kColumns; ++column) {
          const auto noise = static_cast<std::uint8_t>(random.below(kNoise));
          pixels.push_back(static_cast<std::uint8_t>(row / 2 == label ? noise + kInk : noise));
        }
      }
    }
    images = idxBytes({count, kRows, kColumns}, pixels);
    labels = labelBytes(classes);
  }

  Dataset dataset() const {
    return Dataset(idxFile("toy-images", images), idxFile("toy-labels", labels));
  }
};

}  // namespace inkling
