#include "handwriting/nonsense.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace inkling {
namespace {

TEST(NonsenseTest, EveryKindIsDrawnOnThePadAsOftenAsItShould) {
  Random random(1);
  std::map<std::string, int> counts;
  constexpr int kCount = 1300;
  for (int i = 0; i < kCount; ++i) {
    const WrittenNonsense nonsense = writeNonsense(random);
    ++counts[nonsense.kind];
    ASSERT_FALSE(nonsense.strokes.empty());
    for (const Stroke& stroke : nonsense.strokes) {
      ASSERT_FALSE(stroke.empty());
      for (const auto& [x, y, pressure] : stroke) {
        EXPECT_TRUE(x >= 0 && x <= 1 && y >= 0 && y <= 1) << nonsense.kind;
      }
    }
  }
  const std::map<std::string, int> expected = {{"letters", 500},  {"several", 200},
                                               {"scribble", 200}, {"signs", 200},
                                               {"dots", 100},     {"dashes", 100}};
  EXPECT_EQ(counts.size(), expected.size());
  for (const auto& [kind, count] : expected) {
    EXPECT_NEAR(counts[kind], count, 88) << kind;  // five standard deviations of the most frequent
  }
}

double widthByHeight(const std::vector<Stroke>& strokes) {
  double left = 1;
  double right = 0;
  double top = 1;
  double bottom = 0;
  for (const Stroke& stroke : strokes) {
    for (const auto& [x, y, pressure] : stroke) {
      left = std::min(left, x);
      right = std::max(right, x);
      top = std::min(top, y);
      bottom = std::max(bottom, y);
    }
  }
  return (right - left) / (bottom - top);
}

TEST(NonsenseTest, SeveralAreSideBySide) {
  Random random(4);
  std::vector<double> proportions;
  while (proportions.size() < 100) {
    const WrittenNonsense nonsense = writeNonsense(random);
    if (nonsense.kind == "several") {
      EXPECT_GE(nonsense.strokes.size(), 2U);
      proportions.push_back(widthByHeight(nonsense.strokes));
    }
  }
  std::sort(proportions.begin(), proportions.end());
  EXPECT_GT(proportions[50], 1.1);  // one alone is higher than wide
}

TEST(NonsenseTest, DashesAreLevelAndDotsArePoints) {
  Random random(2);
  for (int i = 0; i < 300; ++i) {
    const WrittenNonsense nonsense = writeNonsense(random);
    if (nonsense.kind == "dots") {
      for (const Stroke& stroke : nonsense.strokes) {
        EXPECT_EQ(stroke.size(), 1U);
      }
    } else if (nonsense.kind == "dashes" && nonsense.strokes.size() == 1) {
      const Stroke& dash = nonsense.strokes.front();
      EXPECT_GT(std::abs(dash.back().x - dash.front().x), std::abs(dash.back().y - dash.front().y));
    }
  }
}

TEST(NonsenseTest, TheSameRandomNumbersDrawTheSame) {
  Random a(3);
  Random b(3);
  for (int i = 0; i < 20; ++i) {
    const WrittenNonsense first = writeNonsense(a);
    const WrittenNonsense again = writeNonsense(b);
    EXPECT_EQ(first.kind, again.kind);
    EXPECT_EQ(first.strokes.back().back().y, again.strokes.back().back().y);
  }
}

}  // namespace
}  // namespace inkling
