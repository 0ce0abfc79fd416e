#include "drawing/preprocess.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/expect_error.h"

namespace inkling {
namespace {

constexpr int kSide = 28;
// The digit is moved by whole pixels, so its centre of mass is at most half a pixel off the middle.
constexpr double kHalfPixel = 0.5 + 1e-9;

GrayImage paper(int rows, int columns) {
  return {rows, columns,
          std::vector<std::uint8_t>(static_cast<std::size_t>(rows) *
                                    static_cast<std::size_t>(columns))};
}

std::uint8_t& pixel(GrayImage& image, int row, int column) {
  return image.pixels[static_cast<std::size_t>(row * image.columns + column)];
}

int pixel(const GrayImage& image, int row, int column) {
  return image.pixels[static_cast<std::size_t>(row * image.columns + column)];
}

int totalInk(const GrayImage& image) {
  return std::accumulate(image.pixels.begin(), image.pixels.end(), 0);
}

void fill(GrayImage& image, const Box& box, std::uint8_t ink = 255) {
  for (int row = box.top; row < box.top + box.height; ++row) {
    for (int column = box.left; column < box.left + box.width; ++column) {
      pixel(image, row, column) = ink;
    }
  }
}

// The box of everything that is not paper.
Box extent(const GrayImage& image) {
  int left = image.columns;
  int top = image.rows;
  int right = -1;
  int bottom = -1;
  for (int row = 0; row < image.rows; ++row) {
    for (int column = 0; column < image.columns; ++column) {
      if (pixel(image, row, column) > 0) {
        left = std::min(left, column);
        right = std::max(right, column);
        top = std::min(top, row);
        bottom = std::max(bottom, row);
      }
    }
  }
  return {left, top, right - left + 1, bottom - top + 1};
}

// An L of two strokes: its centre of mass is not the middle of its box.
GrayImage letterL(int left, int top, int scale = 1) {
  GrayImage drawing = paper(280 * scale, 280 * scale);
  fill(drawing, {left, top, 20 * scale, 120 * scale});
  fill(drawing, {left, top + 100 * scale, 80 * scale, 20 * scale});
  return drawing;
}

struct Point {
  double row = 0;
  double column = 0;
};

Point centreOfMass(const GrayImage& image) {
  Point moment;
  double mass = 0;
  for (int row = 0; row < image.rows; ++row) {
    for (int column = 0; column < image.columns; ++column) {
      const double ink = pixel(image, row, column);
      mass += ink;
      moment.row += ink * row;
      moment.column += ink * column;
    }
  }
  return {moment.row / mass, moment.column / mass};
}

TEST(PreprocessTest, ABlankDrawingGivesNothing) {
  const PreparedDrawing prepared = preprocess(paper(280, 280), kSide, kSide);
  EXPECT_TRUE(prepared.blank);
  EXPECT_EQ(prepared.box.width, 0);
  EXPECT_TRUE(prepared.fitted.pixels.empty());
  EXPECT_TRUE(prepared.image.pixels.empty());
}

TEST(PreprocessTest, FaintSmudgesAreNoInk) {
  GrayImage drawing = paper(280, 280);
  fill(drawing, {10, 10, 30, 30}, 16);
  EXPECT_TRUE(preprocess(drawing, kSide, kSide).blank);
  fill(drawing, {100, 120, 40, 60});
  const Box box = preprocess(drawing, kSide, kSide).box;
  EXPECT_EQ(box.left, 100);
  EXPECT_EQ(box.top, 120);
  EXPECT_EQ(box.width, 40);
  EXPECT_EQ(box.height, 60);
}

TEST(PreprocessTest, TheLongerSideFillsTwentyPixelsAndProportionsStay) {
  GrayImage drawing = paper(280, 280);
  fill(drawing, {40, 30, 50, 200});  // a quarter as wide as tall: 5 x 20
  const PreparedDrawing prepared = preprocess(drawing, kSide, kSide);
  EXPECT_EQ(prepared.fitted.rows, 20);
  EXPECT_EQ(prepared.fitted.columns, 20);
  const Box tall = extent(prepared.fitted);
  EXPECT_EQ(tall.height, 20);
  EXPECT_EQ(tall.top, 0);
  EXPECT_EQ(tall.width, 6);  // 4 whole columns between two halves
  EXPECT_EQ(tall.left, 7);
  EXPECT_EQ(pixel(prepared.fitted, 10, 7), 128);
  EXPECT_EQ(pixel(prepared.fitted, 10, 8), 255);
  EXPECT_EQ(pixel(prepared.fitted, 10, 12), 128);

  GrayImage wide = paper(280, 280);
  fill(wide, {40, 30, 200, 60});  // 20 x 6
  const Box flat = extent(preprocess(wide, kSide, kSide).fitted);
  EXPECT_EQ(flat.width, 20);
  EXPECT_EQ(flat.height, 6);
  EXPECT_EQ(flat.top, 7);
}

TEST(PreprocessTest, PixelsAreTheMeanOfTheAreaTheyCover) {
  // 40 x 40, so each fitted pixel is a block of 2 x 2: three of four inked, then none, then all.
  GrayImage drawing = paper(40, 40);
  fill(drawing, {0, 0, 40, 40});
  pixel(drawing, 10, 10) = 0;
  fill(drawing, {12, 10, 2, 2}, 0);
  GrayImage fitted = preprocess(drawing, kSide, kSide).fitted;
  EXPECT_EQ(pixel(fitted, 5, 5), 191);  // 255 * 3 / 4
  EXPECT_EQ(pixel(fitted, 5, 6), 0);
  EXPECT_EQ(pixel(fitted, 5, 7), 255);
}

TEST(PreprocessTest, TheCentreOfMassComesToTheMiddle) {
  const PreparedDrawing prepared = preprocess(letterL(100, 60), kSide, kSide);
  EXPECT_EQ(prepared.image.rows, 28);
  EXPECT_EQ(prepared.image.columns, 28);
  const Point centre = centreOfMass(prepared.image);
  // MNIST's own images have it between pixels 13.5 and 14.5 in both directions.
  EXPECT_NEAR(centre.row, 14, kHalfPixel);
  EXPECT_NEAR(centre.column, 14, kHalfPixel);
  EXPECT_EQ(totalInk(prepared.image), totalInk(prepared.fitted));
}

TEST(PreprocessTest, WhereTheDrawingIsOnThePadDoesNotMatter) {
  const GrayImage image = preprocess(letterL(0, 0), kSide, kSide).image;
  for (const auto& [left, top] : {std::pair{1, 0}, {37, 91}, {200, 160}}) {
    EXPECT_EQ(preprocess(letterL(left, top), kSide, kSide).image.pixels, image.pixels);
  }
}

TEST(PreprocessTest, HowLargeTheDrawingIsDoesNotMatter) {
  const GrayImage small = preprocess(letterL(10, 10), kSide, kSide).image;
  const GrayImage large = preprocess(letterL(10, 10, 3), kSide, kSide).image;
  for (std::size_t i = 0; i < small.pixels.size(); ++i) {
    EXPECT_NEAR(small.pixels[i], large.pixels[i], 1);  // a rounding to bytes
  }
}

TEST(PreprocessTest, NothingIsCutOffWhereTheMassIsAtAnEdge) {
  GrayImage drawing = paper(280, 280);
  fill(drawing, {50, 50, 200, 10});  // a heavy bar on top
  fill(drawing, {148, 60, 4, 190});  // on a thin post
  const PreparedDrawing prepared = preprocess(drawing, kSide, kSide);
  const Box box = extent(prepared.image);
  EXPECT_EQ(box.height, 20);
  EXPECT_EQ(box.top, 8);  // as low as it goes
  EXPECT_EQ(totalInk(prepared.image), totalInk(prepared.fitted));
}

TEST(PreprocessTest, ADotBecomesABlob) {
  GrayImage drawing = paper(280, 280);
  pixel(drawing, 279, 0) = 200;
  const PreparedDrawing prepared = preprocess(drawing, kSide, kSide);
  EXPECT_FALSE(prepared.blank);
  EXPECT_EQ(prepared.box.left, 0);
  EXPECT_EQ(prepared.box.top, 279);
  EXPECT_EQ(prepared.box.width, 1);
  EXPECT_EQ(prepared.box.height, 1);
  const Box box = extent(prepared.image);
  EXPECT_EQ(box.width, 20);
  EXPECT_EQ(box.height, 20);
  EXPECT_EQ(*std::max_element(prepared.image.pixels.begin(), prepared.image.pixels.end()), 255);
}

TEST(PreprocessTest, TheDarkestPixelIsBlackHoweverThinTheLine) {
  for (const int length : {100, 280, 1000}) {
    GrayImage drawing = paper(length, length);
    fill(drawing, {length / 2, 0, 1, length}, 180);
    GrayImage image = preprocess(drawing, kSide, kSide).image;
    EXPECT_EQ(*std::max_element(image.pixels.begin(), image.pixels.end()), 255) << length;
    EXPECT_EQ(extent(image).height, 20);
  }
}

TEST(PreprocessTest, TakesTheSmallestAndTheLargestDrawings) {
  EXPECT_EQ(preprocess({1, 1, {255}}, kSide, kSide).fitted.pixels,
            std::vector<std::uint8_t>(400, 255));
  GrayImage huge = paper(2048, 2048);
  fill(huge, {0, 0, 2048, 2048});
  EXPECT_EQ(preprocess(huge, kSide, kSide).fitted.pixels, std::vector<std::uint8_t>(400, 255));
}

TEST(PreprocessTest, OtherSizesKeepTheShareOfTwentyOf28) {
  GrayImage drawing = paper(100, 100);
  fill(drawing, {20, 20, 50, 50});
  const PreparedDrawing large = preprocess(drawing, 56, 42);
  EXPECT_EQ(large.fitted.rows, 40);
  EXPECT_EQ(large.fitted.columns, 30);
  EXPECT_EQ(extent(large.image).width, 30);
  EXPECT_EQ(extent(large.image).height, 30);
  EXPECT_EQ(large.image.rows, 56);
  EXPECT_EQ(large.image.columns, 42);
  EXPECT_EQ(preprocess(drawing, 1, 1).image.pixels, (std::vector<std::uint8_t>{255}));
}

TEST(PreprocessTest, RefusesWhatIsNoImage) {
  expectError(ErrorCode::kShapeMismatch, "drawing: expected a byte for each", [] {
    preprocess({2, 2, {1, 2, 3}}, kSide, kSide);
  });
  expectError(ErrorCode::kInvalidArgument, "an image size of at least 1 x 1, got 0 x 28", [] {
    preprocess({1, 1, {255}}, 0, kSide);
  });
}

TEST(PreprocessTest, TellsWhereTheCentreOfMassIs) {
  const PreparedDrawing prepared = preprocess(letterL(40, 30), kSide, kSide);
  const Point mass = centreOfMass(prepared.image);
  EXPECT_NEAR(prepared.massRow, mass.row + 0.5, 1e-9);
  EXPECT_NEAR(prepared.massColumn, mass.column + 0.5, 1e-9);
}

TEST(PreprocessTest, WithoutCentringTheBoxStandsInTheMiddle) {
  const PreparedDrawing prepared =
      preprocess(letterL(40, 30), kSide, kSide, {.scaling = true, .centring = false});
  const Box box = extent(prepared.image);
  EXPECT_EQ(box.top, 4);
  EXPECT_EQ(box.height, 20);
  EXPECT_NEAR(box.left + box.width / 2.0, 14, 0.5);
  EXPECT_GT(prepared.massRow, 15) << "an L is heavy at its foot";
}

TEST(PreprocessTest, WithoutScalingTheWholePadIsShrunk) {
  // 280 pixels to 28: the L of 80 x 120 becomes 8 x 12, where it was.
  const GrayImage drawing = letterL(40, 30);
  const PreparedDrawing still =
      preprocess(drawing, kSide, kSide, {.scaling = false, .centring = false});
  const Box box = extent(still.image);
  EXPECT_EQ(box.left, 4);
  EXPECT_EQ(box.top, 3);
  EXPECT_EQ(box.width, 8);
  EXPECT_EQ(box.height, 12);
  EXPECT_EQ(still.fitted.pixels, still.image.pixels);

  const PreparedDrawing centred =
      preprocess(drawing, kSide, kSide, {.scaling = false, .centring = true});
  EXPECT_EQ(extent(centred.image).width, 8);
  EXPECT_NEAR(centred.massRow, 14.5, kHalfPixel);  // as in MNIST
  EXPECT_NEAR(centred.massColumn, 14.5, kHalfPixel);
}

}  // namespace
}  // namespace inkling
