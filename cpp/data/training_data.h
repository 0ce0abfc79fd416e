// Files -> everything that a training needs to know of its data.

#pragma once

#include <optional>
#include <vector>

#include "data/dataset.h"
#include "data/idx.h"
#include "data/split.h"

namespace inkling {

struct TrainingData {
  Dataset training;             // with the validation images
  std::optional<Dataset> test;  // of the same image size
  Split split;                  // of `training`
  int classes = 2;              // the largest label of both sets + 1, at least 2
};

// Finds out which file is which by what is in them: images and labels belong together if there are
// as many of both, and the smaller pair is the test set. Two or four files, in any order; taken
// over without a copy. Throws kBadDataSet where they do not fit together.
TrainingData assembleTrainingData(std::vector<IdxFile> files);

}  // namespace inkling
