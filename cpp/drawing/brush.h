// Strokes -> pixels: the one brush for drawings on the page, recorded drawings and written digits.

#pragma once

#include <span>

#include "drawing/gray_image.h"
#include "drawing/strokes.h"

namespace inkling {

// A round brush on a square pad, in pixels. Pressure p makes it 0.6 + 0.8 p as wide.
struct Brush {
  int padSize = 280;
  double width = 20;
};

// The same on a pad of half the size, for drawings that nobody looks at: what becomes of them in
// 28 x 28 pixels is the same but for a fraction of a pixel, and it takes a third of the time.
constexpr Brush kSmallPad = {.padSize = 140, .width = 10};

// The ink of the brush led along the smooth curve through each stroke (drawing/smooth_curve.h),
// ends round. A pixel's grey is the part of it that is covered, taken from the distance d of its
// middle to the line: radius + 1/2 - d, within 0..1. What is off the pad is cut off. Throws as
// `checkStrokes`; for a pad larger than 2048 or a brush not wider than 0, kInvalidArgument.
GrayImage renderStrokes(std::span<const Stroke> strokes, const Brush& brush = {});

}  // namespace inkling
