#include "layers/initialization.h"

#include <cmath>

namespace inkling {

double initialDeviation(Initialization initialization, Index inputs, Index outputs) {
  const Index fan = initialization == Initialization::kXavierNormal ? inputs + outputs : inputs;
  return std::sqrt(2.0 / static_cast<double>(fan));
}

Matrix initialWeights(Initialization initialization, Index inputs, Index outputs, Random& random) {
  const double deviation = initialDeviation(initialization, inputs, outputs);
  Matrix weights(inputs, outputs);
  for (Index row = 0; row < inputs; ++row) {
    for (Index column = 0; column < outputs; ++column) {
      weights(row, column) = static_cast<Scalar>(deviation * random.normal());
    }
  }
  return weights;
}

}  // namespace inkling
