#include "parallel/team.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <numeric>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "parallel/threads_for_test.h"

namespace inkling::parallel {
namespace {

constexpr double kWorthIt = 1e6;  // a cost that is surely shared out
constexpr double kLarge = 1e8;    // one that is dealt out
static_assert(!isDealt(kWorthIt) && isDealt(kLarge));

class TeamTest : public testing::TestWithParam<int> {
 protected:
  void SetUp() override { setThreads(GetParam()); }
  void TearDown() override { setThreads(1); }
};

TEST_P(TeamTest, HasAsManyThreadsAsWereAskedForOrTheBuildHas) {
  EXPECT_EQ(threads(), kHasThreads ? GetParam() : 1);
}

TEST_P(TeamTest, VisitsEveryNumberOnce) {
  for (const std::ptrdiff_t count : {0, 1, 3, 4, 5, 31, 33, 100, 1000}) {
    for (const std::ptrdiff_t grain : {1, 4, 7}) {
      for (const double cost : {kWorthIt, kLarge}) {
        SCOPED_TRACE(testing::Message() << count << " by " << grain << ", cost " << cost);
        std::vector<int> visits(static_cast<std::size_t>(count), 0);
        overStretches(count, grain, cost, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
          EXPECT_TRUE(begin % grain == 0);
          for (std::ptrdiff_t i = begin; i < end; ++i) {
            ++visits[static_cast<std::size_t>(i)];
          }
        });
        EXPECT_EQ(visits, std::vector<int>(static_cast<std::size_t>(count), 1));
      }
    }
  }
}

TEST_P(TeamTest, CutsLargeWorkIntoMoreStretchesThanThreads) {
  const auto stretches = [](double cost) {
    std::atomic<int> calls = 0;
    overStretches(100, 1, cost, [&](std::ptrdiff_t, std::ptrdiff_t) { ++calls; });
    return calls.load();
  };
  EXPECT_EQ(stretches(kWorthIt), threads());
  EXPECT_EQ(stretches(kLarge), threads() == 1 ? 1 : 12 * threads());
}

// What a helper has not taken the caller does as well, beginning anew.
TEST_P(TeamTest, TellsTheFirstStretchOfEachThreadAndTheOthersLieBehindIt) {
  struct Call {
    std::ptrdiff_t begin;
    bool isFirst;
  };
  for (const double cost : {100.0, kWorthIt, kLarge}) {
    std::mutex mutex;
    std::map<std::thread::id, std::vector<Call>> calls;
    overStretches(100, 1, cost, [&](std::ptrdiff_t begin, std::ptrdiff_t /*end*/, bool isFirst) {
      const std::lock_guard lock(mutex);
      calls[std::this_thread::get_id()].push_back({begin, isFirst});
    });
    int firsts = 0;
    for (const auto& [thread, own] : calls) {
      EXPECT_TRUE(own.front().isFirst);
      for (std::size_t i = 0; i < own.size(); ++i) {
        firsts += own[i].isFirst ? 1 : 0;
        EXPECT_TRUE(own[i].isFirst || own[i].begin > own[i - 1].begin);
      }
    }
    EXPECT_LE(firsts, threads());
  }
}

TEST_P(TeamTest, CallsOnceWhatIsTooSmallToShare) {
  int calls = 0;
  overStretches(100, 1, 100, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    EXPECT_EQ(begin, 0);
    EXPECT_EQ(end, 100);
    ++calls;
  });
  EXPECT_EQ(calls, 1);
}

// Each round reads what all threads wrote in the one before.
TEST_P(TeamTest, SeesWhatTheOthersWroteInTheRoundBefore) {
  constexpr int kRounds = 200;
  constexpr std::size_t kNumbers = 64;
  std::vector<std::int64_t> from(kNumbers, 1);
  std::vector<std::int64_t> to(kNumbers, 0);
  for (int round = 0; round < kRounds; ++round) {
    overStretches(kNumbers, 1, kWorthIt, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
      for (std::ptrdiff_t i = begin; i < end; ++i) {
        const auto here = static_cast<std::size_t>(i);
        to[here] = from[kNumbers - 1 - here] + 1;
      }
    });
    std::swap(from, to);
  }
  EXPECT_EQ(std::accumulate(from.begin(), from.end(), std::int64_t{0}),
            static_cast<std::int64_t>(kNumbers) * (kRounds + 1));
}

TEST_P(TeamTest, WakesHelpersThatSleep) {
  std::vector<std::int64_t> sums;
  for (int nap = 0; nap < 3; ++nap) {
    // Long enough for the helpers to fall asleep.
    volatile std::int64_t idle = 0;
    for (int i = 0; i < 3'000'000; ++i) {
      idle = idle + 1;
    }
    std::vector<std::int64_t> squares(8, 0);
    overStretches(8, 1, kWorthIt, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
      for (std::ptrdiff_t i = begin; i < end; ++i) {
        squares[static_cast<std::size_t>(i)] = i * i;
      }
    });
    sums.push_back(std::accumulate(squares.begin(), squares.end(), std::int64_t{0}));
  }
  EXPECT_EQ(sums, std::vector<std::int64_t>(3, 140));
}

TEST(TeamSizeTest, CanShrinkAndGrow) {
  for (const int count : {3, 1, 2, 4, 2}) {
    const ThreadsForTest guard(count);
    std::vector<int> ones(12, 0);
    overStretches(12, 1, kWorthIt, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
      std::fill(ones.begin() + begin, ones.begin() + end, 1);
    });
    EXPECT_EQ(ones, std::vector<int>(12, 1));
  }
}

INSTANTIATE_TEST_SUITE_P(Threads, TeamTest, testing::Values(1, 2, 3, 4));

}  // namespace
}  // namespace inkling::parallel
