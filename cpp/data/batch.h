// Some images on their way into a network.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/eigen.h"
#include "kernels/sparse_rows.h"

namespace inkling {

// Images of one size as bytes, wherever they lie, and then as a network takes them, in one of two
// forms.
struct Batch {
  std::vector<std::span<const std::uint8_t>> images;
  std::vector<std::uint8_t> labels;  // one for each image
  Matrix inputs;                     // [batch, pixels], 0..1
  kernels::SparseRows ink;           // the same without its zeros
};

// Writes pixel k of each image as k / 255 into `inputs`.
void writeInputs(Batch& batch);

// The same into `ink`, which takes a third of the time where most pixels are zero. False, with
// nothing written, where they are not, judged by the first images.
bool writeInk(Batch& batch);

}  // namespace inkling
