// Written digits for training, made before it begins.

#pragma once

#include <cstdint>
#include <memory>

#include "data/made_images.h"
#include "handwriting/digit_writer.h"

namespace inkling {

// Writing and drawing a digit takes as long as ten steps of training with one, so that they are
// made once and used again. That takes some seconds: `write` does it bit by bit.
class WrittenPool {
 public:
  // Makes room for `size` images of rows x columns. The same seed gives the same images.
  WrittenPool(std::uint32_t seed, int size, int rows, int columns);

  // Whether a pool made with these would have the same images, as far as its size goes.
  bool isOf(std::uint32_t seed, int rows, int columns) const;

  // At most `count` more digits, drawn as the page draws them (drawing/brush.h) and prepared as its
  // drawings are (drawing/preprocess.h). Labels come in random order, evenly.
  void write(int count);

  int size() const;     // when it is complete
  int written() const;  // so far
  bool isComplete() const { return written() == size(); }

  // Blank, of label 0, where they are not written yet.
  std::shared_ptr<const MadeImages> images() const { return images_; }

 private:
  DigitWriter writer_;
  Random labels_;
  std::vector<std::uint8_t> nextLabels_;
  std::uint32_t seed_;
  int rows_;
  int columns_;
  int written_ = 0;
  std::shared_ptr<MadeImages> images_;
};

}  // namespace inkling
