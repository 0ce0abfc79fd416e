// A configuration -> an untrained network.

#pragma once

#include <memory>

#include "base/random.h"
#include "layers/sequential.h"
#include "session/session.h"

namespace inkling {

struct BuiltNetwork {
  std::unique_ptr<Sequential> layers;  // [batch, inputs] -> logits [batch, outputs]
  NetworkSummary summary;
};

// Dense layers of the configured widths with the activation between them, and a last one for the
// logits; weights drawn layer by layer. Throws kInvalidArgument for what the configuration does not
// know.
BuiltNetwork buildNetwork(const Config& config, int inputs, int outputs, Random& random);

}  // namespace inkling
