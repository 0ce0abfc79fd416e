#include "base/error.h"

#include <gtest/gtest.h>

namespace inkling {
namespace {

TEST(ErrorTest, NamesOfCodesAreStable) {
  EXPECT_STREQ(errorCodeName(ErrorCode::kInvalidArgument), "invalid-argument");
  EXPECT_STREQ(errorCodeName(ErrorCode::kShapeMismatch), "shape-mismatch");
  EXPECT_STREQ(errorCodeName(ErrorCode::kBadIdx), "bad-idx");
  EXPECT_STREQ(errorCodeName(ErrorCode::kBadDataSet), "bad-data-set");
  EXPECT_STREQ(errorCodeName(ErrorCode::kNoData), "no-data");
  EXPECT_STREQ(errorCodeName(ErrorCode::kNonFiniteLoss), "non-finite-loss");
  EXPECT_STREQ(errorCodeName(ErrorCode::kOutOfMemory), "out-of-memory");
  EXPECT_STREQ(errorCodeName(ErrorCode::kInternal), "internal");
}

TEST(ErrorTest, CarriesItsCodeAndMessage) {
  const Error error(ErrorCode::kNoData, "There are no images yet.");
  EXPECT_EQ(error.code(), ErrorCode::kNoData);
  EXPECT_STREQ(error.what(), "There are no images yet.");
}

}  // namespace
}  // namespace inkling
