#include "base/out_of_memory.h"

#include <new>
#include <stdexcept>

#include <gtest/gtest.h>

#include "base/expect_error.h"

namespace inkling {
namespace {

TEST(WithoutBadAlloc, GivesWhatTheFunctionGives) {
  EXPECT_EQ(withoutBadAlloc([] { return 7; }), 7);
}

TEST(WithoutBadAlloc, TurnsOnlyBadAllocIntoAnError) {
  expectError(ErrorCode::kOutOfMemory, "not enough memory",
              [] { withoutBadAlloc([] { throw std::bad_alloc(); }); });
  EXPECT_THROW(withoutBadAlloc([] { throw std::out_of_range("another"); }), std::out_of_range);
  expectError(ErrorCode::kNoData, "its own",
              [] { withoutBadAlloc([] { throw Error(ErrorCode::kNoData, "its own"); }); });
}

}  // namespace
}  // namespace inkling
