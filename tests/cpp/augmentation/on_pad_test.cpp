#include "augmentation/on_pad.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "augmentation/drawn_strokes.h"
#include "drawing/preprocess.h"

namespace inkling {
namespace {

constexpr int kPad = 280;

// A ring of 20 x 20 pixels, its stroke 3 wide.
Bytes ring() { return drawnRing(kSide, 8.5, 3); }

struct Drawn {
  GrayImage drawing;
  PreparedDrawing prepared;
};

Drawn draw(const Bytes& image, std::uint64_t seed) {
  Random random(seed);
  Drawn drawn;
  drawn.drawing = onPad(image, kSide, kSide, random);
  drawn.prepared = preprocess(drawn.drawing, kSide, kSide);
  return drawn;
}

TEST(OnPadTest, DrawsAnywhereWholeAndOfAllSizes) {
  int smallest = kPad;
  int largest = 0;
  int leftmost = kPad;
  int rightmost = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Drawn drawn = draw(ring(), seed);
    ASSERT_EQ(drawn.drawing.rows, kPad);
    const Box box = drawn.prepared.box;
    smallest = std::min(smallest, box.height);
    largest = std::max(largest, box.height);
    leftmost = std::min(leftmost, box.left);
    rightmost = std::max(rightmost, box.left + box.width);
    EXPECT_NEAR(box.width, box.height, 6) << "a ring stays round";
  }
  // 30 to 90 % of the pad, less the faint rim of the image's own pixels.
  EXPECT_NEAR(smallest, 0.3 * kPad, 12);
  EXPECT_NEAR(largest, 0.9 * kPad, 18);
  EXPECT_LT(leftmost, 20);
  EXPECT_GT(rightmost, kPad - 20);
}

TEST(OnPadTest, EdgesAreAsSharpAsABrushs) {
  const Drawn drawn = draw(ring(), 1);
  const auto& pixels = drawn.drawing.pixels;
  const auto grey = std::count_if(pixels.begin(), pixels.end(),
                                  [](std::uint8_t pixel) { return pixel > 0 && pixel < 255; });
  // Both outlines of the ring are at most 2 pi 126 long; a grey rim there is a pixel or two wide.
  EXPECT_LT(grey, 2 * 6.3 * 126 * 2.5);
  EXPECT_GT(*std::max_element(pixels.begin(), pixels.end()), 250);
}

TEST(OnPadTest, BrushesAreThinAndThick) {
  double least = 1e9;
  double most = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const double ink = totalInk(draw(ring(), seed).prepared.image.pixels) / totalInk(ring());
    least = std::min(least, ink);
    most = std::max(most, ink);
  }
  EXPECT_NEAR(least, 0.67, 0.1);
  EXPECT_NEAR(most, 1.25, 0.1);  // thicker, the ring is larger, and shrunk again
}

TEST(OnPadTest, TurnsByUpToTwelveDegrees) {
  // A level bar: how much higher its box is than the bar tells by how much it is turned.
  const Bytes bar = drawn(kSide, kSide, [](double x, double y) {
    return std::abs(x - 13.5) < 9 && std::abs(y - 13.5) < 1.5;
  });
  double most = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Box box = draw(bar, seed).prepared.box;
    most = std::max(most, box.height / static_cast<double>(box.width));
  }
  // The thickest brush on the shortest bar, and a turn of 12 degrees.
  EXPECT_GT(most, std::tan(10 * 3.14159 / 180) + 0.15);
  EXPECT_LT(most, std::tan(12 * 3.14159 / 180) + 0.35);
}

TEST(OnPadTest, PaperStaysBlank) { EXPECT_TRUE(draw(Bytes(kSide * kSide), 1).prepared.blank); }

}  // namespace
}  // namespace inkling
