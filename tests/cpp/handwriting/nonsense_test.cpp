#include "handwriting/nonsense.h"

#include <map>

#include <gtest/gtest.h>

namespace inkling {
namespace {

TEST(NonsenseTest, EveryKindIsDrawnOnThePad) {
  Random random(1);
  std::map<std::string, int> counts;
  constexpr int kCount = 1000;
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
  EXPECT_EQ(counts.size(), 5U);
  for (const auto& [kind, count] : counts) {
    EXPECT_NEAR(count, kCount / 5, 60) << kind;  // five standard deviations
  }
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
