// How the numbers of one image lie in its row of a matrix.

#pragma once

#include "base/eigen.h"

namespace inkling {

// [rows, columns, channels], the channels of a pixel side by side. A layer that knows no places,
// such as a dense one, gives 1 x 1 pixels of many channels.
struct ImageShape {
  Index rows = 1;
  Index columns = 1;
  Index channels = 1;

  Index size() const { return rows * columns * channels; }
  bool operator==(const ImageShape&) const = default;
};

}  // namespace inkling
