// A small network that tells inputs of two kinds apart.

#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/eigen.h"
#include "data/batch_sampler.h"
#include "layers/sequential.h"
#include "loss/softmax_cross_entropy.h"
#include "optimizer/optimizer.h"
#include "training/schedule.h"

namespace inkling {

// score(x) = relu(x W + b) v + c: the logarithm of the odds that x is of the first kind.
struct TwoKindsScore {
  Matrix hiddenWeights;  // W [features, hidden]
  Matrix hiddenBias;     // b [1, hidden]
  Matrix weights;        // v [hidden, 1]
  Matrix bias;           // c [1, 1]

  // inputs [n, features] -> scores [n, 1].
  Matrix operator()(const Matrix& inputs) const;
};

// Fits it with 16 hidden neurons, by Adam with cross-entropy, to inputs that are brought to mean 0
// and deviation 1 first. The same inputs give the same score.
class TwoKindsFit {
 public:
  // inputs [n, features], row by row, of the first kind where `isFirst` [n] is 1, else 0; at least
  // one row.
  TwoKindsFit(std::vector<Scalar> inputs, std::vector<std::uint8_t> isFirst);

  // One pass over the inputs; to be repeated until `isDone`.
  void pass();
  bool isDone() const;

  // For the inputs as they were given.
  TwoKindsScore score() const;

 private:
  // Brings a feature to mean 0 and deviation 1.
  void standardise(std::size_t feature);

  std::vector<Scalar> inputs_;  // standardised
  std::vector<std::uint8_t> isFirst_;
  std::size_t features_;
  std::vector<Scalar> means_;
  std::vector<Scalar> deviations_;
  BatchSampler sampler_;
  Sequential network_;  // [batch, features] -> [batch, 2]
  std::vector<Parameter> parameters_;
  std::unique_ptr<Optimizer> optimizer_;
  Schedule schedule_;
  SoftmaxCrossEntropy loss_;
  int passes_ = 0;
};

}  // namespace inkling
