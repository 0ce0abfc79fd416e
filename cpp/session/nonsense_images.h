// What people draw that is no digit, as images.

#pragma once

#include <memory>

#include "base/random.h"
#include "data/made_images.h"

namespace inkling {

// 2,000 drawings of handwriting/nonsense.h, prepared as a drawing is, made one at a time;
// always the same. Their labels are 0 and mean nothing.
class NonsenseImages {
 public:
  NonsenseImages(int rows, int columns);

  // Makes the next one, where one is missing.
  void makeNext();

  bool isComplete() const;
  std::shared_ptr<const MadeImages> images() const { return images_; }

 private:
  int rows_;
  int columns_;
  Random random_;
  std::shared_ptr<MadeImages> images_;
};

}  // namespace inkling
