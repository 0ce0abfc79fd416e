#include "data/dataset.h"

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "base/matrices.h"
#include "data/idx_bytes.h"

namespace inkling {
namespace {

Dataset threeImages() {
  return Dataset(idxFile("images", idxBytes({3, 1, 2}, {0, 51, 102, 153, 204, 255})),
                 idxFile("labels", labelBytes({4, 0, 9})));
}

TEST(DatasetTest, GivesImagesAndLabels) {
  const Dataset data = threeImages();
  EXPECT_EQ(data.count(), 3);
  EXPECT_EQ(data.rows(), 1);
  EXPECT_EQ(data.columns(), 2);
  EXPECT_EQ(data.imageSize(), 2);
  EXPECT_EQ(data.image(1)[0], 102);
  EXPECT_EQ(data.image(2)[1], 255);
  EXPECT_EQ(data.label(2), 9);
  EXPECT_EQ(data.labels().size(), 3U);
}

TEST(DatasetTest, GathersImagesInTheOrderAsked) {
  const Dataset data = threeImages();
  Batch batch;
  data.gather(std::vector<std::uint32_t>{2, 0, 2}, batch);
  expectNear(batch.inputs, makeMatrix({{0.8, 1}, {0, 0.2}, {0.8, 1}}));
  EXPECT_EQ(batch.labels, (Bytes{9, 4, 9}));
  data.gather(std::vector<std::uint32_t>{1}, batch);
  expectNear(batch.inputs, makeMatrix({{0.4, 0.6}}));
  EXPECT_EQ(batch.labels, (Bytes{0}));
}

TEST(DatasetTest, GathersTheInkOfImagesThatAreMostlyPaper) {
  const Dataset data(
      idxFile("images", idxBytes({3, 1, 4}, {0, 0, 51, 0, 0, 0, 0, 0, 102, 0, 0, 0})),
      idxFile("labels", labelBytes({4, 0, 9})));
  Batch batch;
  ASSERT_TRUE(data.gatherInk(std::vector<std::uint32_t>{2, 1, 0}, batch));
  EXPECT_EQ(batch.labels, (Bytes{9, 0, 4}));
  EXPECT_EQ(batch.ink.columnCount, 4);
  ASSERT_EQ(batch.ink.rows(), 3);
  EXPECT_EQ(batch.ink.count(0), 1U);
  EXPECT_EQ(batch.ink.columns[batch.ink.starts[0]], 0U);
  EXPECT_EQ(batch.ink.values[batch.ink.starts[0]], Scalar{102} / Scalar{255});
  EXPECT_EQ(batch.ink.count(1), 0U);
  EXPECT_EQ(batch.ink.count(2), 1U);
  EXPECT_EQ(batch.ink.columns[batch.ink.starts[2]], 2U);
}

TEST(DatasetTest, GathersNoInkWhereImagesAreMostlyInk) {
  Batch batch;
  EXPECT_FALSE(threeImages().gatherInk(std::vector<std::uint32_t>{0, 1, 2}, batch));
}

TEST(DatasetTest, RefusesDifferentCounts) {
  expectError(ErrorCode::kBadDataSet, "got 3 images in a and 2 labels in b", [] {
    Dataset(idxFile("a", imageBytes(3, 2, 2)), idxFile("b", labelBytes({0, 1})));
  });
}

TEST(DatasetTest, RefusesTwoFilesOfOneRole) {
  expectError(ErrorCode::kBadDataSet, "got a with images and b with images", [] {
    Dataset(idxFile("a", imageBytes(3, 2, 2)), idxFile("b", imageBytes(3, 2, 2)));
  });
}

}  // namespace
}  // namespace inkling
