// Images of a data set through a network.

#pragma once

#include <cstdint>
#include <span>

#include "data/dataset.h"
#include "layers/layer.h"

namespace inkling {

// Gathers the images with these indices into `batch`, in the form that the network is fastest with,
// and returns its logits [indices, classes]. `batch` must live, unchanged, until `backward` is
// done.
const Matrix& forwardImages(Layer& network, const Dataset& data,
                            std::span<const std::uint32_t> indices, Batch& batch);

}  // namespace inkling
