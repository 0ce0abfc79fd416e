#include "optimizer/gradient_clip.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "base/matrices.h"
#include "parallel/threads_for_test.h"

namespace inkling {
namespace {

TEST(GradientClipTest, ScalesAllGradientsToTheirJointNorm) {
  Matrix value;
  Matrix first = makeMatrix({{1, -2}, {0, 4}});
  Matrix second = makeMatrix({{2}});  // 1 + 4 + 16 + 4 = 25
  GradientClip clip({{&value, &first}, {&value, &second}}, 2);
  EXPECT_NEAR(clip.apply(), 5, kRoundingTolerance);
  expectNear(first, makeMatrix({{0.4, -0.8}, {0, 1.6}}));
  expectNear(second, makeMatrix({{0.8}}));
}

TEST(GradientClipTest, LeavesSmallerGradientsAsTheyAre) {
  Matrix value;
  Matrix grad = makeMatrix({{0.3, 0.4}});
  const Matrix before = grad;
  GradientClip clip({{&value, &grad}}, 0.6);
  EXPECT_NEAR(clip.apply(), 0.5, kRoundingTolerance);
  expectNear(grad, before, 0);
}

// The square of 1e30 is more than a float can hold.
TEST(GradientClipTest, ClipsGradientsThatHaveExploded) {
  Matrix value;
  Matrix grad = makeMatrix({{3e30, 4e30}});
  GradientClip clip({{&value, &grad}}, 1);
  clip.apply();
  expectNear(grad, makeMatrix({{0.6, 0.8}}));
}

TEST(GradientClipTest, LeavesGradientsThatAreNoNumbers) {
  Matrix value;
  Matrix grad = makeMatrix({{2, std::numeric_limits<double>::infinity()}});
  GradientClip clip({{&value, &grad}}, 1);
  EXPECT_TRUE(std::isinf(clip.apply()));
  EXPECT_EQ(grad(0, 0), 2);
}

TEST(GradientClipTest, ThreadsChangeNoBit) {
  Matrix value;
  Random random(5);
  const Matrix large = randomMatrix(301, 157, random);  // 47 blocks, the last one of 153 numbers
  const Matrix small = randomMatrix(1, 157, random);
  Matrix oneThread;
  for (const int threads : {1, 2, 3, 5}) {
    const ThreadsForTest scope(threads);
    Matrix first = large;
    Matrix second = small;
    GradientClip clip({{&value, &first}, {&value, &second}}, 1);
    const double norm = clip.apply();
    EXPECT_NEAR(norm, std::sqrt(large.squaredNorm() + small.squaredNorm()),
                norm * kRoundingTolerance);
    if (threads == 1) {
      oneThread = first;
    }
    expectNear(first, oneThread, 0);
  }
}

TEST(GradientClipTest, RefusesALimitThatIsNoPositiveNumber) {
  for (const double limit : {0.0, -1.0, std::nan("")}) {
    expectError(ErrorCode::kInvalidArgument, "clipping norm: expected a number above 0",
                [&] { GradientClip({}, limit); });
  }
}

}  // namespace
}  // namespace inkling
