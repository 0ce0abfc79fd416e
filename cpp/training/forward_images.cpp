#include "training/forward_images.h"

namespace inkling {

const Matrix& forwardImages(Layer& network, Batch& batch) {
  if (network.skipsZeros() && writeInk(batch)) {
    return network.forwardSparse(batch.ink);
  }
  writeInputs(batch);
  return network.forward(batch.inputs);
}

}  // namespace inkling
