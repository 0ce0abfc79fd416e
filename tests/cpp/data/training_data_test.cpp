#include "data/training_data.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "data/idx_bytes.h"

namespace inkling {
namespace {

IdxFile trainImages() { return idxFile("train-images", imageBytes(6, 2, 3)); }
IdxFile trainLabels() { return idxFile("train-labels", labelBytes({0, 1, 2, 3, 0, 1})); }
IdxFile testImages() { return idxFile("test-images", imageBytes(3, 2, 3)); }
IdxFile testLabels() { return idxFile("test-labels", labelBytes({0, 7, 2})); }

void expectRefused(const std::string& part, std::vector<IdxFile> files) {
  expectError(ErrorCode::kBadDataSet, part, [&] { assembleTrainingData(std::move(files)); });
}

TEST(TrainingDataTest, TwoFilesInEitherOrder) {
  for (const bool imagesFirst : {true, false}) {
    std::vector<IdxFile> files = {trainImages(), trainLabels()};
    if (!imagesFirst) {
      std::swap(files[0], files[1]);
    }
    const TrainingData data = assembleTrainingData(std::move(files));
    EXPECT_EQ(data.training.count(), 6);
    EXPECT_EQ(data.training.columns(), 3);
    EXPECT_FALSE(data.test.has_value());
    EXPECT_EQ(data.classes, 4);
    EXPECT_EQ(data.split.training.size(), 5U);
    EXPECT_EQ(data.split.validation.size(), 1U);
  }
}

TEST(TrainingDataTest, FourFilesInAnyOrder) {
  std::vector<int> order = {0, 1, 2, 3};
  do {
    std::vector<IdxFile> files;
    for (const int which : order) {
      files.push_back(which == 0   ? trainImages()
                      : which == 1 ? trainLabels()
                      : which == 2 ? testImages()
                                   : testLabels());
    }
    const TrainingData data = assembleTrainingData(std::move(files));
    ASSERT_EQ(data.training.count(), 6);
    ASSERT_TRUE(data.test.has_value());
    ASSERT_EQ(data.test->count(), 3);
    ASSERT_EQ(data.training.label(3), 3);
    ASSERT_EQ(data.test->label(1), 7);
    ASSERT_EQ(data.classes, 8);  // the largest label is in the test set
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST(TrainingDataTest, ThereAreAtLeastTwoClasses) {
  std::vector<IdxFile> files = {idxFile("i", imageBytes(3, 1, 1)),
                                idxFile("l", labelBytes({0, 0, 0}))};
  EXPECT_EQ(assembleTrainingData(std::move(files)).classes, 2);
}

TEST(TrainingDataTest, DoesNotCopyTheImages) {
  std::vector<IdxFile> files = {trainImages(), trainLabels()};
  const std::uint8_t* before = files[0].values().data();
  const TrainingData data = assembleTrainingData(std::move(files));
  EXPECT_EQ(data.training.image(0).data(), before);
}

TEST(TrainingDataTest, RefusesOtherNumbersOfFiles) {
  expectRefused("expected two files (images and labels) or four", {});
  expectRefused("got train-images (6 images)", {trainImages()});
  expectRefused("got train-images (6 images), train-labels (6 labels), test-images (3 images)",
                {trainImages(), trainLabels(), testImages()});
}

TEST(TrainingDataTest, RefusesARoleTwice) {
  expectRefused(
      "as many files of images as of labels, got train-images (6 images), "
      "test-images (3 images)",
      {trainImages(), testImages()});
  expectRefused("as many files of images as of labels",
                {trainImages(), trainLabels(), testLabels(), testLabels()});
}

TEST(TrainingDataTest, RefusesDifferentCounts) {
  expectRefused("got 6 images in train-images and 3 labels in test-labels",
                {trainImages(), testLabels()});
  expectRefused("got 3 images in test-images and 2 labels in two",
                {trainImages(), trainLabels(), testImages(), idxFile("two", labelBytes({0, 1}))});
}

TEST(TrainingDataTest, RefusesATestSetOfAnotherSize) {
  expectRefused("training and test images of the same size, got 2 x 3 and 3 x 2",
                {trainImages(), trainLabels(), idxFile("tall", imageBytes(3, 3, 2)), testLabels()});
}

TEST(TrainingDataTest, RefusesTwoSetsThatCannotBeToldApart) {
  expectRefused("a test set smaller than the training set, got 6 images in both",
                {trainImages(), trainLabels(), trainImages(), trainLabels()});
}

TEST(TrainingDataTest, RefusesASingleImage) {
  expectRefused("at least 2 training images",
                {idxFile("i", imageBytes(1, 1, 1)), idxFile("l", labelBytes({0}))});
}

}  // namespace
}  // namespace inkling
