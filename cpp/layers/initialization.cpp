#include "layers/initialization.h"

#include <cmath>

namespace inkling {

double initialDeviation(Initialization initialization, Index inputs, Index outputs) {
  const Index fan = initialization == Initialization::kXavierNormal ? inputs + outputs : inputs;
  return std::sqrt(2.0 / static_cast<double>(fan));
}

Matrix normalWeights(Index rows, Index columns, double deviation, Random& random) {
  Matrix weights(rows, columns);
  for (Index row = 0; row < rows; ++row) {
    for (Index column = 0; column < columns; ++column) {
      weights(row, column) = static_cast<Scalar>(deviation * random.normal());
    }
  }
  return weights;
}

Matrix initialWeights(Initialization initialization, Index inputs, Index outputs, Random& random) {
  return normalWeights(inputs, outputs, initialDeviation(initialization, inputs, outputs), random);
}

}  // namespace inkling
