#include "session/sureness.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <numeric>
#include <span>
#include <utility>

#include "training/forward_images.h"

namespace inkling {
namespace {

constexpr std::size_t kMostDigits = 1000;
constexpr std::size_t kChunk = 128;
constexpr double kUnsureShare = 0.02;  // of real digits

// A step of the fit takes 15 ms then, and four times as long for twice as many; for a wider layer
// the logits have to do.
constexpr Index kMostHidden = 256;

// By insertion: they are ten.
void sortDescending(std::span<Scalar> numbers) {
  for (std::size_t i = 1; i < numbers.size(); ++i) {
    for (std::size_t k = i; k > 0 && numbers[k - 1] < numbers[k]; --k) {
      std::swap(numbers[k - 1], numbers[k]);
    }
  }
}

// What the network made of the batch that it got last: [batch, features].
Matrix featuresOf(const Sequential& network, const Matrix& logits) {
  const Matrix* const hidden = network.lastHidden();
  const Index known = hidden != nullptr && hidden->cols() <= kMostHidden ? hidden->cols() : 0;
  Matrix features(logits.rows(), known + logits.cols());
  if (known > 0) {
    features.leftCols(known) = *hidden;
  }
  features.rightCols(logits.cols()) = logits;
  for (Index row = 0; row < logits.rows(); ++row) {
    sortDescending(std::span(&features(row, known), static_cast<std::size_t>(logits.cols())));
  }
  return features;
}

// Evenly over them.
std::vector<std::uint32_t> atMost(std::size_t count, const std::vector<std::uint32_t>& indices) {
  std::vector<std::uint32_t> chosen;
  const std::size_t wanted = std::min(count, indices.size());
  for (std::size_t i = 0; i < wanted; ++i) {
    chosen.push_back(indices[i * indices.size() / wanted]);
  }
  return chosen;
}

}  // namespace

bool Sureness::isSure(const Sequential& network, const Matrix& logits, Index row) const {
  return score(featuresOf(network, logits), row) >= threshold;
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
      const Index before = inputs_.rows();
      inputs_.conservativeResize(before + features_.rows(), features_.cols());
      inputs_.bottomRows(features_.rows()) = features_;
      isDigit_.resize(static_cast<std::size_t>(inputs_.rows()), areDigits ? 1 : 0);
      if (!wereLast) {
        break;
      }
      if (areDigits) {
        images_.addMade(nonsense_->images(), 0);
        others_.resize(nonsense_->images()->labels.size());
        std::iota(others_.begin(), others_.end(), static_cast<std::uint32_t>(images_.count()));
        part_ = Part::kNonsense;
      } else {
        regression_.emplace(std::exchange(inputs_, {}), isDigit_);
        part_ = Part::kFitting;
      }
      break;
    }
    case Part::kFitting:
      regression_->step();
      if (regression_->isDone()) {
        sureness_.score = regression_->score();
        part_ = Part::kThreshold;
      }
      break;
    case Part::kThreshold: {
      const bool wereLast = lookAt(drawnImages_, drawn_);
      for (Index row = 0; row < features_.rows(); ++row) {
        drawnScores_.push_back(sureness_.score(features_, row));
      }
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

bool SurenessFit::lookAt(const Dataset& images, const std::vector<std::uint32_t>& indices) {
  const std::size_t size = std::min(kChunk, indices.size() - position_);
  Batch batch;
  images.choose(std::span(indices).subspan(position_, size), batch);
  features_ = featuresOf(*network_, forwardImages(*network_, batch));
  position_ += size;
  if (position_ < indices.size()) {
    return false;
  }
  position_ = 0;
  return true;
}

}  // namespace inkling
