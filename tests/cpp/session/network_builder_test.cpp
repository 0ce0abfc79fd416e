#include "session/network_builder.h"

#include <cmath>

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "base/matrices.h"
#include "layers/initialization.h"

namespace inkling {
namespace {

BuiltNetwork build(const Config& config, int inputs = 784, int outputs = 10) {
  Random random(config.seed);
  return buildNetwork(config, {1, 1, inputs}, outputs, random);
}

BuiltNetwork buildForImages(const std::string& layers) {
  Config config;
  config.layers = layers;
  Random random(config.seed);
  return buildNetwork(config, {28, 28, 1}, 10, random);
}

TEST(NetworkBuilderTest, TheDefaultIsTheArticlesNetwork) {
  const BuiltNetwork network = build(Config{});
  EXPECT_EQ(network.summary.text, "784-100-200-10");
  EXPECT_EQ(network.summary.inputs, 784);
  EXPECT_EQ(network.summary.outputs, 10);
  EXPECT_EQ(network.summary.parameterCount, 784 * 100 + 100 + 100 * 200 + 200 + 200 * 10 + 10);
  const auto parameters = network.layers->parameters();
  ASSERT_EQ(parameters.size(), 6U);
  EXPECT_EQ(parameters[2].value->rows(), 100);
  EXPECT_EQ(parameters[2].value->cols(), 200);
}

TEST(NetworkBuilderTest, NoHiddenLayersAreOneDenseLayer) {
  Config config;
  config.layers = "";
  const BuiltNetwork network = build(config, 6, 3);
  EXPECT_EQ(network.summary.text, "6-3");
  EXPECT_EQ(network.summary.parameterCount, 21);
  EXPECT_EQ(network.layers->parameters().size(), 2U);
}

TEST(NetworkBuilderTest, ANetworkOfTooManyParametersIsRefusedBeforeItIsBuilt) {
  Config config;
  config.layers = "4096,4096,4096";
  expectError(ErrorCode::kInvalidArgument, "got one of 36818954", [&] { build(config); });
}

TEST(NetworkBuilderTest, WeightsAreDrawnLayerByLayerAndBiasesAreZero) {
  Config config;
  config.layers = "3";
  Random random(config.seed);
  const Matrix first = initialWeights(Initialization::kXavierNormal, 4, 3, random);
  const Matrix second = initialWeights(Initialization::kXavierNormal, 3, 2, random);
  const auto parameters = build(config, 4, 2).layers;
  expectNear(*parameters->parameters()[0].value, first, 0);
  expectNear(*parameters->parameters()[1].value, Matrix::Zero(1, 3), 0);
  expectNear(*parameters->parameters()[2].value, second, 0);
  expectNear(*parameters->parameters()[3].value, Matrix::Zero(1, 2), 0);
}

TEST(NetworkBuilderTest, HeDiffersFromXavierByItsDeviation) {
  Config config;
  config.layers = "";
  const BuiltNetwork xavier = build(config, 8, 24);
  config.initialization = "he";
  const BuiltNetwork he = build(config, 8, 24);
  const double ratio = std::sqrt((8.0 + 24) / 8);
  expectNear(*he.layers->parameters()[0].value,
             *xavier.layers->parameters()[0].value * static_cast<Scalar>(ratio), 1e-6);
}

TEST(NetworkBuilderTest, PutsTheActivationBetweenTheDenseLayersAlone) {
  const Matrix input = makeMatrix({{0.5, -1, 2}});
  for (const std::string activation : {"relu", "sigmoid", "tanh"}) {
    Config config;
    config.layers = "4";
    config.activation = activation;
    BuiltNetwork network = build(config, 3, 2);
    const auto parameters = network.layers->parameters();
    const Matrix hidden = input * *parameters[0].value;
    const Matrix active = hidden.unaryExpr([&](Scalar x) {
      return activation == "relu"   ? std::max(x, Scalar{0})
             : activation == "tanh" ? std::tanh(x)
                                    : Scalar{1} / (Scalar{1} + std::exp(-x));
    });
    expectNear(network.layers->forward(input), active * *parameters[2].value);
  }
}

TEST(NetworkBuilderTest, ConvolutionsPassTheShapeOfTheImageOn) {
  const BuiltNetwork network = buildForImages("conv8x5,pool2,conv16x5s2p1,norm,flatten,dense32");
  // 28 x 28 -> 24 x 24 x 8 -> 12 x 12 x 8 -> 5 x 5 x 16.
  EXPECT_EQ(network.summary.text, "784-conv8x5-pool2-conv16x5s2p1-norm-flatten-dense32-10");
  EXPECT_EQ(network.summary.inputs, 784);
  const int parameters = (25 + 1) * 8 + (25 * 8 + 1) * 16 + 2 * 16 + (400 + 1) * 32 + (32 + 1) * 10;
  EXPECT_EQ(network.summary.parameterCount, parameters);
  Random random(1);
  EXPECT_EQ(network.layers->forward(randomMatrix(2, 784, random)).cols(), 10);
  EXPECT_EQ(network.layers->statistics().size(), 2U);
}

TEST(NetworkBuilderTest, CountsTheArithmeticOfATrainingStep) {
  // Forward and the gradient of the weights everywhere, that of the input in all but the first.
  EXPECT_EQ(build(Config{}).summary.trainingFlops,
            2.0 * (2 * 784 * 100 + 3 * 100 * 200 + 3 * 200 * 10));
  const double first = 24 * 24 * 8 * 25;
  EXPECT_EQ(buildForImages("conv8x5,pool2").summary.trainingFlops,
            2 * (2 * first + 3.0 * 12 * 12 * 8 * 10));
}

TEST(NetworkBuilderTest, PutsTheActivationAfterTheNormalisation) {
  Config config;
  config.layers = "4,norm";
  BuiltNetwork network = build(config, 3, 2);
  const auto parameters =
      network.layers->parameters();  // weights, bias, gain, shift, weights, bias
  ASSERT_EQ(parameters.size(), 6U);
  parameters[2].value->setConstant(Scalar{-1});
  const Matrix input = makeMatrix({{0.5, -1, 2}});
  const Matrix normal =
      input * *parameters[0].value * static_cast<Scalar>(-1 / std::sqrt(1 + 1e-5));
  expectNear(network.layers->forward(input), normal.cwiseMax(Scalar{0}) * *parameters[4].value,
             1e-5);
}

TEST(NetworkBuilderTest, RefusesLayersThatDoNotFitAndSaysWhere) {
  expectError(ErrorCode::kInvalidArgument,
              "expected filters larger than their padding that fit into the image of 3 x 3 at "
              "position 13",
              [] { buildForImages("pool4,pool2,conv8x5"); });
  expectError(ErrorCode::kInvalidArgument, "windows that fit into the image of 1 x 1 at position 4",
              [] { buildForImages("32,pool2"); });
}

TEST(NetworkBuilderTest, RefusesNamesItDoesNotKnow) {
  Config config;
  config.activation = "step";
  expectError(ErrorCode::kInvalidArgument,
              "activation: expected relu, leaky-relu, gelu, sigmoid or tanh, got \"step\"",
              [&] { build(config); });
  config.layers = "";  // also where no layer needs it
  expectError(ErrorCode::kInvalidArgument, "activation", [&] { build(config); });
  config = Config{};
  config.initialization = "zero";
  expectError(ErrorCode::kInvalidArgument, "initialization: expected xavier or he, got \"zero\"",
              [&] { build(config); });
  config = Config{};
  config.layers = "10,x";
  expectError(ErrorCode::kInvalidArgument, "at position 4", [&] { build(config); });
}

}  // namespace
}  // namespace inkling
