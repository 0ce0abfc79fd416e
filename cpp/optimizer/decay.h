// What makes weights smaller.

#pragma once

namespace inkling {

// Two ways to pull weights towards 0, which differ where an optimizer does more with a gradient
// than to multiply it (I. Loshchilov, F. Hutter 2019, "Decoupled weight decay regularization").
// Both leave alone the parameters that say so (see `Parameter::decays`).
struct Decay {
  // Added to the gradient, as of a loss with l2 / 2 * |value|^2 more: grad += l2 * value.
  double l2 = 0;
  // Apart from the gradient: value *= 1 - learning rate * decoupled, before the step, as PyTorch
  // has it.
  double decoupled = 0;
};

}  // namespace inkling
