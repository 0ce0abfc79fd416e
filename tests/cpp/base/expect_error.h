// For tests of refusals.

#pragma once

#include <string>

#include <gtest/gtest.h>

#include "base/error.h"

namespace inkling {

// Expects that `function` throws an Error with this code and a message that contains `part`.
template <typename Function>
void expectError(ErrorCode code, const std::string& part, Function function) {
  try {
    function();
    ADD_FAILURE() << "expected an error with \"" << part << "\", got none";
  } catch (const Error& error) {
    EXPECT_STREQ(errorCodeName(error.code()), errorCodeName(code)) << error.what();
    EXPECT_NE(std::string(error.what()).find(part), std::string::npos)
        << "expected \"" << part << "\" in \"" << error.what() << "\"";
  }
}

}  // namespace inkling
