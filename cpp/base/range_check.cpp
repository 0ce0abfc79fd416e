#include "base/range_check.h"

#include <cmath>
#include <string>

#include "base/error.h"
#include "base/number_text.h"

namespace inkling {
namespace {

void check(bool good, const char* setting, const char* range, double number) {
  if (!good || !std::isfinite(number)) {
    throw Error(ErrorCode::kInvalidArgument, std::string(setting) + ": expected a number " + range +
                                                 ", got " + numberText(number));
  }
}

}  // namespace

void checkAboveZero(const char* setting, double number) {
  check(number > 0, setting, "above 0", number);
}

void checkNotNegative(const char* setting, double number) {
  check(number >= 0, setting, "of at least 0", number);
}

void checkBelowOne(const char* setting, double number) {
  check(number >= 0 && number < 1, setting, "from 0 to below 1", number);
}

}  // namespace inkling
