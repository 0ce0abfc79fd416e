#include "training/trainer.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <numeric>
#include <string>
#include <type_traits>
#include <vector>

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "base/matrices.h"
#include "data/idx_bytes.h"
#include "layers/dense.h"
#include "layers/relu.h"
#include "layers/sequential.h"
#include "optimizer/sgd.h"

namespace inkling {
namespace {

constexpr std::uint32_t kImages = 50;

// A network in training on toy images, 7 batches an epoch.
struct Bench {
  Dataset data = ToyFiles(kImages, 1).dataset();
  std::unique_ptr<Sequential> network;
  std::unique_ptr<Sgd> sgd;
  std::unique_ptr<Trainer> trainer;

  explicit Bench(double learningRate = 0.1) {
    Random random(9);
    std::vector<std::unique_ptr<Layer>> layers;
    layers.push_back(std::make_unique<Dense>(randomMatrix(data.imageSize(), 8, random)));
    layers.push_back(std::make_unique<Relu>());
    layers.push_back(std::make_unique<Dense>(randomMatrix(8, 3, random)));
    network = std::make_unique<Sequential>(std::move(layers));
    sgd = std::make_unique<Sgd>(network->parameters(), learningRate);
    std::vector<std::uint32_t> indices(kImages);
    std::iota(indices.begin(), indices.end(), 0U);
    trainer = std::make_unique<Trainer>(*network, *sgd, data, indices, 8, Random(2));
  }

  std::vector<Matrix> parameters() const {
    std::vector<Matrix> values;
    for (const Parameter& parameter : network->parameters()) {
      values.push_back(*parameter.value);
    }
    return values;
  }
};

TEST(TrainerTest, StopsAtTheEndOfAnEpoch) {
  Bench bench;
  EXPECT_TRUE(bench.trainer->atEpochStart());
  TrainerProgress progress = bench.trainer->runSteps(3);
  EXPECT_EQ(progress.steps, 3);
  EXPECT_EQ(progress.samples, 24);
  EXPECT_FALSE(progress.epochEnded);
  EXPECT_EQ(bench.trainer->step(), 3);
  EXPECT_EQ(bench.trainer->epoch(), 0);
  EXPECT_DOUBLE_EQ(bench.trainer->epochsTrained(), 24.0 / 50);
  progress = bench.trainer->runSteps(1000);
  EXPECT_EQ(progress.steps, 4);
  EXPECT_EQ(progress.samples, 26);  // 8, 8, 8 and the 2 that are left
  EXPECT_TRUE(progress.epochEnded);
  EXPECT_EQ(bench.trainer->epoch(), 1);
  EXPECT_DOUBLE_EQ(bench.trainer->epochsTrained(), 1);
  EXPECT_TRUE(bench.trainer->atEpochStart());
}

TEST(TrainerTest, NoStepsDoNothing) {
  Bench bench;
  const auto before = bench.parameters();
  EXPECT_EQ(bench.trainer->runSteps(0).steps, 0);
  EXPECT_EQ(bench.parameters(), before);
}

TEST(TrainerTest, LearnsTheToyImages) {
  Bench bench;
  double accuracy = 0;
  for (int epoch = 0; epoch < 30; ++epoch) {
    accuracy = bench.trainer->runSteps(1000).points.back().accuracy;
  }
  EXPECT_EQ(accuracy, 1);
  EXPECT_LT(bench.trainer->batchLoss(), 0.1);
}

TEST(TrainerTest, SlicesDoNotMatterToTheLastBit) {
  constexpr int kSteps = 1000;
  std::vector<std::vector<Matrix>> results;
  std::vector<std::vector<RunningPoint>> curves;
  for (const int slice : {1, 7, 1000}) {
    Bench bench;
    std::vector<RunningPoint> curve;
    while (bench.trainer->step() < kSteps) {
      const auto left = static_cast<int>(kSteps - bench.trainer->step());
      const TrainerProgress progress = bench.trainer->runSteps(std::min(slice, left));
      curve.insert(curve.end(), progress.points.begin(), progress.points.end());
    }
    results.push_back(bench.parameters());
    curves.push_back(curve);
  }
  for (const std::size_t other : {1U, 2U}) {
    EXPECT_EQ(results[0], results[other]);
    ASSERT_EQ(curves[0].size(), curves[other].size());
    for (std::size_t i = 0; i < curves[0].size(); ++i) {
      EXPECT_EQ(curves[0][i].loss, curves[other][i].loss);
      EXPECT_EQ(curves[0][i].epochs, curves[other][i].epochs);
    }
  }
}

TEST(TrainerTest, TakesANewBatchSizeFromTheNextStepOn) {
  Bench bench;
  bench.trainer->runSteps(1);
  bench.trainer->setBatchSize(20);
  EXPECT_EQ(bench.trainer->runSteps(2).samples, 40);
  EXPECT_EQ(bench.trainer->runSteps(1).samples, 2);
}

// So high that the products of the second step or so overflow.
constexpr double kTooHigh = std::is_same_v<Scalar, double> ? 1e300 : 1e30;

// Also where both are NaN.
bool sameBits(const std::vector<Matrix>& a, const std::vector<Matrix>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Matrix& x, const Matrix& y) {
    return x.size() == y.size() &&
           std::memcmp(x.data(), y.data(), static_cast<std::size_t>(x.size()) * sizeof(Scalar)) ==
               0;
  });
}

TEST(TrainerTest, ANonFiniteLossStopsBeforeItChangesTheNetwork) {
  Bench bench(kTooHigh);
  std::vector<Matrix> before;
  expectError(ErrorCode::kNonFiniteLoss, "is too high for this network. Reset and train", [&] {
    while (bench.trainer->step() < 100) {
      before = bench.parameters();
      bench.trainer->runSteps(1);
    }
  });
  const std::int64_t step = bench.trainer->step();
  EXPECT_TRUE(sameBits(bench.parameters(), before));
  // The same again: the batch is not lost.
  expectError(ErrorCode::kNonFiniteLoss, "at step " + std::to_string(step + 1),
              [&] { bench.trainer->runSteps(1); });
  EXPECT_EQ(bench.trainer->step(), step);
}

TEST(TrainerTest, GoodStepsBeforeANonFiniteLossAreReported) {
  Bench single(kTooHigh);
  int good = 0;
  try {
    while (good < 100) {
      good += single.trainer->runSteps(1).steps;
    }
  } catch (const Error&) {
  }
  ASSERT_GT(good, 0);
  Bench whole(kTooHigh);
  EXPECT_EQ(whole.trainer->runSteps(100).steps, good);
  expectError(ErrorCode::kNonFiniteLoss, "the learning rate 1e+",
              [&] { whole.trainer->runSteps(100); });
}

}  // namespace
}  // namespace inkling
