#include <array>

#include "layers/batch_norm.h"
#include "layers/conv2d.h"
#include "layers/dense.h"
#include "layers/dropout.h"
#include "layers/flatten.h"
#include "layers/gelu.h"
#include "layers/layer_kind.h"
#include "layers/leaky_relu.h"
#include "layers/max_pool.h"
#include "layers/relu.h"
#include "layers/sigmoid.h"
#include "layers/tanh.h"

namespace inkling {
namespace {

template <typename Activation>
ActivationKind activation(std::string_view name) {
  return {name, []() -> std::unique_ptr<Layer> { return std::make_unique<Activation>(); }};
}

}  // namespace

std::span<const LayerKind> layerKinds() {
  static const std::array kinds = {
      Dense::kind(),     Conv2D::kind(),  MaxPool::kind(),
      BatchNorm::kind(), Dropout::kind(), Flatten::kind(),
  };
  return kinds;
}

std::span<const ActivationKind> activationKinds() {
  static const std::array kinds = {
      activation<Relu>("relu"), activation<LeakyRelu>("leaky-relu"),
      activation<Gelu>("gelu"), activation<Sigmoid>("sigmoid"),
      activation<Tanh>("tanh"),
  };
  return kinds;
}

}  // namespace inkling
