// Digits as people write them, with a pen on a pad, without end.

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/random.h"
#include "drawing/strokes.h"
#include "handwriting/digit_forms.h"
#include "handwriting/nonsense.h"

namespace inkling {

struct WrittenDigit {
  int label = 0;
  std::string form;  // its name, see handwriting/digit_forms.cpp
  std::vector<Stroke> strokes;
};

class DigitWriter {
 public:
  // The same seed writes the same digits.
  explicit DigitWriter(std::uint64_t seed, FormUse use = FormUse::kTraining);

  // All forms of a digit come up before one of them comes up again. label: 0..9; throws
  // kInvalidArgument.
  WrittenDigit write(int label);

  // No digit, by the same hand: see handwriting/nonsense.h.
  WrittenNonsense writeNonsense();

 private:
  FormUse use_;
  Random random_;
  std::array<std::vector<std::size_t>, 10> nextForms_;  // of each digit, the last first
};

}  // namespace inkling
