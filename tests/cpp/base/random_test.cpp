#include "base/random.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

namespace inkling {
namespace {

// Numbers from the Python generator in tests/fixtures/reference_epoch.py.

TEST(RandomTest, GivesTheNumbersOfTheReferenceImplementation) {
  Random random(1);
  const std::array<std::uint32_t, 6> expected = {0x57a064d0, 0xf64fe5a0, 0xf440917b,
                                                 0x73e13eda, 0x1a3e689f, 0x94f760de};
  for (const std::uint32_t number : expected) {
    EXPECT_EQ(random.next(), number);
  }
}

TEST(RandomTest, StreamsOfOneSeedDiffer) {
  Random random(1, 1);
  EXPECT_EQ(random.next(), 0xce0999b9U);
  EXPECT_EQ(random.next(), 0xa19b7ee5U);
}

TEST(RandomTest, TakesSeedsOf64Bits) {
  Random random(~std::uint64_t{0});
  EXPECT_EQ(random.next(), 0xd68e51efU);
  EXPECT_EQ(random.next(), 0x660b2be1U);
}

TEST(RandomTest, ACopyGoesOnWithTheSameNumbers) {
  Random random(5);
  random.normal();  // leaves a spare one
  Random copy = random;
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(copy.normal(), random.normal());
  }
}

TEST(RandomTest, BoundedNumbersMatchTheReference) {
  Random random(7);
  for (const std::uint32_t expected : {9U, 6U, 9U, 3U, 7U, 9U, 3U, 3U, 6U, 3U, 4U, 0U}) {
    EXPECT_EQ(random.below(10), expected);
  }
  // A bound this large throws away three numbers in ten.
  for (const std::uint32_t expected : {795041415U, 1888426083U, 1451060565U, 2496299647U}) {
    EXPECT_EQ(random.below(3'000'000'000U), expected);
  }
}

TEST(RandomTest, BelowOneIsZero) {
  Random random(1);
  EXPECT_EQ(random.below(1), 0U);
}

TEST(RandomTest, BoundedNumbersAreUniform) {
  constexpr int kDraws = 70'000;
  constexpr double kChiSquare99_9 = 22.46;  // 6 degrees of freedom
  Random random(11);
  std::array<int, 7> counts{};
  for (int i = 0; i < kDraws; ++i) {
    ++counts[random.below(7)];
  }
  double chiSquare = 0;
  for (const int count : counts) {
    chiSquare += std::pow(count - kDraws / 7.0, 2) / (kDraws / 7.0);
  }
  EXPECT_LT(chiSquare, kChiSquare99_9);
}

TEST(RandomTest, UniformMatchesTheReferenceExactly) {
  Random random(7);
  EXPECT_EQ(random.uniform(), 0.99252219975382);
  EXPECT_EQ(random.uniform(), 0.94782676817434);
  EXPECT_EQ(random.uniform(), 0.7060020787912852);
}

TEST(RandomTest, NormalMatchesTheReference) {
  // The reference takes the logarithm from Python's library, ours is a series.
  constexpr double kLastBits = 4e-15;
  Random random(7);
  for (const double expected : {1.4752677205301734, -0.8756798345666035, 2.092064996441108,
                                -0.7048393016955149, -1.7309735875272014}) {
    EXPECT_NEAR(random.normal(), expected, kLastBits);
  }
}

TEST(RandomTest, NormalIsTheSameToTheLastBitEverywhere) {
  Random random(7);
  EXPECT_EQ(random.normal(), 1.4752677205301734);
  EXPECT_EQ(random.normal(), -0.87567983456660348);
  EXPECT_EQ(random.normal(), 2.092064996441108);
}

TEST(RandomTest, NormalHasTheMomentsOfTheNormalDistribution) {
  constexpr int kDraws = 100'000;
  // Five standard errors of each estimate: sqrt(1, 2, 15, 96 / kDraws).
  const double standardError = 1 / std::sqrt(static_cast<double>(kDraws));
  Random random(3);
  std::array<double, 5> moments{};
  for (int i = 0; i < kDraws; ++i) {
    const double value = random.normal();
    for (int power = 1; power <= 4; ++power) {
      moments[static_cast<std::size_t>(power)] += std::pow(value, power) / kDraws;
    }
  }
  EXPECT_NEAR(moments[1], 0, 5 * standardError);
  EXPECT_NEAR(moments[2], 1, 5 * std::sqrt(2) * standardError);
  EXPECT_NEAR(moments[3], 0, 5 * std::sqrt(15) * standardError);
  EXPECT_NEAR(moments[4], 3, 5 * std::sqrt(96) * standardError);
}

TEST(RandomTest, ShuffleMatchesTheReference) {
  std::vector<int> items(10);
  std::iota(items.begin(), items.end(), 0);
  Random random(7);
  random.shuffle(std::span(items));
  EXPECT_EQ(items, (std::vector<int>{0, 6, 3, 1, 8, 4, 2, 7, 5, 9}));
}

TEST(RandomTest, ShuffleMakesEachOrderEquallyOften) {
  constexpr int kDraws = 60'000;
  constexpr double kChiSquare99_9 = 20.52;  // 5 degrees of freedom
  Random random(13);
  std::array<int, 6> counts{};
  for (int i = 0; i < kDraws; ++i) {
    std::array<std::size_t, 3> items = {0, 1, 2};
    random.shuffle(std::span<std::size_t>(items));
    ++counts[2 * items[0] + (items[1] > items[2] ? 1 : 0)];
  }
  double chiSquare = 0;
  for (const int count : counts) {
    chiSquare += std::pow(count - kDraws / 6.0, 2) / (kDraws / 6.0);
  }
  EXPECT_LT(chiSquare, kChiSquare99_9);
}

TEST(RandomTest, ShuffleOfNothingDrawsNothing) {
  Random random(1);
  std::vector<int> none;
  random.shuffle(std::span(none));
  EXPECT_EQ(random.next(), 0x57a064d0U);
}

}  // namespace
}  // namespace inkling
