// The best that a network has been.

#pragma once

#include <optional>
#include <vector>

#include "base/eigen.h"

namespace inkling {

// What the validation images said of the weights after an epoch.
struct ValidationResult {
  int epoch = 0;
  double accuracy = 0;  // 0..1
  double loss = 0;
};

// Keeps a copy of the weights with the highest validation accuracy; of equal ones those with the
// lower loss, and of those the earlier.
class BestWeights {
 public:
  // weights: all that makes the network, its parameters and what else it has learnt, such as the
  // running statistics of a normalisation. They must outlive this and keep their shapes.
  explicit BestWeights(std::vector<Matrix*> weights);

  // The weights as they are now have this result: keeps them if there are none or worse ones.
  // Returns whether it did.
  bool offer(const ValidationResult& result);

  // The result of the kept weights; nothing before the first offer.
  const std::optional<ValidationResult>& best() const { return best_; }

  // Gives the network the kept weights again. Only where `best` is something.
  void restore() const;

 private:
  std::vector<Matrix*> weights_;
  std::vector<Matrix> kept_;
  std::optional<ValidationResult> best_;
};

}  // namespace inkling
