// Convolutions as matrix products, without copying patches together.
//
// An image is [rows, columns, channels], the channels of a pixel side by side: one row of a Matrix.
// The patches that make one row of the output are a matrix: its row x begins stride * channels
// numbers after row x - 1, and its columns lie where those of the first patch lie, seen from its
// beginning. So the image itself, read with that stride and a list of these offsets, is the left
// matrix of the product with the weights.

#pragma once

#include "base/eigen.h"

namespace inkling::kernels {

// Filters of side x side pixels that move over an image by `stride` pixels.
struct Convolution {
  Index rows = 0;  // of the input, with its padding
  Index columns = 0;
  Index channels = 0;
  Index filters = 0;
  Index side = 0;
  Index stride = 1;

  Index outRows() const { return (rows - side) / stride + 1; }
  Index outColumns() const { return (columns - side) / stride + 1; }
  Index inputSize() const { return rows * columns * channels; }
  Index outputSize() const { return outRows() * outColumns() * filters; }
  Index patchSize() const { return side * side * channels; }
};

// out [batch, outRows * outColumns * filters] from input [batch, rows * columns * channels],
// weights [side * side * channels, filters] and bias [1, filters], or null for none: out(y, x, f) =
// bias(f) + sum over ky, kx, c of
//                input(y * stride + ky, x * stride + kx, c) * weights((ky, kx, c), f).
// `out` is resized.
void convolve(const Matrix& input, const Convolution& shape, const Matrix& weights,
              const Matrix* bias, Matrix& out);

// gradWeights [side * side * channels, filters], summed over the batch, from the gradient of the
// output [batch, outRows * outColumns * filters]. Resized.
void convolutionGradient(const Matrix& input, const Convolution& shape, const Matrix& gradOut,
                         Matrix& gradWeights);

// gradInput [batch, rows * columns * channels] from the gradient of the output: each output pixel
// sends its gradient, weighted by its filters, to the patch that it came from. Resized.
void convolutionInputGradient(const Matrix& gradOut, const Convolution& shape,
                              const Matrix& weights, Matrix& gradInput);

// Images [rows, columns, channels] with `margin` zeros around. padded [batch, (rows + 2 * margin) *
// (columns + 2 * margin) * channels], resized. Zeros are written only where it changes size, so one
// matrix must always be used with the same geometry.
void pad(const Matrix& images, Index rows, Index columns, Index channels, Index margin,
         Matrix& padded);

// The other way: the images without their margin.
void unpad(const Matrix& padded, Index rows, Index columns, Index channels, Index margin,
           Matrix& images);

}  // namespace inkling::kernels
