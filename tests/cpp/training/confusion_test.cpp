#include "training/confusion.h"

#include <gtest/gtest.h>

namespace inkling {
namespace {

TEST(ConfusionTest, CountsLabelsAndPredictions) {
  Confusion confusion(3);
  confusion.add(0, 0);
  confusion.add(0, 2);
  confusion.add(0, 2);
  confusion.add(2, 2);
  EXPECT_EQ(confusion.classes(), 3);
  EXPECT_EQ(confusion.count(0, 0), 1);
  EXPECT_EQ(confusion.count(0, 2), 2);
  EXPECT_EQ(confusion.count(2, 0), 0);
  EXPECT_EQ(confusion.labelCount(0), 3);
  EXPECT_EQ(confusion.labelCount(1), 0);
  EXPECT_EQ(confusion.correctCount(0), 1);
  EXPECT_EQ(confusion.correctCount(2), 1);
  EXPECT_EQ(confusion.total(), 4);
  EXPECT_EQ(confusion.totalCorrect(), 2);
}

}  // namespace
}  // namespace inkling
