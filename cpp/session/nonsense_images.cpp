#include "session/nonsense_images.h"

#include <cstddef>

#include "drawing/brush.h"
#include "drawing/preprocess.h"
#include "handwriting/nonsense.h"

namespace inkling {
namespace {

constexpr std::size_t kCount = 2000;
constexpr std::uint64_t kNonsenseSeed = 2;

}  // namespace

NonsenseImages::NonsenseImages(int rows, int columns)
    : rows_(rows),
      columns_(columns),
      random_(kNonsenseSeed),
      images_(std::make_shared<MadeImages>()) {}

void NonsenseImages::makeNext() {
  if (isComplete()) {
    return;
  }
  const GrayImage drawing = renderStrokes(writeNonsense(random_).strokes, kSmallPad);
  const PreparedDrawing prepared = preprocess(drawing, rows_, columns_);
  if (!prepared.blank) {
    images_->add(prepared.image.pixels, 0);
  }
}

bool NonsenseImages::isComplete() const { return images_->labels.size() == kCount; }

}  // namespace inkling
