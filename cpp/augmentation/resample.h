// The one place where a changed image is computed from its source: whatever moves pixels, affine or
// elastic, says where each comes from, so that the image is interpolated, and blurred, only once.

#pragma once

#include <cstdint>
#include <span>

#include "augmentation/affine.h"
#include "augmentation/elastic.h"
#include "augmentation/padded_image.h"

namespace inkling {

// Where the pixels of a changed image come from.
struct Warp {
  AffineMap backward;                          // from a pixel to its place in the source
  const ElasticDistortion* elastic = nullptr;  // none: affine alone
  const ElasticDistortion::Field* field = nullptr;
};

// Pixel p of `out` [rows, columns] is the source at backward(p) + displacement(p), by bilinear
// interpolation; places are rounded to 1/128 pixel. Beyond the source is paper.
void resample(const PaddedImage& source, const Warp& warp, std::span<std::uint8_t> out);

// The same in plain double arithmetic, to compare with. Takes four times as long.
void resamplePlainly(const PaddedImage& source, const Warp& warp, std::span<std::uint8_t> out);

}  // namespace inkling
