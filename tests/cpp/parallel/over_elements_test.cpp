#include "parallel/over_elements.h"

#include <vector>

#include <gtest/gtest.h>

#include "parallel/threads_for_test.h"

namespace inkling {
namespace {

TEST(OverElementsTest, VisitsEachElementOnce) {
  constexpr double kWorthSharing = 1e6;
  for (const int threads : {1, 2, 5}) {
    const ThreadsForTest scope(threads);
    for (const std::ptrdiff_t count : {0, 1, 63, 64, 65, 1000}) {
      std::vector<int> visits(static_cast<std::size_t>(count));
      int* const visit = visits.data();
      parallel::overElements(count, kWorthSharing, [=](std::ptrdiff_t i) { ++visit[i]; });
      EXPECT_EQ(visits, std::vector<int>(static_cast<std::size_t>(count), 1));
    }
  }
}

}  // namespace
}  // namespace inkling
