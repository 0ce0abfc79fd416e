#include "loss/softmax.h"

#include <cmath>

namespace inkling {

double softmaxRow(const Matrix& logits, Index row, Matrix& probabilities) {
  const Scalar largest = logits(row, likeliestClass(logits, row));
  Scalar sum = 0;
  for (Index k = 0; k < logits.cols(); ++k) {
    probabilities(row, k) = std::exp(logits(row, k) - largest);
    sum += probabilities(row, k);
  }
  probabilities.row(row) /= sum;
  return static_cast<double>(largest) + std::log(static_cast<double>(sum));
}

void softmax(const Matrix& logits, Matrix& probabilities) {
  probabilities.resize(logits.rows(), logits.cols());
  for (Index row = 0; row < logits.rows(); ++row) {
    softmaxRow(logits, row, probabilities);
  }
}

int likeliestClass(const Matrix& scores, Index row) {
  Index best = 0;
  for (Index k = 1; k < scores.cols(); ++k) {
    if (scores(row, k) > scores(row, best)) {
      best = k;
    }
  }
  return static_cast<int>(best);
}

}  // namespace inkling
