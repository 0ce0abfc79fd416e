#include "training/evaluation.h"

#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "base/matrices.h"
#include "data/idx_bytes.h"
#include "layers/dense.h"

namespace inkling {
namespace {

// One pixel k / 255 -> logits (0, k / 255 - 0.5): class 1 from pixel 128 on.
Dense threshold() { return Dense(makeMatrix({{0, 1}}), makeMatrix({{0, -0.5}})); }

std::vector<std::uint32_t> allOf(std::uint32_t count) {
  std::vector<std::uint32_t> indices(count);
  std::iota(indices.begin(), indices.end(), 0U);
  return indices;
}

// Image i is of the value i, its label 0 below 100 and 1 from there on.
Dataset gradations(std::uint32_t count) {
  Bytes labels;
  for (std::uint32_t i = 0; i < count; ++i) {
    labels.push_back(i < 100 ? 0 : 1);
  }
  return Dataset(idxFile("images", imageBytes(count, 1, 1)), idxFile("labels", labelBytes(labels)));
}

TEST(EvaluationTest, MeasuresInChunks) {
  const Dataset data = gradations(200);
  const auto indices = allOf(200);
  Dense network = threshold();
  Evaluation evaluation(network, data, indices, 2);
  EXPECT_FALSE(evaluation.done());
  EXPECT_EQ(evaluation.measureChunk(), 128);
  EXPECT_FALSE(evaluation.done());
  EXPECT_EQ(evaluation.measureChunk(), 72);
  EXPECT_TRUE(evaluation.done());
  EXPECT_EQ(evaluation.measureChunk(), 0);
}

TEST(EvaluationTest, GivesLossAccuracyAndConfusion) {
  const Dataset data = gradations(200);
  const auto indices = allOf(200);
  Dense network = threshold();
  Evaluation evaluation(network, data, indices, 2);
  while (evaluation.measureChunk() > 0) {
  }
  // Wrong are the images from 100 to 127.
  EXPECT_DOUBLE_EQ(evaluation.accuracy(), 172.0 / 200);
  EXPECT_EQ(evaluation.confusion().count(0, 0), 100);
  EXPECT_EQ(evaluation.confusion().count(0, 1), 0);
  EXPECT_EQ(evaluation.confusion().count(1, 0), 28);
  EXPECT_EQ(evaluation.confusion().count(1, 1), 72);
  double loss = 0;
  for (int i = 0; i < 200; ++i) {
    const double logit = i / 255.0 - 0.5;
    loss += std::log1p(std::exp(logit)) - (i < 100 ? 0 : logit);
  }
  EXPECT_NEAR(evaluation.loss(), loss / 200, kRoundingTolerance);
}

TEST(EvaluationTest, MeasuresTheImagesAskedForAlone) {
  const Dataset data = gradations(200);
  const std::vector<std::uint32_t> indices = {5, 110, 150};
  Dense network = threshold();
  Evaluation evaluation(network, data, indices, 2);
  EXPECT_EQ(evaluation.measureChunk(), 3);
  EXPECT_DOUBLE_EQ(evaluation.accuracy(), 2.0 / 3);
}

TEST(EvaluationTest, RefusesOutputsThatAreNoNumbers) {
  const Dataset data = gradations(5);
  const auto indices = allOf(5);
  const double infinity = std::numeric_limits<double>::infinity();
  Dense network(makeMatrix({{0, infinity}}));
  Evaluation evaluation(network, data, indices, 2);
  expectError(ErrorCode::kNonFiniteLoss, "the learning rate was too high",
              [&] { evaluation.measureChunk(); });
  EXPECT_FALSE(evaluation.done());
}

TEST(EvaluationTest, RefusesToMeasureNothing) {
  const Dataset data = gradations(5);
  Dense network = threshold();
  expectError(ErrorCode::kInvalidArgument, "at least one image",
              [&] { Evaluation(network, data, {}, 2); });
}

}  // namespace
}  // namespace inkling
