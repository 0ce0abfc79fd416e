#include "session/config_check.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "base/expect_error.h"

namespace inkling {
namespace {

TEST(ConfigCheckTest, TakesTheEdgesOfTheRanges) {
  EXPECT_NO_THROW(checkTuning(1e-9, 1, 1));
  EXPECT_NO_THROW(checkTuning(100, 4096, 1000));
}

TEST(ConfigCheckTest, RefusesLearningRates) {
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double rate : {0.0, -0.1, 100.5, infinity, -infinity, std::nan("")}) {
    expectError(ErrorCode::kInvalidArgument,
                "learning rate: expected a number above 0 and at most 100, got ",
                [&] { checkTuning(rate, 32, 25); });
  }
}

TEST(ConfigCheckTest, RefusesBatchSizes) {
  for (const int batchSize : {0, -1, 4097}) {
    expectError(
        ErrorCode::kInvalidArgument,
        "batch size: expected a whole number from 1 to 4096, got " + std::to_string(batchSize),
        [&] { checkTuning(0.1, batchSize, 25); });
  }
}

TEST(ConfigCheckTest, RefusesEpochs) {
  for (const int epochs : {0, -1, 1001}) {
    expectError(ErrorCode::kInvalidArgument,
                "epochs: expected a whole number from 1 to 1000, got " + std::to_string(epochs),
                [&] { checkTuning(0.1, 32, epochs); });
  }
}

}  // namespace
}  // namespace inkling
