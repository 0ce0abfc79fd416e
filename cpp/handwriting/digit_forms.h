// The forms in which people write digits.

#pragma once

#include <vector>

#include "handwriting/form.h"

namespace inkling {

// Networks are trained with some forms; others are kept back, so that tests can tell whether a
// network has learnt to read a digit or only to know these forms again.
enum class FormUse { kTraining, kHeldOut };

// Of the digit `label`, 0..9. Names are unique for each digit.
const std::vector<Form>& digitForms(int label, FormUse use);

}  // namespace inkling
