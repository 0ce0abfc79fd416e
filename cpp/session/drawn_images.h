// Validation images as people would have drawn them on the page's pad.

#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "data/dataset.h"
#include "data/made_images.h"
#include "data/training_data.h"

namespace inkling {

// Up to 2,000 validation images, put on the pad (augmentation/on_pad.h) and prepared as a drawing
// is. Always the same for the same data, and made a few at a time.
class DrawnImages {
 public:
  explicit DrawnImages(const TrainingData& data);

  // Makes the next one, where one is missing.
  void makeNext(const TrainingData& data);

  bool isComplete() const { return images_->labels.size() == chosen_.size(); }

  // As those that are behind the data set's own (see `Dataset::addMade`), from its `count()` on.
  Dataset beside(const Dataset& data) const;
  std::span<const std::uint32_t> indices() const { return indices_; }

 private:
  std::vector<std::uint32_t> chosen_;
  std::vector<std::uint32_t> indices_;
  std::shared_ptr<MadeImages> images_;
};

}  // namespace inkling
