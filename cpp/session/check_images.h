// The images that a network is measured with beside those of the data set.

#pragma once

#include "data/training_data.h"
#include "session/drawn_images.h"
#include "session/nonsense_images.h"

namespace inkling {

// Made when they are first needed, a few at a time; all networks of the same data share them.
struct CheckImages {
  explicit CheckImages(const TrainingData& data)
      : drawn(data), nonsense(data.training.rows(), data.training.columns()) {}

  DrawnImages drawn;
  NonsenseImages nonsense;
};

}  // namespace inkling
