// Thicker and thinner strokes, as from another pen.

#pragma once

#include "augmentation/padded_image.h"

namespace inkling {

// The mean width of the strokes in pixels; 0 where there is no ink.
//
// A stroke has twice its length as its outline, so its width is 2 area / outline. The outline's
// length is the image's total variation (H. Federer's coarea formula: the lengths of the outlines
// at all grey levels, averaged), measured along rows and columns alone, which over all directions
// finds 4 / pi of it (Cauchy and Crofton).
double strokeWidth(const PaddedImage& image);

// Moves the outline of the ink by `reach` pixels, at most 1: outwards, or inwards where it is
// negative, so that strokes become 2 `reach` wider. What reaches beyond the image is lost.
//
// It is the dilation (inwards: the erosion) of grey-scale morphology by a disc (J. Serra, "Image
// Analysis and Mathematical Morphology", 1982), of the image as bilinear interpolation fills it in:
// a pixel becomes the darkest place on the disc's rim, which is looked for in eight directions.
// Where an edge is a ramp of greys, this moves the ramp by exactly `reach`, so a fraction of a
// pixel is no less smooth than a whole one.
void moveOutline(const PaddedImage& image, double reach, PaddedImage& moved);

}  // namespace inkling
