#include "kernels/convolution.h"

#include <algorithm>
#include <cassert>
#include <vector>

#include "kernels/block.h"
#include "parallel/team.h"

namespace inkling::kernels {
namespace {

// The gradient of the weights is summed over so many groups of images apart, and then over the
// groups: the sums are the same however many threads share the groups out.
constexpr Index kMostGroups = 8;

double cost(Index batch, const Convolution& shape) {
  return static_cast<double>(batch) * static_cast<double>(shape.outputSize()) *
         static_cast<double>(shape.patchSize());
}

// The gradient of the weights for the images from `begin` to `end`, in place of what was there.
void groupGradient(const Matrix& input, const Convolution& shape, const Matrix& gradOut,
                   Index begin, Index end, Scalar* gradWeights) {
  const Index width = shape.side * shape.channels;
  const Index inputRow = shape.columns * shape.channels;
  thread_local std::vector<Scalar> padded;
  for (Index i = begin; i < end; ++i) {
    const Right right(gradOut.data() + i * shape.outputSize(), shape.outRows() * shape.outColumns(),
                      shape.filters, nullptr, padded);
    const Scalar add = i == begin ? Scalar{0} : Scalar{-1};
    for (Index ky = 0; ky < shape.side; ++ky) {
      const Left left = {input.data() + i * shape.inputSize() + ky * inputRow,
                         1,
                         shape.stride * shape.channels,
                         shape.outColumns(),
                         shape.outRows(),
                         shape.stride * inputRow};
      tileProduct(left, width, right, 0, shape.filters,
                  {gradWeights + ky * width * shape.filters, shape.filters, add});
    }
  }
}

}  // namespace

void convolve(const Matrix& input, const Convolution& shape, const Matrix& weights,
              const Matrix* bias, Matrix& out) {
  assert(input.cols() == shape.inputSize() && weights.rows() == shape.patchSize());
  assert(weights.cols() == shape.filters && (bias == nullptr || bias->cols() == shape.filters));
  const Index batch = input.rows();
  out.resize(batch, shape.outputSize());
  thread_local std::vector<Scalar> padded;
  const Right right(weights.data(), weights.rows(), shape.filters,
                    bias == nullptr ? nullptr : bias->data(), padded);
  const Index inputRow = shape.columns * shape.channels;
  const Index outputRow = shape.outColumns() * shape.filters;
  parallel::overStretches(batch, 1, cost(batch, shape), [&](Index begin, Index end) {
    for (Index i = begin; i < end; ++i) {
      for (Index y = 0; y < shape.outRows(); ++y) {
        const Left left = {input.data() + i * shape.inputSize() + y * shape.stride * inputRow,
                           shape.stride * shape.channels,
                           1,
                           shape.side * shape.channels,
                           shape.side,
                           inputRow};
        Scalar* const row = out.data() + i * shape.outputSize() + y * outputRow;
        tileProduct(left, shape.outColumns(), right, 0, shape.filters, {row, shape.filters});
      }
    }
  });
}

void convolutionGradient(const Matrix& input, const Convolution& shape, const Matrix& gradOut,
                         Matrix& gradWeights) {
  assert(input.cols() == shape.inputSize() && gradOut.cols() == shape.outputSize());
  assert(input.rows() == gradOut.rows());
  gradWeights.resize(shape.patchSize(), shape.filters);
  const Index batch = input.rows();
  const Index groups = std::min(batch, kMostGroups);
  const Index size = gradWeights.size();
  thread_local Matrix ownSums;
  Matrix& sums = ownSums;
  sums.resize(groups, size);
  parallel::overStretches(groups, 1, cost(batch, shape), [&](Index begin, Index end) {
    for (Index g = begin; g < end; ++g) {
      groupGradient(input, shape, gradOut, batch * g / groups, batch * (g + 1) / groups,
                    sums.data() + g * size);
    }
  });
  std::copy_n(sums.data(), size, gradWeights.data());
  for (Index g = 1; g < groups; ++g) {
    for (Index i = 0; i < size; ++i) {
      gradWeights.data()[i] += sums.data()[g * size + i];
    }
  }
}

void flipFilters(const Matrix& weights, const Convolution& shape, Matrix& flipped) {
  assert(weights.rows() == shape.patchSize() && weights.cols() == shape.filters);
  const Index places = shape.side * shape.side;
  flipped.resize(places * shape.filters, shape.channels);
  for (Index place = 0; place < places; ++place) {
    const Scalar* const from = weights.data() + place * shape.channels * shape.filters;
    Scalar* const to = flipped.data() + (places - 1 - place) * shape.filters * shape.channels;
    for (Index c = 0; c < shape.channels; ++c) {
      for (Index f = 0; f < shape.filters; ++f) {
        to[f * shape.channels + c] = from[c * shape.filters + f];
      }
    }
  }
}

void spread(const Matrix& images, const Spread& shape, Matrix& spread) {
  assert(images.cols() == shape.rows * shape.columns * shape.channels);
  const Index size = shape.outRows() * shape.outColumns() * shape.channels;
  if (spread.rows() != images.rows() || spread.cols() != size) {
    spread.setZero(images.rows(), size);
  }
  const Index row = shape.columns * shape.channels;
  const Index outRow = shape.outColumns() * shape.channels;
  const auto place = [&](const Scalar* from, Scalar* to) {
    if (shape.spacing == 1) {
      std::copy_n(from, row, to);
      return;
    }
    for (Index x = 0; x < shape.columns; ++x) {
      std::copy_n(from + x * shape.channels, shape.channels,
                  to + x * shape.spacing * shape.channels);
    }
  };
  parallel::overStretches(
      images.rows(), 1, static_cast<double>(images.size()), [&](Index begin, Index end) {
        for (Index i = begin; i < end; ++i) {
          for (Index y = 0; y < shape.rows; ++y) {
            place(images.data() + i * images.cols() + y * row,
                  spread.data() + i * size + (shape.margin + y * shape.spacing) * outRow +
                      shape.margin * shape.channels);
          }
        }
      });
}

}  // namespace inkling::kernels
