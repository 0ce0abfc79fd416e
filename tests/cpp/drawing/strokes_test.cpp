#include "drawing/strokes.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "base/expect_error.h"

namespace inkling {
namespace {

void check(const std::vector<Stroke>& strokes) { checkStrokes(strokes, "drawing"); }

TEST(StrokesTest, TakesWhatAHandDraws) {
  EXPECT_NO_THROW(check({}));
  EXPECT_NO_THROW(check({{{0.5, 0.5}}}));
  EXPECT_NO_THROW(check({{{-3, 0.5, 0}, {0.2, 40, 1}}, {{1, 1}}}));
}

TEST(StrokesTest, RefusesStrokesWithoutPoints) {
  expectError(ErrorCode::kInvalidArgument, "drawing: expected points in stroke 2, got none", [] {
    check({{{0.5, 0.5}}, {}});
  });
}

TEST(StrokesTest, RefusesPointsThatAreNoPlaces) {
  for (const double bad : {std::nan(""), std::numeric_limits<double>::infinity(), 101.0, -1e9}) {
    expectError(ErrorCode::kInvalidArgument, "fractions of the pad, from -100 to 100, in stroke 1",
                [&] {
                  check({{{0.5, 0.5}, {bad, 0.5}}});
                });
    expectError(ErrorCode::kInvalidArgument, "fractions of the pad", [&] {
      check({{{0.5, bad}}});
    });
    expectError(ErrorCode::kInvalidArgument, "pressures from 0 to 1", [&] {
      check({{{0.5, 0.5, bad}}});
    });
  }
}

TEST(StrokesTest, RefusesMorePointsThanAHandDraws) {
  expectError(ErrorCode::kInvalidArgument, "at most 100000 points, got 100001",
              [] { check({Stroke(100'001)}); });
}

}  // namespace
}  // namespace inkling
