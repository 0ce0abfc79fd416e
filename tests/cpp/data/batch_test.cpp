#include "data/batch.h"

#include <gtest/gtest.h>

#include "base/matrices.h"
#include "data/idx_bytes.h"

namespace inkling {
namespace {

TEST(BatchTest, InputsAreSharesOf255) {
  const Bytes first = {204, 255};
  const Bytes second = {0, 51};
  Batch batch;
  batch.images = {first, second, first};
  writeInputs(batch);
  expectNear(batch.inputs, makeMatrix({{0.8, 1}, {0, 0.2}, {0.8, 1}}));
  batch.images = {second};
  writeInputs(batch);
  expectNear(batch.inputs, makeMatrix({{0, 0.2}}));
}

TEST(BatchTest, InkIsWhatIsNotPaper) {
  const Bytes images = {0, 0, 51, 0, 0, 0, 0, 0, 102, 0, 0, 0};
  const std::span<const std::uint8_t> all(images);
  Batch batch;
  batch.images = {all.subspan(8, 4), all.subspan(4, 4), all.subspan(0, 4)};
  ASSERT_TRUE(writeInk(batch));
  EXPECT_EQ(batch.ink.columnCount, 4);
  ASSERT_EQ(batch.ink.rows(), 3);
  EXPECT_EQ(batch.ink.count(0), 1U);
  EXPECT_EQ(batch.ink.entries[batch.ink.starts[0]].column, 0U);
  EXPECT_EQ(batch.ink.entries[batch.ink.starts[0]].value, Scalar{102} / Scalar{255});
  EXPECT_EQ(batch.ink.count(1), 0U);
  EXPECT_EQ(batch.ink.count(2), 1U);
  EXPECT_EQ(batch.ink.entries[batch.ink.starts[2]].column, 2U);
}

TEST(BatchTest, ImagesThatAreMostlyInkAreNotSparse) {
  const Bytes image = {1, 0, 255};
  Batch batch;
  batch.images = {image, image};
  EXPECT_FALSE(writeInk(batch));
}

}  // namespace
}  // namespace inkling
