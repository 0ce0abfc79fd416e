// Convolutions as sums of matrix products, without copying patches together.
//
// An image is [rows, columns, channels], the channels of a pixel side by side: one row of a Matrix.
// For one row of the output, the patches under a filter's row ky are a matrix whose row x begins
// stride * channels numbers after row x - 1: the image itself, read with that stride. So the output
// row is the sum over ky of (patches of ky) * (weights of ky), one product with `side` segments.

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

// The weights of the convolution that turns the gradient of the output, spread and padded by
// `spread`, into the gradient of the input: each filter turned by 180 degrees, channels and filters
// exchanged. flipped [side * side * filters, channels], resized.
void flipFilters(const Matrix& weights, const Convolution& shape, Matrix& flipped);

// Images [rows, columns, channels] with `margin` zeros around and `spacing - 1` zeros between each
// two rows and columns. spread [batch, ...], resized; zeros are written only where it changes size,
// so one matrix must always be used with the same geometry.
struct Spread {
  Index rows = 0;
  Index columns = 0;
  Index channels = 0;
  Index margin = 0;
  Index spacing = 1;

  Index outRows() const { return (rows - 1) * spacing + 1 + 2 * margin; }
  Index outColumns() const { return (columns - 1) * spacing + 1 + 2 * margin; }
};
void spread(const Matrix& images, const Spread& shape, Matrix& spread);

}  // namespace inkling::kernels
