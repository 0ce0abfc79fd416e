// Numbers in texts.

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace inkling {

// `number` with at most `digits` significant digits and no trailing zeros: "0.1", "1e-05", "nan".
// digits: 1 .. 15. (The standard library's ways would be a large part of the WebAssembly module:
// locales a fifth of it, and printf and strtod 128-bit arithmetic.)
std::string numberText(double number, int digits = 6);

// The number that digits, perhaps with a point in or before them, stand for: "12", "0.5", ".5".
// Nothing for any other text, or for more than 15 digits. Up to 2^53 whole numbers and powers of
// ten are exact, so that their quotient is the nearest number to what is written.
std::optional<double> readNumber(std::string_view text);

}  // namespace inkling
