// A look at what training is given: distorted and written images.

#pragma once

#include <cstdint>

#include "data/training_data.h"
#include "session/session.h"

namespace inkling {

// As `Session::samples`, with a checked configuration. count: at least 1.
TrainingSamples makeSamples(const Config& config, const TrainingData& data, int count,
                            std::uint32_t draw);

}  // namespace inkling
