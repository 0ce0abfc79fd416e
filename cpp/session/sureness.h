// Whether a drawing looks like a digit at all. A network that knows ten digits calls everything one
// of them, and its probabilities alone tell too little: half of what is none gets a high one.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "data/dataset.h"
#include "drawing/gray_image.h"
#include "layers/sequential.h"
#include "session/drawn_images.h"
#include "session/nonsense_images.h"
#include "training/two_kinds.h"

namespace inkling {

// Sureness is a matter of digits: of data sets with other things nothing is known to be none.
constexpr int kDigitClasses = 10;

// Tells digits from what is none by what the network makes of them, the outputs of its last hidden
// layer and its sorted logits, and by the shape of their strokes.
struct Sureness {
  TwoKindsScore score;
  Scalar threshold = 0;  // of the score

  // For an image that the network has just been given, alone.
  bool isSure(const Sequential& network, const Matrix& logits, const GrayImage& image) const;
};

// Finds the score of a network, with three thousand digits against two thousand drawings that are
// none, and the threshold: the score that one in fifty of the drawn validation digits stays below.
// In small pieces of work, between which the network must not be trained.
class SurenessFit {
 public:
  // The digits are those of `images` with these indices, or three thousand of them. All must
  // outlive this; `drawn` must be complete.
  SurenessFit(Sequential& network, const Dataset& images, const std::vector<std::uint32_t>& indices,
              NonsenseImages& nonsense, const DrawnImages& drawn);

  // The next piece.
  void work();

  bool isDone() const { return part_ == Part::kDone; }

  // Only when done.
  Sureness result() const;
  double drawnAccuracy() const;  // of the drawn validation digits, 0..1

 private:
  enum class Part { kMaking, kDigits, kNonsense, kFitting, kThreshold, kDone };

  // Gives the network the next images of `images` and has what it makes of them in `features_`, and
  // how many it reads right in `right_`. Returns whether these were the last.
  bool lookAt(const Dataset& images, const std::vector<std::uint32_t>& indices);

  Sequential* network_;
  Dataset images_;
  NonsenseImages* nonsense_;
  Dataset drawnImages_;
  std::vector<std::uint32_t> digits_;
  std::vector<std::uint32_t> others_;
  std::vector<std::uint32_t> drawn_;
  Part part_ = Part::kMaking;
  std::size_t position_ = 0;    // in the indices that are looked at
  Matrix features_;             // of the images looked at last
  int right_ = 0;               // of them
  std::vector<Scalar> inputs_;  // the features of digits and others
  std::vector<std::uint8_t> isDigit_;
  std::optional<TwoKindsFit> fit_;
  Sureness sureness_;
  std::vector<Scalar> drawnScores_;
  int drawnRight_ = 0;
};

}  // namespace inkling
