// Numbers in messages.

#pragma once

#include <string>

namespace inkling {

// `number` with at most `digits` significant digits and no trailing zeros: "0.1", "1e-05", "nan".
// Not by a std::ostringstream, whose locales would be a fifth of the WebAssembly module.
std::string numberText(double number, int digits = 6);

}  // namespace inkling
