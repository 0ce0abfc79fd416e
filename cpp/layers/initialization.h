// Random weights for a network that has not learnt yet.

#pragma once

#include "base/eigen.h"
#include "base/random.h"

namespace inkling {

enum class Initialization {
  kXavierNormal,  // deviation sqrt(2 / (inputs + outputs)): X. Glorot, Y. Bengio 2010
  kHeNormal,      // deviation sqrt(2 / inputs): K. He, X. Zhang, S. Ren, J. Sun 2015
};

// Standard deviation of the weights of a layer with so many inputs and outputs, both at least 1.
double initialDeviation(Initialization initialization, Index inputs, Index outputs);

// Normal weights [rows, columns] of mean 0, drawn row by row.
Matrix normalWeights(Index rows, Index columns, double deviation, Random& random);

// The same [inputs, outputs] with the deviation of a layer of that many inputs and outputs.
Matrix initialWeights(Initialization initialization, Index inputs, Index outputs, Random& random);

}  // namespace inkling
