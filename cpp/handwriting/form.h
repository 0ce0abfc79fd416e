// A way in which a character is written.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace inkling {

// A point that the pen aims at, in a box of 1 x 1, y downward. At a corner it stops and turns,
// elsewhere it swings through.
struct AimPoint {
  double x = 0;
  double y = 0;
  bool isCorner = false;
};

using AimStroke = std::vector<AimPoint>;

struct Form {
  std::string name;  // "slashed"
  std::vector<AimStroke> strokes;
};

// Reads strokes in the notation of the points of SVG's polylines, "x,y x,y", in a box of 100 x 100;
// " / " lifts the pen, and a point written twice is a corner. Throws kInternal for anything else.
std::vector<AimStroke> parseForm(std::string_view text);

}  // namespace inkling
