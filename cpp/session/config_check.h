// Which settings can be trained.

#pragma once

#include "session/session.h"

namespace inkling {

// Throws kInvalidArgument unless the learning rate is above 0 and at most 100, the batch size
// 1 .. 4096 and the number of epochs 1 .. 1000.
void checkTuning(double learningRate, int batchSize, int epochs);

// Throws kInvalidArgument unless the share of written digits is 0 .. 0.9.
void checkStyles(double styles);

}  // namespace inkling
