#include "training/accuracy.h"

#include <vector>

#include <gtest/gtest.h>

#include "base/matrices.h"

namespace inkling {
namespace {

TEST(AccuracyTest, CountsRowsWhoseLargestEntryIsAtTheLabel) {
  const Matrix scores = makeMatrix({{1, 2, 0}, {5, 4, 3}, {0, 0, 1}, {-3, -1, -2}});
  EXPECT_EQ(countCorrect(scores, std::vector<std::uint8_t>{1, 0, 2, 1}), 4);
  EXPECT_EQ(countCorrect(scores, std::vector<std::uint8_t>{1, 1, 1, 1}), 2);
  EXPECT_EQ(countCorrect(scores, std::vector<std::uint8_t>{0, 2, 0, 0}), 0);
}

}  // namespace
}  // namespace inkling
