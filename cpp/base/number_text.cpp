#include "base/number_text.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace inkling {
namespace {

// Exact up to 10^22.
double powerOfTen(int exponent) {
  double power = 1;
  for (int i = 0; i < exponent; ++i) {
    power *= 10;
  }
  return power;
}

// number * 10^exponent.
double shifted(double number, int exponent) {
  // A single power would overflow where the number is very small.
  constexpr int kMost = 200;
  for (; exponent > kMost; exponent -= kMost) {
    number *= powerOfTen(kMost);
  }
  return exponent >= 0 ? number * powerOfTen(exponent) : number / powerOfTen(-exponent);
}

bool isDigit(char letter) { return letter >= '0' && letter <= '9'; }

}  // namespace

std::string numberText(double number, int digits) {
  if (std::isnan(number)) {
    return "nan";
  }
  const std::string sign = std::signbit(number) ? "-" : "";
  const double size = std::abs(number);
  if (std::isinf(size)) {
    return sign + "inf";
  }
  if (size == 0) {
    return sign + "0";
  }
  auto exponent = static_cast<int>(std::floor(std::log10(size)));
  auto rounded = static_cast<std::uint64_t>(std::llround(shifted(size, digits - 1 - exponent)));
  std::string text = std::to_string(rounded);
  exponent += static_cast<int>(text.size()) - digits;  // 9.9999996 is 10.0000
  text.erase(text.find_last_not_of('0') + 1);

  constexpr int kLeastExponent = -4;
  if (exponent < kLeastExponent || exponent >= digits) {
    if (text.size() > 1) {
      text.insert(1, ".");
    }
    const std::string power = std::to_string(std::abs(exponent));
    return sign + text + (exponent < 0 ? "e-" : "e+") + (power.size() < 2 ? "0" : "") + power;
  }
  if (exponent < 0) {
    return sign + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + text;
  }
  const auto whole = static_cast<std::size_t>(exponent) + 1;
  if (text.size() <= whole) {
    return sign + text + std::string(whole - text.size(), '0');
  }
  return sign + text.insert(whole, ".");
}

std::optional<double> readNumber(std::string_view text) {
  constexpr std::size_t kMostDigits = 15;  // below 2^53
  double digits = 0;
  std::size_t count = 0;
  std::size_t decimals = 0;
  bool isAfterPoint = false;
  for (const char letter : text) {
    if (letter == '.' && !isAfterPoint) {
      isAfterPoint = true;
      continue;
    }
    if (!isDigit(letter) || ++count > kMostDigits) {
      return std::nullopt;
    }
    digits = digits * 10 + (letter - '0');
    decimals += isAfterPoint ? 1 : 0;
  }
  if (count == 0 || (isAfterPoint && decimals == 0)) {
    return std::nullopt;
  }
  return digits / powerOfTen(static_cast<int>(decimals));
}

}  // namespace inkling
