// Memory that runs out, as an error of the library.

#pragma once

#include <new>

#include "base/error.h"

namespace inkling {

// Does what `function` does and returns what it returns. Throws kOutOfMemory in the place of
// std::bad_alloc, the only exception of the standard library that input can cause.
template <typename Function>
auto withoutBadAlloc(Function function) {
  try {
    return function();
  } catch (const std::bad_alloc&) {
    throw Error(ErrorCode::kOutOfMemory,
                "There is not enough memory for this. A smaller network or data set needs less.");
  }
}

}  // namespace inkling
