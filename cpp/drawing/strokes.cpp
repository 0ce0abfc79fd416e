#include "drawing/strokes.h"

#include <cmath>
#include <cstddef>

#include "base/error.h"

namespace inkling {
namespace {

constexpr double kFarthest = 100;  // in pads: a mouse that was pulled over several screens
constexpr std::size_t kMostPoints = 100'000;

[[noreturn]] void refuse(const std::string& what, const std::string& reason) {
  throw Error(ErrorCode::kInvalidArgument, what + ": " + reason);
}

// Also false for NaN.
bool isCoordinate(double value) { return std::abs(value) <= kFarthest; }

}  // namespace

void checkStrokes(std::span<const Stroke> strokes, const std::string& what) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < strokes.size(); ++i) {
    const std::string name = "stroke " + std::to_string(i + 1);
    if (strokes[i].empty()) {
      refuse(what, "expected points in " + name + ", got none");
    }
    count += strokes[i].size();
    for (const auto& [x, y, pressure] : strokes[i]) {
      if (!isCoordinate(x) || !isCoordinate(y)) {
        refuse(what, "expected points in fractions of the pad, from -100 to 100, in " + name);
      }
      if (!(pressure >= 0 && pressure <= 1)) {
        refuse(what, "expected pressures from 0 to 1 in " + name);
      }
    }
  }
  if (count > kMostPoints) {
    refuse(what, "expected at most 100000 points, got " + std::to_string(count));
  }
}

}  // namespace inkling
