#include "training/running_points.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

namespace inkling {
namespace {

TEST(RunningPointsTest, APointIsTheMeanOfItsStretch) {
  RunningPoints points(80);  // a stretch is 4 images
  EXPECT_FALSE(points.add(2.0, 1, 3).has_value());
  const auto point = points.add(1.0, 1, 1);
  ASSERT_TRUE(point.has_value());
  EXPECT_DOUBLE_EQ(point->epochs, 0.05);
  EXPECT_DOUBLE_EQ(point->loss, 7.0 / 4);
  EXPECT_DOUBLE_EQ(point->accuracy, 2.0 / 4);
  EXPECT_FALSE(points.add(5.0, 0, 2).has_value());
  EXPECT_DOUBLE_EQ(points.add(3.0, 2, 2)->loss, 4.0);  // nothing of the first stretch is left
}

TEST(RunningPointsTest, AStretchEndsWithTheBatchThatReachesItsEnd) {
  RunningPoints points(100);  // a stretch is 5 images
  EXPECT_FALSE(points.add(1, 0, 3).has_value());
  EXPECT_DOUBLE_EQ(points.add(1, 0, 3)->epochs, 0.06);
  EXPECT_FALSE(points.add(1, 0, 3).has_value());
  EXPECT_DOUBLE_EQ(points.add(1, 0, 3)->epochs, 0.12);
}

TEST(RunningPointsTest, AnEpochHasTwentyAndTheLastEndsWithIt) {
  RunningPoints points(8'500);
  for (int epoch = 0; epoch < 2; ++epoch) {
    std::vector<RunningPoint> made;
    for (std::size_t position = 0; position < 8'500; position += 32) {
      if (const auto point = points.add(1, 1, std::min<std::size_t>(32, 8'500 - position))) {
        made.push_back(*point);
      }
    }
    ASSERT_EQ(made.size(), 20U);
    EXPECT_DOUBLE_EQ(made.back().epochs, epoch + 1);
  }
}

TEST(RunningPointsTest, LargeBatchesAreOnePointEach) {
  RunningPoints points(10);
  EXPECT_DOUBLE_EQ(points.add(1, 2, 4)->epochs, 0.4);
  EXPECT_DOUBLE_EQ(points.add(1, 2, 4)->accuracy, 0.5);
  EXPECT_DOUBLE_EQ(points.add(1, 2, 2)->epochs, 1);
  EXPECT_DOUBLE_EQ(points.add(1, 2, 4)->epochs, 1.4);
}

}  // namespace
}  // namespace inkling
