#include "augmentation/augmentation_options.h"

#include <string>

#include <gtest/gtest.h>

#include "base/expect_error.h"

namespace inkling {
namespace {

void expectRefused(const std::string& text, const std::string& part) {
  expectError(ErrorCode::kInvalidArgument, "augment: \"" + text + "\": expected " + part,
              [&] { parseAugmentation(text); });
}

const std::string kAll = "rotate10,scale0.1,shear0.125,shift1.5,elastic34x4.5,thick0.6,every3";

TEST(AugmentationOptionsTest, ReadsEveryChange) {
  const AugmentationOptions options = parseAugmentation(kAll);
  EXPECT_EQ(options.rotation, 10);
  EXPECT_EQ(options.scale, 0.1);
  EXPECT_EQ(options.shear, 0.125);
  EXPECT_EQ(options.shift, 1.5);
  EXPECT_EQ(options.elasticAlpha, 34);
  EXPECT_EQ(options.elasticSigma, 4.5);
  EXPECT_EQ(options.thickness, 0.6);
  EXPECT_EQ(options.every, 3);
}

TEST(AugmentationOptionsTest, NothingMeansNoChange) {
  EXPECT_EQ(parseAugmentation(""), AugmentationOptions{});
  EXPECT_EQ(parseAugmentation("  "), AugmentationOptions{});
  EXPECT_EQ(parseAugmentation("rotate0"), AugmentationOptions{});
  EXPECT_EQ(parseAugmentation("every1"), AugmentationOptions{});
}

TEST(AugmentationOptionsTest, OrderAndSpacesDoNotMatter) {
  EXPECT_EQ(parseAugmentation("  shift2 , rotate7.25"), parseAugmentation("rotate7.25,shift2"));
}

TEST(AugmentationOptionsTest, FormatsWhatItReads) {
  EXPECT_EQ(formatAugmentation({}), "");
  EXPECT_EQ(formatAugmentation(parseAugmentation(kAll)), kAll);
  EXPECT_EQ(formatAugmentation(parseAugmentation("thick0.001,rotate179.999")),
            "rotate179.999,thick0.001");
  EXPECT_EQ(formatAugmentation(parseAugmentation("rotate0,shift3")), "shift3");
}

TEST(AugmentationOptionsTest, ErrorsPointAtThePlace) {
  const std::string names = "rotate, scale, shear, shift, elastic, thick or every at position ";
  expectRefused("spin10", names + "1");
  expectRefused("10", names + "1");
  expectRefused("rotate10,", names + "10");
  expectRefused(",rotate10", names + "1");
  expectRefused("rotate10, Shift1", names + "11");
  expectRefused("rotate", "a number from 0 to 180 at position 7");
  expectRefused("rotate-5", "a number from 0 to 180 at position 7");
  expectRefused("rotate 5", "a number from 0 to 180 at position 7");
  expectRefused("shift1,rotate.5", "a number from 0 to 180 at position 14");
  expectRefused("rotate10 scale0.1", "a comma at position 10");
  expectRefused("rotate1e1", "a comma at position 8");
  expectRefused("rotate10x4", "a comma at position 9");
  expectRefused("elastic34", "x and a number from 2 to 16 at position 10");
  expectRefused("elastic34,rotate1", "x and a number from 2 to 16 at position 10");
  expectRefused("elastic34x", "a number from 2 to 16 at position 11");
  expectRefused("rotate1.", "1 to 3 decimals at position 9");
  expectRefused("rotate1.2345", "1 to 3 decimals at position 9");
  expectRefused("shift1,rotate1,shift2", "shift only once at position 16");
}

TEST(AugmentationOptionsTest, RefusesAmountsOutOfRange) {
  expectRefused("rotate181", "a number from 0 to 180 at position 7");
  expectRefused("scale0.501", "a number from 0 to 0.5 at position 6");
  expectRefused("shear1.1", "a number from 0 to 1 at position 6");
  expectRefused("shift17", "a number from 0 to 16 at position 6");
  expectRefused("elastic201x4", "a number from 0 to 200 at position 8");
  expectRefused("elastic34x1", "a number from 2 to 16 at position 11");
  expectRefused("thick2.5", "a number from 0 to 2 at position 6");
  expectRefused("every0", "a whole number from 1 to 100 at position 6");
  expectRefused("every1.5", "a whole number from 1 to 100 at position 6");
  expectRefused("thick" + std::string(400, '9'), "a number from 0 to 2 at position 6");
}

TEST(AugmentationOptionsTest, ChecksWhatWasNotParsed) {
  checkAugmentation({});
  AugmentationOptions options;
  options.rotation = -1;
  expectError(ErrorCode::kInvalidArgument,
              "augment: rotate: expected a number from 0 to 180, got -1",
              [&] { checkAugmentation(options); });
  options.rotation = 0;
  options.elasticSigma = 0.5;
  expectError(ErrorCode::kInvalidArgument,
              "augment: elastic: expected a number from 2 to 16, got 0.5",
              [&] { checkAugmentation(options); });
}

}  // namespace
}  // namespace inkling
