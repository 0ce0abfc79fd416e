#include "base/number_text.h"

#include <array>
#include <cstdio>

namespace inkling {

std::string numberText(double number, int digits) {
  constexpr std::size_t kLongest = 64;
  std::array<char, kLongest> text{};
  std::snprintf(text.data(), text.size(), "%.*g", digits, number);
  return text.data();
}

}  // namespace inkling
