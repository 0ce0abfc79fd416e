#include "session/drawn_images.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <numeric>

#include "augmentation/on_pad.h"
#include "base/random.h"
#include "drawing/preprocess.h"

namespace inkling {
namespace {

// Making one takes a third of a millisecond.
constexpr std::size_t kMostImages = 2000;

// The same pads whatever the seed of the training is.
constexpr std::uint64_t kDrawnSeed = 1;

}  // namespace

DrawnImages::DrawnImages(const TrainingData& data) : images_(std::make_shared<MadeImages>()) {
  const auto& validation = data.split.validation;
  const std::size_t count = std::min(validation.size(), kMostImages);
  chosen_.assign(validation.begin(), validation.begin() + static_cast<std::ptrdiff_t>(count));
  indices_.resize(count);
  std::iota(indices_.begin(), indices_.end(), static_cast<std::uint32_t>(data.training.count()));
}

void DrawnImages::makeNext(const TrainingData& data) {
  if (isComplete()) {
    return;
  }
  const Dataset& images = data.training;
  const std::uint32_t index = chosen_[images_->labels.size()];
  Random random(kDrawnSeed, index);
  const GrayImage drawing = onPad(images.image(index), images.rows(), images.columns(), random);
  GrayImage image = preprocess(drawing, images.rows(), images.columns()).image;
  image.pixels.resize(static_cast<std::size_t>(images.imageSize()));  // one without ink stays blank
  images_->add(image.pixels, images.label(index));
}

Dataset DrawnImages::beside(const Dataset& data) const {
  assert(isComplete());
  Dataset both = data;
  both.addMade(images_, 0);
  return both;
}

}  // namespace inkling
