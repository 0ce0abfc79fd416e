#include "session/sureness.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <numeric>
#include <span>
#include <utility>

#include "data/split.h"
#include "layers/image_shape.h"
#include "session/stroke_shape.h"
#include "training/accuracy.h"
#include "training/forward_images.h"

namespace inkling {
namespace {

constexpr std::size_t kMostDigits = 3000;
constexpr std::size_t kChunk = 128;
constexpr double kUnsureShare = 0.02;  // of real digits

// For a wider layer the logits and the strokes have to do: the features of all digits are kept
// until the fit is done.
constexpr Index kMostHidden = 512;

// By insertion: they are ten.
void sortDescending(std::span<Scalar> numbers) {
  for (std::size_t i = 1; i < numbers.size(); ++i) {
    for (std::size_t k = i; k > 0 && numbers[k - 1] < numbers[k]; --k) {
      std::swap(numbers[k - 1], numbers[k]);
    }
  }
}

// What the network made of the images that it got last, and their strokes: [images, features].
Matrix featuresOf(const Sequential& network, const Matrix& logits,
                  std::span<const std::span<const std::uint8_t>> images, const ImageShape& shape) {
  const Matrix* const hidden = network.lastHidden();
  const Index known = hidden != nullptr && hidden->cols() <= kMostHidden ? hidden->cols() : 0;
  const Index strokes = strokeShapeSize(shape);
  Matrix features(logits.rows(), known + logits.cols() + strokes);
  Scalar* place = features.data();
  for (Index row = 0; row < logits.rows(); ++row) {
    if (known > 0) {
      place = std::copy_n(hidden->data() + row * known, known, place);
    }
    Scalar* const sorted = place;
    place = std::copy_n(logits.data() + row * logits.cols(), logits.cols(), place);
    sortDescending(std::span(sorted, place));
    writeStrokeShape(images[static_cast<std::size_t>(row)], shape,
                     std::span(place, static_cast<std::size_t>(strokes)));
    place += strokes;
  }
  return features;
}

}  // namespace

bool Sureness::isSure(const Sequential& network, const Matrix& logits,
                      const GrayImage& image) const {
  const std::span<const std::uint8_t> pixels = image.pixels;
  const Matrix features =
      featuresOf(network, logits, std::span(&pixels, 1), {image.rows, image.columns});
  return score(features)(0, 0) >= threshold;
}

SurenessFit::SurenessFit(Sequential& network, const Dataset& images,
                         const std::vector<std::uint32_t>& indices, NonsenseImages& nonsense,
                         const DrawnImages& drawn)
    : network_(&network),
      images_(images),
      nonsense_(&nonsense),
      drawnImages_(drawn.beside(images)),
      digits_(atMost(kMostDigits, indices)),
      drawn_(drawn.indices().begin(), drawn.indices().end()) {}

void SurenessFit::work() {
  switch (part_) {
    case Part::kMaking:
      nonsense_->makeNext();
      if (nonsense_->isComplete()) {
        part_ = Part::kDigits;
      }
      break;
    case Part::kDigits:
    case Part::kNonsense: {
      const bool areDigits = part_ == Part::kDigits;
      const bool wereLast = lookAt(images_, areDigits ? digits_ : others_);
      inputs_.insert(inputs_.end(), features_.data(), features_.data() + features_.size());
      isDigit_.resize(isDigit_.size() + static_cast<std::size_t>(features_.rows()),
                      areDigits ? 1 : 0);
      if (!wereLast) {
        break;
      }
      if (areDigits) {
        images_.addMade(nonsense_->images(), 0);
        others_.resize(nonsense_->images()->labels.size());
        std::iota(others_.begin(), others_.end(), static_cast<std::uint32_t>(images_.count()));
        part_ = Part::kNonsense;
      } else {
        fit_.emplace(std::exchange(inputs_, {}), std::exchange(isDigit_, {}));
        part_ = Part::kFitting;
      }
      break;
    }
    case Part::kFitting:
      fit_->pass();
      if (fit_->isDone()) {
        sureness_.score = fit_->score();
        fit_.reset();
        part_ = Part::kThreshold;
      }
      break;
    case Part::kThreshold: {
      const bool wereLast = lookAt(drawnImages_, drawn_);
      const Matrix scores = sureness_.score(features_);
      drawnScores_.insert(drawnScores_.end(), scores.data(), scores.data() + scores.size());
      drawnRight_ += right_;
      if (wereLast) {
        const auto limit =
            drawnScores_.begin() +
            static_cast<std::ptrdiff_t>(kUnsureShare * static_cast<double>(drawnScores_.size()));
        std::sort(drawnScores_.begin(), drawnScores_.end());
        sureness_.threshold = *limit;
        part_ = Part::kDone;
      }
      break;
    }
    case Part::kDone:
      break;
  }
}

Sureness SurenessFit::result() const {
  assert(isDone());
  return sureness_;
}

double SurenessFit::drawnAccuracy() const {
  assert(isDone());
  return static_cast<double>(drawnRight_) / static_cast<double>(drawn_.size());
}

bool SurenessFit::lookAt(const Dataset& images, const std::vector<std::uint32_t>& indices) {
  const std::size_t size = std::min(kChunk, indices.size() - position_);
  Batch batch;
  images.choose(std::span(indices).subspan(position_, size), batch);
  const Matrix& logits = forwardImages(*network_, batch);
  right_ = countCorrect(logits, batch.labels);
  features_ = featuresOf(*network_, logits, batch.images, {images.rows(), images.columns()});
  position_ += size;
  if (position_ < indices.size()) {
    return false;
  }
  position_ = 0;
  return true;
}

}  // namespace inkling
