#include "base/range_check.h"

#include <cmath>

#include <gtest/gtest.h>

#include "base/expect_error.h"

namespace inkling {
namespace {

constexpr auto kRefused = ErrorCode::kInvalidArgument;

TEST(RangeCheckTest, TakesWhatIsInTheRange) {
  EXPECT_NO_THROW(checkAboveZero("rate", 1e-300));
  EXPECT_NO_THROW(checkNotNegative("rate", 0));
  EXPECT_NO_THROW(checkBelowOne("rate", 0));
  EXPECT_NO_THROW(checkBelowOne("rate", 0.999));
}

TEST(RangeCheckTest, RefusesWhatIsNot) {
  expectError(kRefused, "rate: expected a number above 0, got 0",
              [] { checkAboveZero("rate", 0); });
  expectError(kRefused, "rate: expected a number of at least 0, got -0.5",
              [] { checkNotNegative("rate", -0.5); });
  expectError(kRefused, "rate: expected a number from 0 to below 1, got 1",
              [] { checkBelowOne("rate", 1); });
  expectError(kRefused, "from 0 to below 1, got -1", [] { checkBelowOne("rate", -1); });
}

TEST(RangeCheckTest, RefusesWhatIsNotFinite) {
  for (const double bad : {std::nan(""), static_cast<double>(INFINITY)}) {
    expectError(kRefused, "rate", [&] { checkAboveZero("rate", bad); });
    expectError(kRefused, "rate", [&] { checkNotNegative("rate", bad); });
    expectError(kRefused, "rate", [&] { checkBelowOne("rate", bad); });
  }
}

}  // namespace
}  // namespace inkling
