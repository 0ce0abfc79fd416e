#include "session/network_spec.h"

#include <gtest/gtest.h>

#include "base/expect_error.h"

namespace inkling {
namespace {

using Widths = std::vector<int>;

void expectRefused(const std::string& text, const std::string& part) {
  expectError(ErrorCode::kInvalidArgument, "layers: \"" + text + "\": expected " + part,
              [&] { parseLayers(text); });
}

TEST(NetworkSpecTest, ReadsWidths) {
  EXPECT_EQ(parseLayers("100,200"), (Widths{100, 200}));
  EXPECT_EQ(parseLayers("1"), (Widths{1}));
  EXPECT_EQ(parseLayers("4096"), (Widths{4096}));
  EXPECT_EQ(parseLayers("1,2,3,4,5,6,7,8"), (Widths{1, 2, 3, 4, 5, 6, 7, 8}));
}

TEST(NetworkSpecTest, NothingMeansNoHiddenLayers) {
  EXPECT_EQ(parseLayers(""), Widths{});
  EXPECT_EQ(parseLayers("  "), Widths{});
}

TEST(NetworkSpecTest, SpacesAreAllowed) { EXPECT_EQ(parseLayers(" 10 , 20"), (Widths{10, 20})); }

TEST(NetworkSpecTest, ErrorsPointAtThePlace) {
  expectRefused("100,x", "a whole number from 1 to 4096 at position 5");
  expectRefused("100,,200", "a whole number from 1 to 4096 at position 5");
  expectRefused("100,", "a whole number from 1 to 4096 at position 5");
  expectRefused(",100", "a whole number from 1 to 4096 at position 1");
  expectRefused("100, 2x", "a whole number from 1 to 4096 at position 6");
  expectRefused("10;20", "a whole number from 1 to 4096 at position 1");
  expectRefused("10 20", "a whole number from 1 to 4096 at position 1");
}

TEST(NetworkSpecTest, RefusesWidthsOutOfRange) {
  expectRefused("0", "a whole number from 1 to 4096 at position 1");
  expectRefused("-5", "a whole number from 1 to 4096 at position 1");
  expectRefused("+5", "a whole number from 1 to 4096 at position 1");
  expectRefused("4097", "a whole number from 1 to 4096 at position 1");
  expectRefused("1.5", "a whole number from 1 to 4096 at position 1");
  expectRefused("99999999999999999999", "a whole number from 1 to 4096 at position 1");
}

TEST(NetworkSpecTest, RefusesTooManyLayers) {
  expectRefused("1,1,1,1,1,1,1,1,1", "at most 8 hidden layers, got 9");
}

}  // namespace
}  // namespace inkling
