// An image of a digit, as someone would have drawn it on the page's pad.

#pragma once

#include <cstdint>
#include <span>

#include "base/random.h"
#include "drawing/gray_image.h"

namespace inkling {

// Puts the ink of `image` [rows, columns], at most 64 x 64 bytes, on a pad of 280 x 280: its longer
// side 30 to 90 % of the pad's, turned by up to 12 degrees, with a brush 0.65 to 1.5 times as wide
// in proportion, anywhere where it is whole. The outline lies where the image, as bilinear
// interpolation fills it in, is half as dark as ink, and is as sharp as the brush's. Blank for an
// image without ink.
GrayImage onPad(std::span<const std::uint8_t> image, int rows, int columns, Random& random);

}  // namespace inkling
