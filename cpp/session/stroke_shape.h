// What can be said of the strokes in an image without knowing what they mean.

#pragma once

#include <cstdint>
#include <span>

#include "base/eigen.h"
#include "layers/image_shape.h"

namespace inkling {

// How many features an image of this shape, with one channel, has.
Index strokeShapeSize(const ImageShape& shape);

// Writes them for an image, 0 paper, 255 ink: how often paper and ink change along each row, and
// along each column; how much ink there is, in pixels; how much grey values change from a pixel to
// the next along all rows and along all columns, which is about the length of the outline; and that
// length for each pixel of ink.
void writeStrokeShape(std::span<const std::uint8_t> image, const ImageShape& shape,
                      std::span<Scalar> features);

}  // namespace inkling
