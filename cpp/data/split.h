// Which images train a network, and which only measure it.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace inkling {

// Indices of images, in ascending order. No image is in both, every image is in one.
struct Split {
  std::vector<std::uint32_t> training;
  std::vector<std::uint32_t> validation;
};

// The last `validationCount` of `count` images are for validation: 1 .. count - 1 of them, else
// kInvalidArgument.
Split tailSplit(int count, int validationCount);

// round(fraction * count) images, drawn at random and of each class in proportion, are for
// validation. Throws kInvalidArgument unless that leaves at least one image on both sides.
Split stratifiedSplit(std::span<const std::uint8_t> labels, double fraction, std::uint32_t seed);

// What a set without validation images of its own gets. From 20,000 images on it is the last sixth:
// for MNIST the usual 50,000 and 10,000. Smaller sets are stratified, with 15 % for validation
// (10,000 become 8,500 and 1,500) and a fixed seed. Throws kBadDataSet for a single image.
Split defaultSplit(std::span<const std::uint8_t> labels);

// All the indices, or `count` of them, evenly over them.
std::vector<std::uint32_t> atMost(std::size_t count, std::span<const std::uint32_t> indices);

}  // namespace inkling
