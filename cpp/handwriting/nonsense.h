// Drawings that are no digits, for networks that shall say that they are not sure.

#pragma once

#include <string>
#include <vector>

#include "base/random.h"
#include "drawing/strokes.h"

namespace inkling {

struct WrittenNonsense {
  std::string kind;  // "letters", "several", "scribble", "signs", "dots" or "dashes"
  std::vector<Stroke> strokes;
};

// What people draw on a pad to see what happens: a letter that is like no digit, several digits or
// letters side by side, a line without aim, signs such as a tick or a star, dots, level dashes. The
// more there is to a kind the more often it comes.
WrittenNonsense writeNonsense(Random& random);

}  // namespace inkling
