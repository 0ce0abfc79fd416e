#include "drawing/smooth_curve.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace inkling {
namespace {

constexpr double kMinDistance = 0.006;
constexpr double kMostPieces = 64;  // of the curve between two points

struct Vector {
  double x = 0;
  double y = 0;
};

Vector operator+(Vector a, Vector b) { return {a.x + b.x, a.y + b.y}; }
Vector operator-(Vector a, Vector b) { return {a.x - b.x, a.y - b.y}; }
Vector operator*(double scale, Vector a) { return {scale * a.x, scale * a.y}; }
double length(Vector a) { return std::sqrt(a.x * a.x + a.y * a.y); }

Vector place(const StrokePoint& point) { return {point.x, point.y}; }

double distance(const StrokePoint& a, const StrokePoint& b) { return length(place(a) - place(b)); }

// The control point beside `at` on the way to `next`; d1, d2: roots of the distances to the point
// before and to the one after. (Catmull-Rom with knots at distance^(1/2), written as a Bezier
// curve.)
Vector control(Vector previous, Vector at, Vector next, double d1, double d2) {
  const double scale = 3 * d1 * (d1 + d2);
  if (scale == 0) {
    return at;
  }
  const double a = 2 * d1 * d1 + 3 * d1 * d2 + d2 * d2;
  return (1 / scale) * (d1 * d1 * next - d2 * d2 * previous + a * at);
}

// Of a cubic Bezier curve, cut evenly in its parameter, within `tolerance`: a chord of the n-th
// part is off by at most |second derivative| / (8 n^2), and that derivative is at most 6 times the
// larger of the second differences of the control points.
int piecesFor(const std::array<Vector, 4>& bezier, double tolerance) {
  const double bend = std::max(length(bezier[0] - 2 * bezier[1] + bezier[2]),
                               length(bezier[1] - 2 * bezier[2] + bezier[3]));
  return static_cast<int>(
      std::clamp(std::ceil(std::sqrt(0.75 * bend / tolerance)), 1.0, kMostPieces));
}

Vector pointAt(const std::array<Vector, 4>& bezier, double t) {
  const double u = 1 - t;
  return u * u * u * bezier[0] + 3 * u * u * t * bezier[1] + 3 * u * t * t * bezier[2] +
         t * t * t * bezier[3];
}

}  // namespace

Stroke withoutTremble(const Stroke& stroke) {
  Stroke kept;
  for (std::size_t i = 0; i < stroke.size(); ++i) {
    if (kept.empty() || distance(kept.back(), stroke[i]) >= kMinDistance) {
      kept.push_back(stroke[i]);
    } else if (i + 1 == stroke.size() && kept.size() > 1) {
      kept.back() = stroke[i];
    }
  }
  return kept;
}

Stroke smoothCurve(const Stroke& stroke, double tolerance) {
  const Stroke points = withoutTremble(stroke);
  Stroke curve;
  if (!points.empty()) {
    curve.push_back(points.front());
  }
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const Vector from = place(points[i]);
    const Vector to = place(points[i + 1]);
    // Before the first point and after the last, the neighbour mirrored.
    const Vector before = i > 0 ? place(points[i - 1]) : 2 * from - to;
    const Vector after = i + 2 < points.size() ? place(points[i + 2]) : 2 * to - from;
    const double d1 = std::sqrt(length(from - before));
    const double d2 = std::sqrt(length(to - from));
    const double d3 = std::sqrt(length(after - to));
    const std::array<Vector, 4> bezier = {from, control(before, from, to, d1, d2),
                                          control(after, to, from, d3, d2), to};
    const int pieces = piecesFor(bezier, tolerance);
    for (int piece = 1; piece <= pieces; ++piece) {
      const double t = piece / static_cast<double>(pieces);
      const auto [x, y] = pointAt(bezier, t);
      curve.push_back(
          {x, y, points[i].pressure + t * (points[i + 1].pressure - points[i].pressure)});
    }
  }
  return curve;
}

}  // namespace inkling
