#include "layers/batch_norm.h"

#include <cmath>

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "base/matrices.h"
#include "layers/gradient_check.h"

namespace inkling {
namespace {

constexpr double kEpsilon = 1e-5;

TEST(BatchNormTest, TrainingNormalisesEachChannelOverImagesAndPlaces) {
  BatchNorm layer(2);
  layer.setTraining(true);
  // Two images of two places: channel 0 is 1, 3, 5, 7 (mean 4, variance 5), channel 1 is constant.
  const Matrix output = layer.forward(makeMatrix({{1, 8, 3, 8}, {5, 8, 7, 8}}));
  const double s = 1 / std::sqrt(5 + kEpsilon);
  expectNear(output, makeMatrix({{-3 * s, 0, -s, 0}, {s, 0, 3 * s, 0}}), 1e-6);
  // A tenth of the way from 0 and 1 to the mean and the unbiased variance 20 / 3.
  const auto statistics = layer.statistics();
  ASSERT_EQ(statistics.size(), 2U);
  expectNear(*statistics[0], makeMatrix({{0.4, 0.8}}));
  expectNear(*statistics[1], makeMatrix({{0.9 + 0.1 * 20 / 3, 0.9}}));
}

TEST(BatchNormTest, ReadingDoesNotDependOnTheBatchAndChangesNothing) {
  Random random(8);
  BatchNorm layer(3);
  layer.setTraining(true);
  layer.forward(randomMatrix(9, 12, random));
  layer.setTraining(false);
  const Matrix mean = *layer.statistics()[0];
  const Matrix variance = *layer.statistics()[1];
  const Matrix input = randomMatrix(4, 12, random);
  const Matrix all = layer.forward(input);
  for (Index i = 0; i < 4; ++i) {
    expectNear(layer.forward(input.row(i)), all.row(i), 0);
  }
  EXPECT_NEAR(all(1, 4), (input(1, 4) - mean(0, 1)) / std::sqrt(variance(0, 1) + kEpsilon), 1e-5);
  expectNear(*layer.statistics()[0], mean, 0);
  expectNear(*layer.statistics()[1], variance, 0);
}

TEST(BatchNormTest, GradientsMatchCentralDifferences) {
  Random random(9);
  for (const auto& [batch, places, channels] :
       {std::tuple<Index, Index, Index>{5, 1, 4}, {3, 6, 2}, {2, 3, 5}}) {
    BatchNorm layer(channels);
    layer.setTraining(true);
    *layer.parameters()[0].value = randomMatrix(1, channels, random);
    *layer.parameters()[1].value = randomMatrix(1, channels, random);
    checkGradients(layer, randomMatrix(batch, places * channels, random), random);
  }
}

TEST(BatchNormTest, RefusesAnotherNumberOfChannels) {
  BatchNorm layer(4);
  expectError(ErrorCode::kShapeMismatch, "a multiple of 4 input columns, got 6",
              [&] { layer.forward(Matrix::Zero(1, 6)); });
  expectError(ErrorCode::kShapeMismatch, "at least one channel", [] { BatchNorm(0); });
}

}  // namespace
}  // namespace inkling
