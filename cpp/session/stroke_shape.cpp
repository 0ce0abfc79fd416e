#include "session/stroke_shape.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdlib>

namespace inkling {
namespace {

constexpr Index kSums = 4;  // ink, outline along rows, along columns, outline of the ink
constexpr int kInk = 128;   // darker is ink
constexpr auto kBlack = Scalar{255};

// What changes along one line of pixels.
struct Changes {
  int crossings = 0;  // between paper and ink
  int total = 0;      // of the grey values
};

Changes changesAlong(const std::uint8_t* first, Index step, Index count) {
  Changes changes;
  for (Index i = 1; i < count; ++i) {
    const int before = first[(i - 1) * step];
    const int now = first[i * step];
    changes.crossings += (before >= kInk) != (now >= kInk) ? 1 : 0;
    changes.total += std::abs(now - before);
  }
  return changes;
}

}  // namespace

Index strokeShapeSize(const ImageShape& shape) { return shape.rows + shape.columns + kSums; }

void writeStrokeShape(std::span<const std::uint8_t> image, const ImageShape& shape,
                      std::span<Scalar> features) {
  assert(image.size() == static_cast<std::size_t>(shape.size()));
  assert(features.size() == static_cast<std::size_t>(strokeShapeSize(shape)));
  auto feature = features.begin();
  int alongRows = 0;
  for (Index row = 0; row < shape.rows; ++row) {
    const Changes changes = changesAlong(image.data() + row * shape.columns, 1, shape.columns);
    *feature++ = static_cast<Scalar>(changes.crossings);
    alongRows += changes.total;
  }
  int alongColumns = 0;
  for (Index column = 0; column < shape.columns; ++column) {
    const Changes changes = changesAlong(image.data() + column, shape.columns, shape.rows);
    *feature++ = static_cast<Scalar>(changes.crossings);
    alongColumns += changes.total;
  }
  int ink = 0;
  for (const std::uint8_t pixel : image) {
    ink += pixel;
  }
  *feature++ = static_cast<Scalar>(ink) / kBlack;
  *feature++ = static_cast<Scalar>(alongRows) / kBlack;
  *feature++ = static_cast<Scalar>(alongColumns) / kBlack;
  *feature++ =
      static_cast<Scalar>(alongRows + alongColumns) / static_cast<Scalar>(std::max(ink, 1));
}

}  // namespace inkling
