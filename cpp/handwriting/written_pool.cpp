#include "handwriting/written_pool.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <numeric>
#include <span>

#include "drawing/brush.h"
#include "drawing/preprocess.h"

namespace inkling {
namespace {

constexpr std::uint64_t kLabelStream = 1;  // stream 0 of the seed is the writer's
constexpr std::size_t kDigits = 10;

}  // namespace

WrittenPool::WrittenPool(std::uint32_t seed, int size, int rows, int columns)
    : writer_(seed),
      labels_(seed, kLabelStream),
      seed_(seed),
      rows_(rows),
      columns_(columns),
      images_(std::make_shared<MadeImages>()) {
  assert(size >= 1 && rows >= 1 && columns >= 1);
  const auto count = static_cast<std::size_t>(size);
  images_->labels.resize(count);
  images_->pixels.resize(count * static_cast<std::size_t>(rows) *
                         static_cast<std::size_t>(columns));
}

bool WrittenPool::isOf(std::uint32_t seed, int rows, int columns) const {
  return seed == seed_ && rows == rows_ && columns == columns_;
}

void WrittenPool::write(int count) {
  const std::size_t imageSize =
      static_cast<std::size_t>(rows_) * static_cast<std::size_t>(columns_);
  for (; count > 0 && !isComplete(); --count) {
    if (nextLabels_.empty()) {
      nextLabels_.resize(kDigits);
      std::iota(nextLabels_.begin(), nextLabels_.end(), std::uint8_t{0});
      labels_.shuffle(std::span(nextLabels_));
    }
    const WrittenDigit digit = writer_.write(nextLabels_.back());
    const PreparedDrawing prepared =
        preprocess(renderStrokes(digit.strokes, kSmallPad), rows_, columns_);
    const auto at = static_cast<std::size_t>(written_);
    std::copy(prepared.image.pixels.begin(), prepared.image.pixels.end(),
              images_->pixels.begin() + static_cast<std::ptrdiff_t>(at * imageSize));
    images_->labels[at] = nextLabels_.back();
    nextLabels_.pop_back();
    ++written_;
  }
}

int WrittenPool::size() const { return static_cast<int>(images_->labels.size()); }

int WrittenPool::written() const { return written_; }

}  // namespace inkling
