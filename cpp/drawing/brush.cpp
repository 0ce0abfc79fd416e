#include "drawing/brush.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/error.h"
#include "drawing/smooth_curve.h"

namespace inkling {
namespace {

constexpr int kLargestPad = 2048;
constexpr double kTolerancePixels = 0.1;  // of the curve: a 40th of a grey level where it counts
constexpr std::uint8_t kInk = 255;

// In pixels.
struct Touch {
  float x = 0;
  float y = 0;
  float radius = 0;
};

float pressureWidth(double pressure) { return static_cast<float>(0.6 + 0.8 * pressure); }

// The first and the end of the pixels whose middles are within [from, to].
struct Range {
  int begin;
  int end;
  Range(float from, float to, int size)
      : begin(static_cast<int>(std::clamp(std::ceil(from - 0.5F), 0.0F, float(size)))),
        end(static_cast<int>(std::clamp(std::floor(to - 0.5F) + 1, 0.0F, float(size)))) {}
};

// A share of 0..1 as a grey level, rounded. Not by std::lround, a call for each pixel.
std::uint8_t toByte(float share) {
  constexpr float kRounding = 0.5F;
  return static_cast<std::uint8_t>(share * kInk + kRounding);
}

class Paper {
 public:
  explicit Paper(int size) : image_{size, size, {}} {
    image_.pixels.resize(static_cast<std::size_t>(size) * static_cast<std::size_t>(size));
  }

  // A straight line from a to b, as wide as the mean of both. Looks only at the pixels of the box
  // around it, and of these only at those that are not full already: neighbouring pieces of a curve
  // share most of theirs.
  void draw(const Touch& a, const Touch& b) {
    const float radius = (a.radius + b.radius) / 2;
    const float reach = radius + 0.5F;
    const float full = std::max(radius - 0.5F, 0.0F);
    const float stepX = b.x - a.x;
    const float stepY = b.y - a.y;
    const float lengthSquare = stepX * stepX + stepY * stepY;
    const float inverse = lengthSquare > 0 ? 1 / lengthSquare : 0;
    const Range rows(std::min(a.y, b.y) - reach, std::max(a.y, b.y) + reach, image_.rows);
    const Range columns(std::min(a.x, b.x) - reach, std::max(a.x, b.x) + reach, image_.columns);
    for (int row = rows.begin; row < rows.end; ++row) {
      std::uint8_t* pixels = image_.pixels.data() + static_cast<std::ptrdiff_t>(row) *
                                                        static_cast<std::ptrdiff_t>(image_.columns);
      const float fromAY = float(row) + 0.5F - a.y;
      for (int column = columns.begin; column < columns.end; ++column) {
        if (pixels[column] == kInk) {
          continue;
        }
        const float fromAX = float(column) + 0.5F - a.x;
        const float along = std::clamp((fromAX * stepX + fromAY * stepY) * inverse, 0.0F, 1.0F);
        const float dx = fromAX - along * stepX;
        const float dy = fromAY - along * stepY;
        const float square = dx * dx + dy * dy;
        if (square >= reach * reach) {
          continue;
        }
        const float covered = square <= full * full ? 1 : std::min(reach - std::sqrt(square), 1.0F);
        pixels[column] = std::max(pixels[column], toByte(covered));
      }
    }
  }

  GrayImage take() { return std::move(image_); }

 private:
  GrayImage image_;
};

}  // namespace

GrayImage renderStrokes(std::span<const Stroke> strokes, const Brush& brush) {
  checkStrokes(strokes, "strokes");
  if (brush.padSize < 1 || brush.padSize > kLargestPad || !(brush.width > 0)) {
    throw Error(ErrorCode::kInvalidArgument,
                "brush: expected a pad of 1 to 2048 pixels and a width above 0");
  }
  Paper paper(brush.padSize);
  const auto touch = [&](const StrokePoint& point) {
    return Touch{static_cast<float>(point.x * brush.padSize),
                 static_cast<float>(point.y * brush.padSize),
                 static_cast<float>(brush.width / 2) * pressureWidth(point.pressure)};
  };
  for (const Stroke& stroke : strokes) {
    const Stroke curve = smoothCurve(stroke, kTolerancePixels / brush.padSize);
    Touch from = touch(curve.front());
    if (curve.size() == 1) {
      paper.draw(from, from);
    }
    for (std::size_t i = 1; i < curve.size(); ++i) {
      const Touch to = touch(curve[i]);
      paper.draw(from, to);
      from = to;
    }
  }
  return paper.take();
}

}  // namespace inkling
