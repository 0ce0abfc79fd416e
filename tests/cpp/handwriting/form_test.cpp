#include "handwriting/form.h"

#include <gtest/gtest.h>

#include "base/expect_error.h"

namespace inkling {
namespace {

TEST(FormTest, ReadsStrokesPointsAndCorners) {
  const std::vector<AimStroke> strokes = parseForm("0,100 50,5 50,5 -3,40 / 7,8");
  ASSERT_EQ(strokes.size(), 2U);
  ASSERT_EQ(strokes[0].size(), 3U);
  EXPECT_EQ(strokes[0][0].x, 0);
  EXPECT_EQ(strokes[0][0].y, 1);
  EXPECT_FALSE(strokes[0][0].isCorner);
  EXPECT_EQ(strokes[0][1].x, 0.5);
  EXPECT_EQ(strokes[0][1].y, 0.05);
  EXPECT_TRUE(strokes[0][1].isCorner);
  EXPECT_EQ(strokes[0][2].x, -0.03);
  ASSERT_EQ(strokes[1].size(), 1U);
  EXPECT_EQ(strokes[1][0].y, 0.08);
}

TEST(FormTest, RefusesWhatIsNoForm) {
  for (const char* text :
       {"", "1,2 /", "/ 1,2", "1", "1,", ",2", "1,2,3", "a,b", "1.5,2", "1,2  3,4"}) {
    expectError(ErrorCode::kInternal, "form: expected points", [&] { parseForm(text); });
  }
}

}  // namespace
}  // namespace inkling
