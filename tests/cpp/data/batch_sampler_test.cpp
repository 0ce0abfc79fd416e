#include "data/batch_sampler.h"

#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "base/expect_error.h"

namespace inkling {
namespace {

using Indices = std::vector<std::uint32_t>;

Indices firstIndices(std::size_t count) {
  Indices indices(count);
  std::iota(indices.begin(), indices.end(), 0U);
  return indices;
}

Indices takeEpoch(BatchSampler& sampler, int batchSize) {
  Indices taken;
  do {
    const auto batch = sampler.peek(batchSize);
    taken.insert(taken.end(), batch.begin(), batch.end());
    sampler.advance(batch.size());
  } while (sampler.position() != 0);
  return taken;
}

TEST(BatchSamplerTest, AnEpochHasEachImageOnceInShuffledOrder) {
  BatchSampler sampler({2, 3, 5, 7, 11, 13, 17}, Random(1));
  EXPECT_EQ(sampler.epochSize(), 7U);
  Indices epoch = takeEpoch(sampler, 3);
  EXPECT_NE(epoch, (Indices{2, 3, 5, 7, 11, 13, 17}));
  std::sort(epoch.begin(), epoch.end());
  EXPECT_EQ(epoch, (Indices{2, 3, 5, 7, 11, 13, 17}));
}

TEST(BatchSamplerTest, TheLastBatchHasWhatIsLeft) {
  BatchSampler sampler(firstIndices(50), Random(1));
  for (int batch = 0; batch < 6; ++batch) {
    EXPECT_EQ(sampler.peek(8).size(), 8U);
    sampler.advance(8);
  }
  EXPECT_EQ(sampler.position(), 48U);
  EXPECT_EQ(sampler.peek(8).size(), 2U);
  sampler.advance(2);
  EXPECT_EQ(sampler.position(), 0U);
  EXPECT_EQ(sampler.peek(8).size(), 8U);
}

TEST(BatchSamplerTest, EachEpochIsShuffledAnew) {
  BatchSampler sampler(firstIndices(30), Random(1));
  const Indices first = takeEpoch(sampler, 10);
  const Indices second = takeEpoch(sampler, 10);
  EXPECT_NE(first, second);
}

TEST(BatchSamplerTest, TheOrderDependsOnTheGeneratorAndNotOnTheBatchSize) {
  BatchSampler one(firstIndices(30), Random(4));
  BatchSampler other(firstIndices(30), Random(4));
  EXPECT_EQ(takeEpoch(one, 7), takeEpoch(other, 30));
  EXPECT_EQ(takeEpoch(one, 1), takeEpoch(other, 4));
}

TEST(BatchSamplerTest, PeekingChangesNothing) {
  BatchSampler sampler(firstIndices(5), Random(1));
  const Indices once(sampler.peek(2).begin(), sampler.peek(2).end());
  const Indices again(sampler.peek(2).begin(), sampler.peek(2).end());
  EXPECT_EQ(once, again);
  EXPECT_EQ(sampler.peek(100).size(), 5U);
}

TEST(BatchSamplerTest, RefusesToSampleNothing) {
  expectError(ErrorCode::kInvalidArgument, "at least one image",
              [] { BatchSampler({}, Random(1)); });
}

}  // namespace
}  // namespace inkling
