// How many of a batch a network classifies rightly.

#pragma once

#include <cstdint>
#include <span>

#include "base/eigen.h"

namespace inkling {

// logits or probabilities [batch, classes] and as many labels -> rows whose largest entry is at the
// label.
int countCorrect(const Matrix& scores, std::span<const std::uint8_t> labels);

}  // namespace inkling
