#include "handwriting/digit_writer.h"

#include <cstddef>
#include <numeric>

#include "base/error.h"
#include "handwriting/hand.h"

namespace inkling {

DigitWriter::DigitWriter(std::uint64_t seed, FormUse use) : use_(use), random_(seed) {}

WrittenDigit DigitWriter::write(int label) {
  if (label < 0 || label > 9) {
    throw Error(ErrorCode::kInvalidArgument,
                "label: expected a digit from 0 to 9, got " + std::to_string(label));
  }
  const std::vector<Form>& forms = digitForms(label, use_);
  std::vector<std::size_t>& next = nextForms_[static_cast<std::size_t>(label)];
  if (next.empty()) {
    next.resize(forms.size());
    std::iota(next.begin(), next.end(), std::size_t{0});
    random_.shuffle(std::span(next));
  }
  const Form& form = forms[next.back()];
  next.pop_back();
  return {label, form.name, writeForm(form.strokes, random_)};
}

WrittenNonsense DigitWriter::writeNonsense() { return inkling::writeNonsense(random_); }

}  // namespace inkling
