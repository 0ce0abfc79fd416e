#include "session/stroke_shape.h"

#include <vector>

#include <gtest/gtest.h>

namespace inkling {
namespace {

std::vector<Scalar> shapeOf(const std::vector<std::uint8_t>& image, const ImageShape& shape) {
  std::vector<Scalar> features(static_cast<std::size_t>(strokeShapeSize(shape)));
  writeStrokeShape(image, shape, features);
  return features;
}

TEST(StrokeShapeTest, CountsCrossingsInkAndOutline) {
  const std::vector<std::uint8_t> image = {
      0,   255, 0,   255,  //
      0,   255, 0,   0,    //
      255, 255, 255, 51,   //
  };
  const std::vector<Scalar> expected = {
      3,
      2,
      1,  // along rows: three changes, two, and one where ink ends in a light grey
      1,
      0,
      1,
      1,             // along columns
      6.2F,          // 6 pixels of ink and a fifth of one
      3 + 2 + 0.8F,  //
      1 + 0 + 1 + 1 + 0.2F,
      (5.8F + 3.2F) / 6.2F,
  };
  const std::vector<Scalar> features = shapeOf(image, {3, 4});
  ASSERT_EQ(features.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_NEAR(features[i], expected[i], 1e-5) << i;
  }
}

TEST(StrokeShapeTest, PaperHasNone) {
  for (const Scalar feature : shapeOf(std::vector<std::uint8_t>(20, 0), {4, 5})) {
    EXPECT_EQ(feature, 0);
  }
}

TEST(StrokeShapeTest, TakesASinglePixel) {
  EXPECT_EQ(shapeOf({255}, {1, 1}), (std::vector<Scalar>{0, 0, 1, 0, 0, 0}));
}

}  // namespace
}  // namespace inkling
