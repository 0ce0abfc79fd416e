// Probabilities from logits.

#pragma once

#include "base/eigen.h"

namespace inkling {

// Writes the softmax of one row of logits [batch, classes] into that row of probabilities, of the
// same shape: p_k = exp(z_k - m) / sum_j exp(z_j - m) with m = max z, which no finite logits can
// overflow. Returns log(sum_j exp(z_j)). Both are NaN if a logit is NaN or +infinity.
double softmaxRow(const Matrix& logits, Index row, Matrix& probabilities);

// logits [batch, classes] -> probabilities [batch, classes], each row summing to 1.
void softmax(const Matrix& logits, Matrix& probabilities);

// The class with the largest entry of a row of logits or probabilities; the first of equal ones.
int likeliestClass(const Matrix& scores, Index row);

}  // namespace inkling
