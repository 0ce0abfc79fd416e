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

Changes changesAlong(const std::uint8_t* first, std::size_t step, int count) {
  Changes changes;
  for (int i = 1; i < count; ++i) {
    const int before = first[static_cast<std::size_t>(i - 1) * step];
    const int now = first[static_cast<std::size_t>(i) * step];
    changes.crossings += (before >= kInk) != (now >= kInk) ? 1 : 0;
    changes.total += std::abs(now - before);
  }
  return changes;
}

}  // namespace

Index strokeShapeSize(int rows, int columns) { return rows + columns + kSums; }

void writeStrokeShape(std::span<const std::uint8_t> image, int rows, int columns,
                      std::span<Scalar> features) {
  const auto width = static_cast<std::size_t>(columns);
  assert(image.size() == static_cast<std::size_t>(rows) * width);
  assert(features.size() == static_cast<std::size_t>(strokeShapeSize(rows, columns)));
  auto feature = features.begin();
  int alongRows = 0;
  for (int row = 0; row < rows; ++row) {
    const Changes changes =
        changesAlong(image.data() + static_cast<std::size_t>(row) * width, 1, columns);
    *feature++ = static_cast<Scalar>(changes.crossings);
    alongRows += changes.total;
  }
  int alongColumns = 0;
  for (int column = 0; column < columns; ++column) {
    const Changes changes = changesAlong(image.data() + column, width, rows);
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
