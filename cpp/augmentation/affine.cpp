#include "augmentation/affine.h"

#include <cmath>
#include <numbers>

namespace inkling {

AffineChange drawAffine(const AugmentationOptions& options, Random& random) {
  constexpr double kRadiansPerDegree = std::numbers::pi / 180;
  const auto between = [&random](double most) { return (2 * random.uniform() - 1) * most; };
  AffineChange change;
  change.rotation = between(options.rotation) * kRadiansPerDegree;
  change.scaleX = 1 + between(options.scale);
  change.scaleY = 1 + between(options.scale);
  change.shear = between(options.shear);
  change.shift.x = between(options.shift);
  change.shift.y = between(options.shift);
  return change;
}

AffineMap forwardMap(const AffineChange& change, int rows, int columns) {
  const double cosine = std::cos(change.rotation);
  const double sine = std::sin(change.rotation);
  // [cos -sin; sin cos] * [1 shear; 0 1] * [scaleX 0; 0 scaleY]
  AffineMap map;
  map.xx = cosine * change.scaleX;
  map.xy = (cosine * change.shear - sine) * change.scaleY;
  map.yx = sine * change.scaleX;
  map.yy = (sine * change.shear + cosine) * change.scaleY;
  const Point middle = {(columns - 1) / 2.0, (rows - 1) / 2.0};
  const Point moved = map(middle);
  map.shift = {middle.x - moved.x + change.shift.x, middle.y - moved.y + change.shift.y};
  return map;
}

AffineMap inverse(const AffineMap& map) {
  const double determinant = map.xx * map.yy - map.xy * map.yx;
  AffineMap result;
  result.xx = map.yy / determinant;
  result.xy = -map.xy / determinant;
  result.yx = -map.yx / determinant;
  result.yy = map.xx / determinant;
  const Point shift = result(map.shift);
  result.shift = {-shift.x, -shift.y};
  return result;
}

}  // namespace inkling
