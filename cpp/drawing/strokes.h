// What a pen leaves: the points that it passed.

#pragma once

#include <span>
#include <string>
#include <vector>

namespace inkling {

// In fractions of a square pad, y downward. A hand may leave the pad.
struct StrokePoint {
  double x = 0;
  double y = 0;
  double pressure = 0.5;  // 0..1; 0.5 draws as wide as the brush, and stands where none is told
};

// From where the pen came down to where it was lifted. A single point is a dot.
using Stroke = std::vector<StrokePoint>;

// Throws kInvalidArgument unless every stroke has a point, all points are numbers within 100 pads
// of the pad with pressures 0..1, and there are at most 100,000 of them. `what` names the strokes
// in the error.
void checkStrokes(std::span<const Stroke> strokes, const std::string& what);

}  // namespace inkling
