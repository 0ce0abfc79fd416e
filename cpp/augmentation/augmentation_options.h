// How much training images are changed before a network sees them, and how that is written.

#pragma once

#include <string>

namespace inkling {

// The largest amount of each change; what an image gets is drawn anew each time it is seen. Zero
// leaves a change out.
struct AugmentationOptions {
  double rotation = 0;      // degrees, to either side
  double scale = 0;         // share by which width and height, each for itself, grow or shrink
  double shear = 0;         // how far a row slides for each pixel of height: the slant of a hand
  double shift = 0;         // pixels, along both axes
  double elasticAlpha = 0;  // Simard's alpha, see elastic.h
  double elasticSigma = 4;  // Simard's sigma, in pixels
  double thickness = 0;     // pixels by which strokes grow wider or thinner

  // Not a change: how many epochs see the same version of an image, a whole number. More than 1
  // saves time and costs memory, see batch_augmenter.h.
  double every = 1;

  bool operator==(const AugmentationOptions&) const = default;
};

// Reads what a link, the command line and the page say: changes with their amounts, in any order,
// separated by commas, as "rotate10,scale0.1,shear0.1,shift1.5,elastic34x4,thick0.6,every3"
// (elastic: alpha x sigma). Spaces around them are allowed, and nothing at all means no change.
// Throws kInvalidArgument where it cannot be read, with the place.
AugmentationOptions parseAugmentation(const std::string& text);

// The text that `parseAugmentation` reads as `options`, in one fixed order; "" for no change.
std::string formatAugmentation(const AugmentationOptions& options);

// Throws kInvalidArgument for an amount outside its range.
void checkAugmentation(const AugmentationOptions& options);

}  // namespace inkling
