// Readings of drawings, images and the gallery.

#include <algorithm>
#include <array>
#include <numeric>

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "drawing/brush.h"
#include "session/session.h"
#include "session/toy_session.h"

namespace inkling {
namespace {

constexpr double kSumTolerance = 1e-5;  // float's rounding of ten probabilities

GrayImage drawing(int left, int top, int width, int height) {
  GrayImage image = {100, 100, std::vector<std::uint8_t>(10'000)};
  for (int row = top; row < top + height; ++row) {
    std::fill_n(image.pixels.begin() + row * 100 + left, width, std::uint8_t{255});
  }
  return image;
}

double sumOf(const std::vector<float>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

// A toy session that has learnt its images.
Session learntSession() {
  Session session = toySession();
  session.tune(0.5, 8, 20);
  trainToTheEnd(session, 1000);
  return session;
}

TEST(SessionReadingTest, ReadsDrawingsBeforeThereAreData) {
  const Session session;
  const Reading reading = session.readDrawing(drawing(30, 20, 10, 60));
  EXPECT_FALSE(reading.blank);
  ASSERT_EQ(reading.probabilities.size(), 10U);
  EXPECT_NEAR(sumOf(reading.probabilities), 1, kSumTolerance);
  const auto largest = std::max_element(reading.probabilities.begin(), reading.probabilities.end());
  EXPECT_EQ(reading.prediction, largest - reading.probabilities.begin());
  EXPECT_EQ(reading.boxLeft, 30);
  EXPECT_EQ(reading.boxTop, 20);
  EXPECT_EQ(reading.boxWidth, 10);
  EXPECT_EQ(reading.boxHeight, 60);
  EXPECT_EQ(reading.fitted.rows, 20);
  EXPECT_EQ(reading.image.rows, 28);
  EXPECT_EQ(reading.image.pixels.size(), 784U);
}

TEST(SessionReadingTest, ADrawingIsReadAsThePreparedImage) {
  const Session session;
  const Reading drawn = session.readDrawing(drawing(5, 7, 40, 60));
  const Reading image = session.readImage(drawn.image);
  EXPECT_EQ(image.probabilities, drawn.probabilities);
  EXPECT_EQ(image.prediction, drawn.prediction);
  EXPECT_TRUE(image.fitted.pixels.empty());
}

TEST(SessionReadingTest, StrokesAreReadAsTheirDrawing) {
  const Session session;
  const std::vector<Stroke> strokes = {{{0.3, 0.2}, {0.6, 0.5}, {0.4, 0.8}}, {{0.7, 0.7}}};
  const Reading reading = session.readStrokes(strokes);
  EXPECT_EQ(reading.image.pixels, session.readDrawing(renderStrokes(strokes)).image.pixels);
  EXPECT_EQ(reading.probabilities.size(), 10U);
  EXPECT_GT(reading.boxHeight, 160);
  EXPECT_TRUE(session.readStrokes({}).blank);
  expectError(ErrorCode::kInvalidArgument, "expected points in stroke 1",
              [&] { session.readStrokes({{}}); });
}

TEST(SessionReadingTest, BlankPaperIsNotRead) {
  const Session session;
  for (const Reading& reading : {session.readDrawing({100, 100, std::vector<std::uint8_t>(10'000)}),
                                 session.readImage({28, 28, std::vector<std::uint8_t>(784)})}) {
    EXPECT_TRUE(reading.blank);
    EXPECT_EQ(reading.prediction, -1);
    EXPECT_TRUE(reading.probabilities.empty());
    EXPECT_TRUE(reading.image.pixels.empty());
  }
}

TEST(SessionReadingTest, RefusesImagesOfTheWrongSize) {
  const Session fresh;
  expectError(ErrorCode::kShapeMismatch, "image: expected 28 x 28 pixels, got 6 x 5", [&] {
    fresh.readImage({6, 5, std::vector<std::uint8_t>(30)});
  });
  const Session toy = toySession();
  expectError(ErrorCode::kShapeMismatch, "image: expected 6 x 5 pixels, got 28 x 28", [&] {
    toy.readImage({28, 28, std::vector<std::uint8_t>(784)});
  });
  expectError(ErrorCode::kShapeMismatch, "image: expected a byte for each", [&] {
    toy.readImage({6, 5, {1, 2}});
  });
  expectError(ErrorCode::kShapeMismatch, "drawing: expected a byte for each", [&] {
    toy.readDrawing({6, 5, {1, 2}});
  });
}

TEST(SessionReadingTest, ALearntNetworkReadsItsImagesRightly) {
  const Session session = learntSession();
  for (const GalleryItem& item : session.gallery(18)) {
    EXPECT_EQ(item.prediction, item.label);
    EXPECT_GT(item.probability, 0.5);
    const Reading reading = session.readImage(item.image);
    EXPECT_EQ(reading.prediction, item.label);
    EXPECT_NEAR(reading.probabilities[static_cast<std::size_t>(item.label)], item.probability,
                kSumTolerance);
  }
}

TEST(SessionReadingTest, TheGalleryIsEvenOverTheClassesAndAlwaysTheSame) {
  Session session = toySession();
  const auto before = session.gallery(7);
  ASSERT_EQ(before.size(), 7U);
  std::array<int, 3> counts{};
  for (const GalleryItem& item : before) {
    ++counts.at(static_cast<std::size_t>(item.label));
    EXPECT_EQ(item.image.rows, 6);
    EXPECT_EQ(item.image.columns, 5);
    EXPECT_GT(item.probability, 0.3);  // the largest of three
    EXPECT_LE(item.probability, 1);
  }
  EXPECT_EQ(counts, (std::array<int, 3>{3, 2, 2}));
  session.advance(20);
  const auto after = session.gallery(7);
  for (std::size_t i = 0; i < 7; ++i) {
    EXPECT_EQ(after[i].image.pixels, before[i].image.pixels);
    EXPECT_EQ(after[i].label, before[i].label);
  }
}

TEST(SessionReadingTest, TheGalleryHasAtMostAllValidationImages) {
  EXPECT_EQ(toySession().gallery(1000).size(), 18U);
}

TEST(SessionReadingTest, TheGalleryNeedsDataAndACount) {
  expectError(ErrorCode::kNoData, "load a data set first", [] { Session().gallery(5); });
  expectError(ErrorCode::kInvalidArgument, "gallery: expected a whole number from 1, got 0",
              [] { toySession().gallery(0); });
}

TEST(SessionReadingTest, ReadingsFollowTheTraining) {
  Session session = toySession();
  const GrayImage image = session.gallery(1).front().image;
  const auto before = session.readImage(image).probabilities;
  session.advance(1);
  EXPECT_NE(session.readImage(image).probabilities, before);
}

}  // namespace
}  // namespace inkling
