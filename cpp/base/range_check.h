// Settings whose ranges are checked where they enter.

#pragma once

namespace inkling {

// Each throws kInvalidArgument, with `setting` in its message, where the number is not in the range
// or not finite.
void checkAboveZero(const char* setting, double number);
void checkNotNegative(const char* setting, double number);
void checkBelowOne(const char* setting, double number);  // from 0 on; 1 itself is refused

}  // namespace inkling
