#include "layers/sequential.h"

#include <memory>
#include <vector>

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "base/matrices.h"
#include "layers/dense.h"
#include "layers/gradient_check.h"
#include "layers/relu.h"
#include "layers/tanh.h"

namespace inkling {
namespace {

TEST(SequentialTest, AppliesTheLayersInOrder) {
  std::vector<std::unique_ptr<Layer>> layers;
  layers.push_back(std::make_unique<Dense>(makeMatrix({{1, -1}})));
  layers.push_back(std::make_unique<Relu>());
  layers.push_back(std::make_unique<Dense>(makeMatrix({{2}, {5}}), makeMatrix({{0.5}})));
  Sequential network(std::move(layers));
  expectNear(network.forward(makeMatrix({{3}, {-4}})), makeMatrix({{6.5}, {20.5}}));
}

TEST(SequentialTest, GradientsMatchCentralDifferences) {
  Random random(41);
  std::vector<std::unique_ptr<Layer>> layers;
  layers.push_back(std::make_unique<Dense>(randomMatrix(4, 6, random), randomMatrix(1, 6, random)));
  layers.push_back(std::make_unique<Tanh>());
  layers.push_back(std::make_unique<Dense>(randomMatrix(6, 3, random), randomMatrix(1, 3, random)));
  Sequential network(std::move(layers));
  ASSERT_EQ(network.parameters().size(), 4U);
  checkGradients(network, randomMatrix(5, 4, random), random);
}

TEST(SequentialTest, ListsParametersFromTheFirstLayerOn) {
  std::vector<std::unique_ptr<Layer>> layers;
  layers.push_back(std::make_unique<Dense>(Matrix::Zero(2, 3)));
  layers.push_back(std::make_unique<Dense>(Matrix::Zero(3, 4)));
  Sequential network(std::move(layers));
  const std::vector<Parameter> parameters = network.parameters();
  ASSERT_EQ(parameters.size(), 4U);
  EXPECT_EQ(parameters[0].value->rows(), 2);
  EXPECT_EQ(parameters[1].value->cols(), 3);
  EXPECT_EQ(parameters[2].value->cols(), 4);
}

TEST(SequentialTest, RefusesToBeEmpty) {
  expectError(ErrorCode::kInvalidArgument, "at least one layer", [] { Sequential({}); });
}

}  // namespace
}  // namespace inkling
