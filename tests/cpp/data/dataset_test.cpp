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

TEST(DatasetTest, ChoosesImagesInTheOrderAsked) {
  const Dataset data = threeImages();
  Batch batch;
  data.choose(std::vector<std::uint32_t>{2, 0, 2}, batch);
  EXPECT_EQ(batch.labels, (Bytes{9, 4, 9}));
  ASSERT_EQ(batch.images.size(), 3U);
  EXPECT_EQ(batch.images[0].data(), data.image(2).data());
  EXPECT_EQ(batch.images[1].data(), data.image(0).data());
  data.choose(std::vector<std::uint32_t>{1}, batch);
  EXPECT_EQ(batch.labels, (Bytes{0}));
  EXPECT_EQ(batch.images.size(), 1U);
}

TEST(DatasetTest, MadeImagesHaveTheIndicesAfterItsOwnAndGoRound) {
  Dataset data = threeImages();
  const Dataset before = data;
  const auto made = std::make_shared<MadeImages>(MadeImages{{10, 11, 20, 21, 30, 31}, {1, 2, 3}});
  data.addMade(made, 0);
  EXPECT_EQ(data.count(), 3);
  EXPECT_EQ(data.label(2), 9);
  EXPECT_EQ(data.label(3), 1);
  EXPECT_EQ(data.label(5), 3);
  EXPECT_EQ(data.label(6), 1);
  EXPECT_EQ(data.image(4)[1], 21);
  data.addMade(made, 2);
  EXPECT_EQ(data.label(3), 3);
  EXPECT_EQ(data.label(4), 1);
  EXPECT_EQ(data.image(5)[0], 20);
  Batch batch;
  data.choose(std::vector<std::uint32_t>{3, 0}, batch);
  EXPECT_EQ(batch.labels, (Bytes{3, 4}));
  EXPECT_EQ(batch.images[0][1], 31);
  EXPECT_EQ(batch.images[1][1], 51);
  EXPECT_EQ(before.image(0).data(), data.image(0).data());  // copies share the bytes
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
