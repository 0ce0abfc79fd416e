// A fully connected layer.

#pragma once

#include <vector>

#include "kernels/sparse_rows.h"
#include "layers/layer.h"
#include "layers/layer_kind.h"

namespace inkling {

// output = input * weights + bias, the bias added to each row. An input that is mostly zeros, as
// images are, takes a way that skips them (see kernels/sparse_rows.h).
class Dense : public Layer {
 public:
  // weights [inputs, outputs], bias [1, outputs]. Throws kShapeMismatch if they do not fit.
  Dense(const Matrix& weights, Matrix bias);

  // The same with a bias of zeros, as a network begins.
  explicit Dense(const Matrix& weights);

  // "dense128" or "128": the number of outputs.
  static LayerKind kind();

  const Matrix& forward(const Matrix& input) override;
  bool skipsZeros() const override { return true; }
  const Matrix& forwardSparse(const kernels::SparseRows& input) override;
  const Matrix& backward(const Matrix& gradOutput) override;
  void backwardParameters(const Matrix& gradOutput) override;
  const Matrix& descend(const Matrix& gradOutput, Scalar rate) override;
  void descendParameters(const Matrix& gradOutput, Scalar rate) override;
  std::vector<Parameter> parameters() override;  // weights, in panels (kernels/panels.h), and bias

 private:
  // Sets gradInput_.
  void backwardInput(const Matrix& gradOutput);
  void checkInput(Index columns) const;

  Matrix weights_;      // [inputs, outputs], in panels, as its gradient
  Matrix bias_;         // [1, outputs]
  Matrix gradWeights_;  // [inputs, outputs]
  Matrix gradBias_;     // [1, outputs]
  Matrix output_;       // [batch, outputs]
  Matrix gradInput_;    // [batch, inputs]
  // The last input, one of both is null; it or the first is the caller's.
  const Matrix* input_ = nullptr;
  const kernels::SparseRows* sparseInput_ = nullptr;
  kernels::SparseRows inputRows_;  // of a dense matrix that is mostly zeros
};

}  // namespace inkling
