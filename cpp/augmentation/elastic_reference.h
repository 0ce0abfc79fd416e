// Simard's displacement field as his paper has it: the plain version of elastic.h, which its tests
// compare with.

#pragma once

#include <vector>

#include "base/random.h"

namespace inkling {

// One of the two components, dx or dy, [rows, columns] row by row, in pixels. The random numbers
// reach beyond the image, so that its edges are like its middle.
std::vector<float> simardField(double alpha, double sigma, int rows, int columns, Random& random);

}  // namespace inkling
