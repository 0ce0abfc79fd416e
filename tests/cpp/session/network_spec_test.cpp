#include "session/network_spec.h"

#include <gtest/gtest.h>

#include "base/expect_error.h"

namespace inkling {
namespace {

using Numbers = std::vector<double>;

void expectRefused(const std::string& text, const std::string& part) {
  expectError(ErrorCode::kInvalidArgument, "layers: \"" + text + "\": expected " + part,
              [&] { parseLayers(text); });
}

void expectLayer(const LayerSpec& layer, const std::string& name, const Numbers& numbers,
                 std::size_t position) {
  EXPECT_EQ(layer.kind->name, name);
  EXPECT_EQ(layer.numbers, numbers);
  EXPECT_EQ(layer.position, position);
}

TEST(NetworkSpecTest, ReadsWidthsAsDenseLayers) {
  const auto layers = parseLayers("100, dense200");
  ASSERT_EQ(layers.size(), 2U);
  expectLayer(layers[0], "dense", {100}, 1);
  expectLayer(layers[1], "dense", {200}, 6);
  EXPECT_EQ(layers[1].text, "dense200");
  expectLayer(parseLayers("4096").at(0), "dense", {4096}, 1);
}

TEST(NetworkSpecTest, ReadsEveryKindOfLayer) {
  const auto layers =
      parseLayers("conv8x5,norm,pool2,conv16x3s2p1,pool3s2,flatten,dropout0.25,128");
  ASSERT_EQ(layers.size(), 8U);
  expectLayer(layers[0], "conv", {8, 5, 1, 0}, 1);
  expectLayer(layers[1], "norm", {}, 9);
  expectLayer(layers[2], "pool", {2, 0}, 14);
  expectLayer(layers[3], "conv", {16, 3, 2, 1}, 20);
  expectLayer(layers[4], "pool", {3, 2}, 33);
  expectLayer(layers[5], "flatten", {}, 41);
  expectLayer(layers[6], "dropout", {0.25}, 49);
  expectLayer(layers[7], "dense", {128}, 61);
}

TEST(NetworkSpecTest, NothingMeansNoHiddenLayers) {
  EXPECT_TRUE(parseLayers("").empty());
  EXPECT_TRUE(parseLayers("  ").empty());
}

TEST(NetworkSpecTest, ErrorsPointAtThePlace) {
  for (const std::string text : {"100,x", "100,,200", "100,", "100, Conv8x5"}) {
    expectRefused(text, "a layer such as 128, dense128, conv8x5, pool2, norm, dropout0.5, flatten");
  }
  expectError(ErrorCode::kInvalidArgument, "at position 5", [] { parseLayers("100,x"); });
  expectError(ErrorCode::kInvalidArgument, "at position 6", [] { parseLayers("100, x"); });
  expectRefused("100, 2x", "the end of the layer, or a comma, at position 7");
  expectRefused("10;20", "the end of the layer, or a comma, at position 3");
  expectRefused("conv8",
                "\"x\" and the side of the filters, a whole number from 1 to 15, at "
                "position 6");
  expectRefused("pool2,convx5",
                "the number of filters, a whole number from 1 to 512, at "
                "position 11");
  expectRefused("conv8x5s", "the stride, a whole number from 1 to 8, at position 9");
  expectRefused("norm2", "the end of the layer, or a comma, at position 5");
}

TEST(NetworkSpecTest, RefusesNumbersOutOfRange) {
  for (const std::string text : {"0", "4097", "1.5", "1.2.3", "99999999999999999999"}) {
    expectRefused(text, "the number of neurons, a whole number from 1 to 4096, at position 1");
  }
  expectRefused("conv8x16", "the side of the filters, a whole number from 1 to 15, at position 7");
  expectRefused("dropout1", "the share to leave out, a number from 0 to 0.95, at position 8");
}

TEST(NetworkSpecTest, RefusesTooManyLayers) {
  std::string text = "1";
  for (int i = 1; i < 24; ++i) {
    text += ",1";
  }
  EXPECT_EQ(parseLayers(text).size(), 24U);
  expectRefused(text + ",1", "at most 24 layers");
}

}  // namespace
}  // namespace inkling
