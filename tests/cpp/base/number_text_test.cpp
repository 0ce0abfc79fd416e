#include "base/number_text.h"

#include <limits>

#include <gtest/gtest.h>

namespace inkling {
namespace {

TEST(NumberTextTest, HasNoTrailingZeros) {
  EXPECT_EQ(numberText(0.1), "0.1");
  EXPECT_EQ(numberText(100), "100");
  EXPECT_EQ(numberText(-2.5), "-2.5");
  EXPECT_EQ(numberText(0), "0");
}

TEST(NumberTextTest, RoundsToTheDigitsAsked) {
  EXPECT_EQ(numberText(1.0 / 3), "0.333333");
  EXPECT_EQ(numberText(2.0 / 3, 3), "0.667");
  EXPECT_EQ(numberText(2147483647, 10), "2147483647");
}

TEST(NumberTextTest, WritesTheSmallAndTheLargeWithAnExponent) {
  EXPECT_EQ(numberText(1e-5), "1e-05");
  EXPECT_EQ(numberText(1e30), "1e+30");
}

TEST(NumberTextTest, WritesWhatIsNoNumber) {
  EXPECT_EQ(numberText(std::numeric_limits<double>::infinity()), "inf");
  EXPECT_EQ(numberText(-std::numeric_limits<double>::infinity()), "-inf");
}

}  // namespace
}  // namespace inkling
