#include "training/forward_images.h"

namespace inkling {

const Matrix& forwardImages(Layer& network, const Dataset& data,
                            std::span<const std::uint32_t> indices, Batch& batch) {
  if (network.skipsZeros() && data.gatherInk(indices, batch)) {
    return network.forwardSparse(batch.ink);
  }
  data.gather(indices, batch);
  return network.forward(batch.inputs);
}

}  // namespace inkling
