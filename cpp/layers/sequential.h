// Layers one after the other: a network.

#pragma once

#include <memory>
#include <vector>

#include "layers/layer.h"

namespace inkling {

// output = last(... second(first(input))).
class Sequential : public Layer {
 public:
  // Throws kInvalidArgument where there is no layer.
  explicit Sequential(std::vector<std::unique_ptr<Layer>> layers);

  const Matrix& forward(const Matrix& input) override;
  bool skipsZeros() const override { return layers_.front()->skipsZeros(); }
  const Matrix& forwardSparse(const kernels::SparseRows& input) override;
  const Matrix& backward(const Matrix& gradOutput) override;
  void backwardParameters(const Matrix& gradOutput) override;
  const Matrix& descend(const Matrix& gradOutput, Scalar rate) override;
  void descendParameters(const Matrix& gradOutput, Scalar rate) override;
  std::vector<Parameter> parameters() override;  // those of the first layer first
  std::vector<Matrix*> statistics() override;    // the same
  void setTraining(bool isTraining) override;

  // What the last layer got in the last `forward`, [batch, features]; none where there is but one
  // layer.
  const Matrix* lastHidden() const { return lastHidden_; }

 private:
  // From the second layer to the last: the first layer's output -> output.
  const Matrix& forwardFromFirst(const Matrix& firstOutput);

  // From the last layer to the second: gradOutput -> the gradient of the first layer's output.
  const Matrix& backwardToFirst(const Matrix& gradOutput);
  const Matrix& descendToFirst(const Matrix& gradOutput, Scalar rate);

  std::vector<std::unique_ptr<Layer>> layers_;
  const Matrix* lastHidden_ = nullptr;  // the output of the last layer but one
};

}  // namespace inkling
