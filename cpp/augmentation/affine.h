// Rotation, scale, shear and shift, which together are one affine map.

#pragma once

#include "augmentation/augmentation_options.h"
#include "base/random.h"

namespace inkling {

// In pixels; x is a column, y a row.
struct Point {
  double x = 0;
  double y = 0;
};

// p -> linear part * p + shift.
struct AffineMap {
  double xx = 1, xy = 0;  // row 1 of the linear part
  double yx = 0, yy = 1;  // row 2
  Point shift;

  Point operator()(const Point& p) const {
    return {xx * p.x + xy * p.y + shift.x, yx * p.x + yy * p.y + shift.y};
  }
};

// One affine change of an image.
struct AffineChange {
  double rotation = 0;  // radians, clockwise as rows go down
  double scaleX = 1;
  double scaleY = 1;
  double shear = 0;  // x moves by this times y
  Point shift;
};

// Each uniform between its largest amounts. Always takes as many random numbers, so that an amount
// that is changed leaves the others' draws as they were.
AffineChange drawAffine(const AugmentationOptions& options, Random& random);

// From a place in the source image to where it lands: scaled, sheared, rotated about the middle of
// an image of this size, then shifted.
AffineMap forwardMap(const AffineChange& change, int rows, int columns);

// The map that undoes it. Its linear part must be invertible, as `forwardMap`'s is.
AffineMap inverse(const AffineMap& map);

}  // namespace inkling
