// Drawings that are no digits, for networks that shall say that they are not sure.

#pragma once

#include <string>
#include <vector>

#include "base/random.h"
#include "drawing/strokes.h"

namespace inkling {

struct WrittenNonsense {
  std::string kind;  // "scribble", "letters", "dots", "dashes" or "signs"
  std::vector<Stroke> strokes;
};

// What people draw on a pad to see what happens: a line without aim, a letter that is like no
// digit, dots, level dashes, signs such as a tick or a star. All kinds are equally likely.
WrittenNonsense writeNonsense(Random& random);

}  // namespace inkling
