// How a hand writes: what differs between two people, and between two digits of one of them.

#pragma once

#include <vector>

#include "base/random.h"
#include "drawing/strokes.h"
#include "handwriting/form.h"

namespace inkling {

// Writes a form as a hand would, no two times alike: aimed points are missed, parts are shifted,
// corners are rounded; then the whole is leaned, stretched, bent, set somewhere on the pad and
// recorded by a pen that reports few points or many. All points are on the pad, and their pressures
// make the line from 0.65 to 1.4 times as wide as the brush.
std::vector<Stroke> writeForm(const std::vector<AimStroke>& form, Random& random);

}  // namespace inkling
