// What every layer can do.

#pragma once

#include <string>
#include <vector>

#include "base/eigen.h"
#include "kernels/sparse_rows.h"

namespace inkling {

// A trainable matrix and the gradient of the loss with respect to it, of the same shape. Both are
// owned by their layer and stay where they are as long as it lives. In which order the numbers lie
// is the layer's own affair, the same in both: a Dense layer's weights lie in panels
// (kernels/panels.h).
struct Parameter {
  Matrix* value;
  Matrix* grad;
  // Whether weight decay pulls it towards 0. Of weights, which it keeps from growing large; not of
  // biases and of the scales and shifts of a normalisation, whose size says nothing of that kind.
  bool decays = true;
};

// A differentiable function of a batch. Results are members of the layer: a reference is good until
// the next call of the same function.
class Layer {
 public:
  Layer() = default;
  virtual ~Layer() = default;
  Layer(const Layer&) = delete;
  Layer& operator=(const Layer&) = delete;

  // input [batch, inputs] -> output [batch, outputs]. The input must live, unchanged, until
  // `backward` is done. Throws kShapeMismatch where the number of columns is wrong.
  virtual const Matrix& forward(const Matrix& input) = 0;

  // Whether the layer gains from zeros in its input, and so has a `forwardSparse`.
  virtual bool skipsZeros() const { return false; }

  // As `forward`, with the same results, of an input that is given without its zeros. Only where
  // `skipsZeros`.
  virtual const Matrix& forwardSparse(const kernels::SparseRows& input);

  // gradOutput [batch, outputs] -> gradInput [batch, inputs], for the batch of the last `forward`.
  // Replaces the gradients of the parameters.
  virtual const Matrix& backward(const Matrix& gradOutput) = 0;

  // As `backward`, without gradInput: enough for the first layer of a network, where nobody needs
  // the gradient with respect to the images.
  virtual void backwardParameters(const Matrix& gradOutput) { backward(gradOutput); }

  // As `backward`, and one step of gradient descent: value -= rate * grad for each parameter. The
  // gradients themselves need not be there afterwards: a layer that leaves them out saves two
  // passes over as much memory as its weights take. rate > 0.
  virtual const Matrix& descend(const Matrix& gradOutput, Scalar rate);

  // As `descend`, without gradInput.
  virtual void descendParameters(const Matrix& gradOutput, Scalar rate);

  // In a fixed order; empty where there is nothing to train.
  virtual std::vector<Parameter> parameters() { return {}; }

  // What training leaves behind besides the parameters, such as running means: belongs to a copy of
  // a trained network. In a fixed order; owned by the layer.
  virtual std::vector<Matrix*> statistics() { return {}; }

  // Whether the next `forward` belongs to a training step, where some layers do something else than
  // when the network reads. At first it does not. `backward` is for training only.
  virtual void setTraining(bool /*isTraining*/) {}
};

// value -= rate * grad.
void descendAlong(const Parameter& parameter, Scalar rate);

}  // namespace inkling
