// What one thread computes of a result.

#pragma once

#include "base/eigen.h"

namespace inkling::kernels {

// All of a result, or some of it.
struct Part {
  Index rowBegin;
  Index rowEnd;
  Index columnBegin;
  Index columnEnd;
  bool isFirst;  // of the thread's parts of this result
};

}  // namespace inkling::kernels
