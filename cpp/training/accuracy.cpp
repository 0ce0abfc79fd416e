#include "training/accuracy.h"

#include <cassert>
#include <cstddef>

#include "loss/softmax.h"

namespace inkling {

int countCorrect(const Matrix& scores, std::span<const std::uint8_t> labels) {
  assert(labels.size() == static_cast<std::size_t>(scores.rows()));
  int correct = 0;
  for (Index row = 0; row < scores.rows(); ++row) {
    correct += likeliestClass(scores, row) == labels[static_cast<std::size_t>(row)] ? 1 : 0;
  }
  return correct;
}

}  // namespace inkling
