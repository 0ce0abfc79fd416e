// A configuration -> an untrained network.

#pragma once

#include <memory>

#include "base/random.h"
#include "layers/image_shape.h"
#include "layers/sequential.h"
#include "session/session.h"

namespace inkling {

struct BuiltNetwork {
  std::unique_ptr<Sequential> layers;  // [batch, input.size()] -> logits [batch, outputs]
  NetworkSummary summary;
};

// The configured layers, and a dense one for the logits. The activation function follows each dense
// or convolution layer but the last; where that is followed by "norm", it comes after it. Weights
// are drawn layer by layer. Throws kInvalidArgument for what the configuration does not know, and
// for a network that is too large, before it takes memory.
BuiltNetwork buildNetwork(const Config& config, const ImageShape& input, int outputs,
                          Random& weights);

}  // namespace inkling
