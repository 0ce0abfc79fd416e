// One step and one epoch against tests/fixtures/reference_epoch.py, which is float64 NumPy.

#include "fixtures/reference_epoch.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <type_traits>
#include <vector>

#include <gtest/gtest.h>

#include "base/matrices.h"
#include "data/idx_bytes.h"
#include "layers/dense.h"
#include "layers/initialization.h"
#include "layers/relu.h"
#include "layers/sequential.h"
#include "optimizer/sgd.h"
#include "training/evaluation.h"
#include "training/trainer.h"

namespace inkling {
namespace {

// Seven steps with values around 1: in double a few hundred roundings, in float the same.
constexpr double kStepsTolerance = std::is_same_v<Scalar, double> ? 1e-13 : 2e-6;

constexpr std::size_t kBatches = reference::kBatchLosses.size();

template <typename Array>
void expectParameters(Layer& network, const Array& expected) {
  std::size_t next = 0;
  for (const Parameter& parameter : network.parameters()) {
    for (const Scalar value : parameter.value->reshaped<Eigen::RowMajor>()) {
      ASSERT_LT(next, expected.size());
      EXPECT_NEAR(value, expected[next], kStepsTolerance) << "parameter " << next;
      ++next;
    }
  }
  EXPECT_EQ(next, expected.size());
}

class ReferenceEpochTest : public testing::Test {
 protected:
  static Dataset makeData() {
    const Bytes pixels(reference::kPixels.begin(), reference::kPixels.end());
    const Bytes labels(reference::kLabels.begin(), reference::kLabels.end());
    return Dataset(idxFile("images", idxBytes({reference::kSamples, 3, 4}, pixels)),
                   idxFile("labels", labelBytes(labels)));
  }

  static Sequential makeNetwork() {
    Random random(reference::kSeed, 0);
    std::vector<std::unique_ptr<Layer>> layers;
    for (std::size_t i = 0; i + 1 < reference::kLayers.size(); ++i) {
      if (i > 0) {
        layers.push_back(std::make_unique<Relu>());
      }
      layers.push_back(std::make_unique<Dense>(initialWeights(Initialization::kXavierNormal,
                                                              reference::kLayers[i],
                                                              reference::kLayers[i + 1], random)));
    }
    return Sequential(std::move(layers));
  }

  static std::vector<std::uint32_t> allIndices() {
    std::vector<std::uint32_t> indices(reference::kSamples);
    std::iota(indices.begin(), indices.end(), 0U);
    return indices;
  }

  Dataset data_ = makeData();
  Sequential network_ = makeNetwork();
  Sgd sgd_{network_.parameters(), reference::kLearningRate};
  Trainer trainer_{
      network_, sgd_, data_, allIndices(), reference::kBatchSize, Random(reference::kSeed, 1)};
};

TEST_F(ReferenceEpochTest, BeginsWithTheSameWeights) {
  expectParameters(network_, reference::kInitialParameters);
}

TEST_F(ReferenceEpochTest, ShufflesInTheSameOrder) {
  BatchSampler sampler(allIndices(), Random(reference::kSeed, 1));
  const auto first = sampler.peek(reference::kSamples);
  EXPECT_TRUE(std::equal(first.begin(), first.end(), reference::kOrder.begin()));
  sampler.advance(first.size());
  const auto second = sampler.peek(reference::kSamples);
  EXPECT_TRUE(std::equal(second.begin(), second.end(), reference::kSecondOrder.begin()));
}

TEST_F(ReferenceEpochTest, OneStepGivesTheSameWeights) {
  EXPECT_EQ(trainer_.runSteps(1).samples, reference::kBatchSize);
  EXPECT_NEAR(trainer_.batchLoss(), reference::kBatchLosses[0], kStepsTolerance);
  expectParameters(network_, reference::kParametersAfterStep);
}

TEST_F(ReferenceEpochTest, OneEpochGivesTheSameLossesAndWeights) {
  for (std::size_t batch = 0; batch < kBatches; ++batch) {
    const TrainerProgress progress = trainer_.runSteps(1);
    EXPECT_EQ(progress.epochEnded, batch == kBatches - 1);
    EXPECT_NEAR(trainer_.batchLoss(), reference::kBatchLosses[batch], kStepsTolerance);
  }
  expectParameters(network_, reference::kParametersAfterEpoch);
}

TEST_F(ReferenceEpochTest, TheTrainedNetworkMeasuresTheSame) {
  trainer_.runSteps(kBatches);
  const auto indices = allIndices();
  Evaluation evaluation(network_, data_, indices, reference::kLayers.back());
  while (evaluation.measureChunk() > 0) {
  }
  EXPECT_NEAR(evaluation.loss(), reference::kLossAfterEpoch, kStepsTolerance);
  EXPECT_EQ(evaluation.confusion().totalCorrect(), reference::kCorrectAfterEpoch);
}

}  // namespace
}  // namespace inkling
