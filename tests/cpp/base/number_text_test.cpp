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

TEST(NumberTextTest, RoundsUpToAnotherPowerOfTen) {
  EXPECT_EQ(numberText(9.9999996), "10");
  EXPECT_EQ(numberText(999999.7), "1e+06");
  EXPECT_EQ(numberText(0.00012345678), "0.000123457");
  EXPECT_EQ(numberText(4.9e-324, 3), "4.94e-324");
  EXPECT_EQ(numberText(std::numeric_limits<double>::max(), 3), "1.8e+308");
}

TEST(ReadNumberTest, ReadsDigitsWithOrWithoutAPoint) {
  EXPECT_EQ(readNumber("12"), 12);
  EXPECT_EQ(readNumber("0.3"), 0.3);
  EXPECT_EQ(readNumber(".5"), 0.5);
  EXPECT_EQ(readNumber("007"), 7);
}

TEST(ReadNumberTest, ReadsNothingElse) {
  for (const char* text : {"", ".", "1.", "1.2.3", "-1", "1e3", " 1", "nan", "1234567890123456"}) {
    EXPECT_EQ(readNumber(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace inkling
