#include "data/idx.h"

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "data/idx_bytes.h"

namespace inkling {
namespace {

void expectBadIdx(const std::string& part, const Bytes& bytes) {
  expectError(ErrorCode::kBadIdx, part, [&] { IdxFile("some-file", bytes); });
  expectError(ErrorCode::kBadIdx, "some-file: expected ", [&] { IdxFile("some-file", bytes); });
}

TEST(IdxTest, ReadsImages) {
  const IdxFile file("images", idxBytes({2, 1, 3}, {1, 2, 3, 4, 5, 255}));
  EXPECT_EQ(file.name(), "images");
  EXPECT_EQ(file.header().role, IdxRole::kImages);
  EXPECT_EQ(file.header().count, 2);
  EXPECT_EQ(file.header().rows, 1);
  EXPECT_EQ(file.header().columns, 3);
  EXPECT_EQ(file.header().byteLength, 16U);
  EXPECT_EQ(file.header().fileLength, 22U);
  EXPECT_EQ(Bytes(file.values().begin(), file.values().end()), (Bytes{1, 2, 3, 4, 5, 255}));
}

TEST(IdxTest, ReadsLabels) {
  const IdxFile file("labels", labelBytes({7, 0, 25}));
  EXPECT_EQ(file.header().role, IdxRole::kLabels);
  EXPECT_EQ(file.header().count, 3);
  EXPECT_EQ(file.header().rows, 0);
  EXPECT_EQ(file.header().columns, 0);
  EXPECT_EQ(file.header().fileLength, 11U);
  EXPECT_EQ(Bytes(file.values().begin(), file.values().end()), (Bytes{7, 0, 25}));
}

TEST(IdxTest, TakesTheBytesOverWithoutACopy) {
  Bytes bytes = labelBytes({1, 2});
  const std::uint8_t* before = bytes.data();
  const IdxFile file("labels", std::move(bytes));
  EXPECT_EQ(file.values().data(), before + 8);
}

TEST(IdxTest, HeaderNeedsOnlyTheFirstBytes) {
  const IdxHeader mnist = idxHeader("train", idxBytes({60000, 28, 28}, {}));
  EXPECT_EQ(mnist.role, IdxRole::kImages);
  EXPECT_EQ(mnist.count, 60000);
  EXPECT_EQ(mnist.fileLength, 47'040'016U);
  const IdxHeader labels = idxHeader("train", idxBytes({60000}, {}));
  EXPECT_EQ(labels.role, IdxRole::kLabels);
  EXPECT_EQ(labels.fileLength, 60'008U);
}

TEST(IdxTest, NamesRoles) {
  EXPECT_STREQ(idxRoleName(IdxRole::kImages), "images");
  EXPECT_STREQ(idxRoleName(IdxRole::kLabels), "labels");
}

TEST(IdxTest, RefusesWhatIsNoIdxFile) {
  expectBadIdx("begins with two zero bytes, got the bytes 68 65", {'h', 'e', 'l', 'l', 'o'});
  expectBadIdx("(a web page?)", {'<', '!', 'd', 'o', 'c', 't', 'y', 'p', 'e'});
  expectBadIdx("(a gzip file, to be unpacked first)", {0x1f, 0x8b, 8, 0, 0, 0, 0, 0});
  expectBadIdx("(a zip archive)", {'P', 'K', 3, 4, 0, 0, 0, 0});
  expectBadIdx("at least 8 bytes, got 0", {});
  expectBadIdx("at least 8 bytes, got 3", {0, 0, 8});
}

TEST(IdxTest, RefusesOtherTypes) {
  Bytes floats = labelBytes({1});
  floats[2] = 0x0d;
  expectBadIdx("unsigned bytes (type code 08), got type code 0d", floats);
}

TEST(IdxTest, RefusesOtherNumbersOfDimensions) {
  expectBadIdx("1 dimension (labels) or 3 dimensions (images), got 2",
               idxBytes({2, 2}, {0, 0, 0, 0}));
  expectBadIdx("got 4", idxBytes({1, 1, 1, 1}, {0}));
  expectBadIdx("got 0", idxBytes({}, {}));
}

TEST(IdxTest, RefusesAHeaderThatIsCutOff) {
  Bytes images = imageBytes(1, 2, 2);
  images.resize(15);
  expectBadIdx("a header of 16 bytes, got only 15", images);
  Bytes labels = labelBytes({1});
  labels.resize(7);
  expectBadIdx("a header of 8 bytes, got only 7", labels);
}

TEST(IdxTest, RefusesTruncatedFiles) {
  Bytes images = imageBytes(3, 2, 2);
  images.pop_back();
  expectBadIdx("28 bytes, as its header promises, got 27: the file is truncated", images);
  Bytes labels = labelBytes({1, 2, 3});
  labels.pop_back();
  expectBadIdx("11 bytes, as its header promises, got 10: the file is truncated", labels);
}

TEST(IdxTest, RefusesTrailingBytes) {
  Bytes images = imageBytes(3, 2, 2);
  images.push_back(0);
  expectBadIdx("28 bytes, as its header promises, got 29: there are trailing bytes", images);
}

TEST(IdxTest, RefusesFilesWithNothingInThem) {
  expectBadIdx("at least one of its images, got 0", idxBytes({0, 28, 28}, {}));
  expectBadIdx("at least one of its labels, got 0", labelBytes({}));
}

TEST(IdxTest, TakesImagesUpTo64By64) {
  const IdxFile file("large", imageBytes(1, 64, 64));
  EXPECT_EQ(file.header().rows, 64);
  expectBadIdx("images from 1 x 1 to 64 x 64 pixels, got 65 x 64", imageBytes(1, 65, 64));
  expectBadIdx("got 64 x 65", imageBytes(1, 64, 65));
  expectBadIdx("got 0 x 28", idxBytes({1, 0, 28}, {}));
  // 2^32 - 1 pixels a side must not overflow anything.
  expectBadIdx("got 4294967295 x 4294967295", idxBytes({1, 0xffffffff, 0xffffffff}, {}));
}

TEST(IdxTest, RefusesLabelsAbove25) {
  expectBadIdx("labels from 0 to 25, got 26 for image 3", labelBytes({0, 25, 26}));
}

TEST(IdxTest, RefusesMoreThan512Megabytes) {
  EXPECT_EQ(idxHeader("edge", idxBytes({131071, 64, 64}, {})).fileLength, 536'866'832U);
  expectError(ErrorCode::kBadIdx, "at most 512 MB, got a header that promises 536870928 bytes", [] {
    idxHeader("huge", idxBytes({131072, 64, 64}, {}));
  });
  expectError(ErrorCode::kBadIdx, "at most 512 MB",
              [] { idxHeader("huge", idxBytes({0xffffffff}, {})); });
  expectError(ErrorCode::kBadIdx, "at most 512 MB", [] {
    idxHeader("huge", idxBytes({0xffffffff, 64, 64}, {}));
  });
}

}  // namespace
}  // namespace inkling
