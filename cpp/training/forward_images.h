// Images through a network.

#pragma once

#include "data/batch.h"
#include "layers/layer.h"

namespace inkling {

// Brings the images of `batch` into the form that the network is fastest with, and returns its
// logits [images, classes]. `batch` must live, unchanged, until `backward` is done.
const Matrix& forwardImages(Layer& network, Batch& batch);

}  // namespace inkling
