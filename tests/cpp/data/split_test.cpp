#include "data/split.h"

#include <algorithm>
#include <array>

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "data/idx_bytes.h"

namespace inkling {
namespace {

// Labels 0 .. 9 in turn.
Bytes roundLabels(std::size_t count) {
  Bytes labels(count);
  for (std::size_t i = 0; i < count; ++i) {
    labels[i] = static_cast<std::uint8_t>(i % 10);
  }
  return labels;
}

std::array<int, 10> countByClass(const Bytes& labels, const std::vector<std::uint32_t>& indices) {
  std::array<int, 10> counts{};
  for (const std::uint32_t index : indices) {
    ++counts[labels[index]];
  }
  return counts;
}

// Ascending, without an image twice, and all of them.
void expectPartition(const Split& split, std::size_t count) {
  EXPECT_TRUE(std::is_sorted(split.training.begin(), split.training.end()));
  EXPECT_TRUE(std::is_sorted(split.validation.begin(), split.validation.end()));
  std::vector<std::uint32_t> all = split.training;
  all.insert(all.end(), split.validation.begin(), split.validation.end());
  std::sort(all.begin(), all.end());
  ASSERT_EQ(all.size(), count);
  for (std::uint32_t i = 0; i < count; ++i) {
    ASSERT_EQ(all[i], i);
  }
}

TEST(AtMost, TakesAllOrSoManyEvenly) {
  const std::vector<std::uint32_t> indices{2, 3, 5, 7, 11, 13};
  EXPECT_EQ(atMost(7, indices), indices);
  EXPECT_EQ(atMost(6, indices), indices);
  EXPECT_EQ(atMost(3, indices), (std::vector<std::uint32_t>{2, 5, 11}));
  EXPECT_EQ(atMost(4, indices), (std::vector<std::uint32_t>{2, 3, 7, 11}));
  EXPECT_TRUE(atMost(3, {}).empty());
}

TEST(SplitTest, TailTakesTheLastImages) {
  const Split split = tailSplit(5, 2);
  EXPECT_EQ(split.training, (std::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_EQ(split.validation, (std::vector<std::uint32_t>{3, 4}));
}

TEST(SplitTest, TailNeedsImagesOnBothSides) {
  for (const int validation : {-1, 0, 5, 6}) {
    expectError(ErrorCode::kInvalidArgument, "at least one image for training",
                [&] { tailSplit(5, validation); });
  }
}

TEST(SplitTest, StratifiedKeepsTheProportionsOfTheClasses) {
  Bytes labels(100, 0);
  std::fill(labels.begin() + 60, labels.begin() + 90, std::uint8_t{1});
  std::fill(labels.begin() + 90, labels.end(), std::uint8_t{2});
  const Split split = stratifiedSplit(labels, 0.2, 1);
  expectPartition(split, 100);
  const auto counts = countByClass(labels, split.validation);
  EXPECT_EQ(counts[0], 12);
  EXPECT_EQ(counts[1], 6);
  EXPECT_EQ(counts[2], 2);
}

TEST(SplitTest, StratifiedRoundsTheLargestRemaindersUp) {
  // Shares of 15 %: 1.05 of 7, 1.05 of 7, 0.9 of 6. Together 3: one each.
  Bytes labels = {0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2};
  const Split split = stratifiedSplit(labels, 0.15, 1);
  const auto counts = countByClass(labels, split.validation);
  EXPECT_EQ(counts[0], 1);
  EXPECT_EQ(counts[1], 1);
  EXPECT_EQ(counts[2], 1);
}

TEST(SplitTest, StratifiedDependsOnTheSeedAlone) {
  const Bytes labels = roundLabels(200);
  EXPECT_EQ(stratifiedSplit(labels, 0.25, 5).validation,
            stratifiedSplit(labels, 0.25, 5).validation);
  EXPECT_NE(stratifiedSplit(labels, 0.25, 5).validation,
            stratifiedSplit(labels, 0.25, 6).validation);
}

TEST(SplitTest, StratifiedRefusesFractionsThatLeaveNothing) {
  const Bytes labels = roundLabels(10);
  for (const double fraction : {0.0, 1.0, -0.5, 1.5}) {
    expectError(ErrorCode::kInvalidArgument, "a fraction between 0 and 1",
                [&] { stratifiedSplit(labels, fraction, 1); });
  }
  expectError(ErrorCode::kInvalidArgument, "got 0 of 10 for validation",
              [&] { stratifiedSplit(labels, 0.01, 1); });
}

TEST(SplitTest, DefaultOfTenThousandIs8500And1500) {
  const Bytes labels = roundLabels(10'000);
  const Split split = defaultSplit(labels);
  EXPECT_EQ(split.training.size(), 8'500U);
  EXPECT_EQ(split.validation.size(), 1'500U);
  expectPartition(split, 10'000);
  for (const int count : countByClass(labels, split.validation)) {
    EXPECT_EQ(count, 150);
  }
}

TEST(SplitTest, DefaultOfSixtyThousandIsTheLastTenThousand) {
  const Split split = defaultSplit(roundLabels(60'000));
  EXPECT_EQ(split.training.size(), 50'000U);
  EXPECT_EQ(split.validation.size(), 10'000U);
  EXPECT_EQ(split.validation.front(), 50'000U);
}

TEST(SplitTest, DefaultChangesItsRuleAtTwentyThousand) {
  EXPECT_EQ(defaultSplit(roundLabels(19'999)).validation.size(), 3'000U);  // 15 %
  EXPECT_EQ(defaultSplit(roundLabels(20'000)).validation.size(), 3'333U);  // a sixth
}

TEST(SplitTest, DefaultOfTinySetsHasOneImageOnEachSide) {
  for (std::size_t count = 2; count <= 10; ++count) {
    const Split split = defaultSplit(roundLabels(count));
    EXPECT_GE(split.validation.size(), 1U) << count;
    EXPECT_GE(split.training.size(), 1U) << count;
    expectPartition(split, count);
  }
  expectError(ErrorCode::kBadDataSet, "at least 2 training images",
              [] { defaultSplit(roundLabels(1)); });
}

}  // namespace
}  // namespace inkling
