#include "kernels/convolution.h"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <vector>

#include "kernels/block.h"
#include "parallel/team.h"

namespace inkling::kernels {
namespace {

// The gradient of the weights is summed over so many groups of images apart, and then over the
// groups: the sums are the same however many threads share the groups out.
constexpr Index kMostGroups = 8;

// As the rate of a Result: sums are added to what is there.
constexpr Scalar kAdd = -1;

double cost(Index batch, const Convolution& shape) {
  return static_cast<double>(batch) * static_cast<double>(shape.outputSize()) *
         static_cast<double>(shape.patchSize());
}

// Where the numbers of a patch lie, seen from its first one.
void patchOffsets(const Convolution& shape, std::vector<std::int32_t>& offsets) {
  offsets.clear();
  for (Index ky = 0; ky < shape.side; ++ky) {
    for (Index i = 0; i < shape.side * shape.channels; ++i) {
      offsets.push_back(static_cast<std::int32_t>(ky * shape.columns * shape.channels + i));
    }
  }
}

// Where the patches begin, seen from the first one.
void placeOffsets(const Convolution& shape, std::vector<std::int32_t>& offsets) {
  offsets.clear();
  for (Index y = 0; y < shape.outRows(); ++y) {
    for (Index x = 0; x < shape.outColumns(); ++x) {
      offsets.push_back(
          static_cast<std::int32_t>((y * shape.columns + x) * shape.stride * shape.channels));
    }
  }
}

// The gradient of the weights for the images from `begin` to `end`, in place of what was there.
void groupGradient(const Matrix& input, const Convolution& shape,
                   const std::vector<std::int32_t>& places, const Matrix& gradOut, Index begin,
                   Index end, Scalar* gradWeights) {
  const Index width = shape.side * shape.channels;
  const auto placeCount = static_cast<Index>(places.size());
  thread_local std::vector<Scalar> padded;
  for (Index i = begin; i < end; ++i) {
    const Right right({gradOut.data() + i * shape.outputSize(), placeCount, shape.filters}, nullptr,
                      padded);
    const Scalar add = i == begin ? Scalar{0} : kAdd;
    for (Index ky = 0; ky < shape.side; ++ky) {
      const Scalar* const row =
          input.data() + i * shape.inputSize() + ky * shape.columns * shape.channels;
      const GatheredLeft left = {row, places.data(), placeCount};
      tileProduct(left, width, right, 0, shape.filters,
                  Result{gradWeights + ky * width * shape.filters, shape.filters, add});
    }
  }
}

// Calls function(image, row, numbers in a row) for each row of each image, shared out by images.
template <typename Function>
void forEachRow(Index batch, Index rows, Index count, Function function) {
  parallel::overStretches(batch, 1, static_cast<double>(batch * rows * count),
                          [&](Index begin, Index end) {
                            for (Index i = begin; i < end; ++i) {
                              for (Index y = 0; y < rows; ++y) {
                                function(i, y, count);
                              }
                            }
                          });
}

}  // namespace

void convolve(const Matrix& input, const Convolution& shape, const Matrix& weights,
              const Matrix* bias, Matrix& out) {
  assert(input.cols() == shape.inputSize() && weights.rows() == shape.patchSize());
  assert(weights.cols() == shape.filters && (bias == nullptr || bias->cols() == shape.filters));
  const Index batch = input.rows();
  out.resize(batch, shape.outputSize());
  thread_local std::vector<Scalar> padded;
  const Right right(weights, bias == nullptr ? nullptr : bias->data(), padded);
  thread_local std::vector<std::int32_t> ownOffsets;
  std::vector<std::int32_t>& offsets = ownOffsets;
  patchOffsets(shape, offsets);
  const Index inputRow = shape.columns * shape.channels;
  const Index outputRow = shape.outColumns() * shape.filters;
  parallel::overStretches(batch, 1, cost(batch, shape), [&](Index begin, Index end) {
    thread_local std::vector<Scalar> packed;
    for (Index i = begin; i < end; ++i) {
      for (Index y = 0; y < shape.outRows(); ++y) {
        const Scalar* const first =
            input.data() + i * shape.inputSize() + y * shape.stride * inputRow;
        const Result row = {out.data() + i * shape.outputSize() + y * outputRow, shape.filters};
        if (shape.stride * shape.channels == 1) {
          tileProduct(GatheredLeft{first, offsets.data(), shape.patchSize()}, shape.outColumns(),
                      right, 0, shape.filters, row);
        } else {
          const Rows patches = {first, shape.stride * shape.channels, shape.side * shape.channels,
                                shape.side, inputRow};
          tileProduct(patches.packed(shape.outColumns(), packed), shape.outColumns(), right, 0,
                      shape.filters, row);
        }
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
  thread_local std::vector<std::int32_t> ownPlaces;
  std::vector<std::int32_t>& places = ownPlaces;
  placeOffsets(shape, places);
  parallel::overStretches(groups, 1, cost(batch, shape), [&](Index begin, Index end) {
    for (Index g = begin; g < end; ++g) {
      groupGradient(input, shape, places, gradOut, batch * g / groups, batch * (g + 1) / groups,
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

// The patches of the gradient of the input are the gradient of the output times the transposed
// weights. They overlap, so each product is added to what is there, row after row of its blocks;
// nothing is computed for places that have no patch, as a convolution of the padded gradient would:
// for 5 x 5 filters on 12 x 12 that would be 2.25 times as much.
void convolutionInputGradient(const Matrix& gradOut, const Convolution& shape,
                              const Matrix& weights, Matrix& gradInput) {
  assert(gradOut.cols() == shape.outputSize() && weights.rows() == shape.patchSize());
  const Index batch = gradOut.rows();
  const Index width = shape.side * shape.channels;
  const Index inputRow = shape.columns * shape.channels;
  const Index outputRow = shape.outColumns() * shape.filters;
  // For each row of the filters, [filters, width].
  std::vector<Matrix> transposed;
  std::vector<std::vector<Scalar>> padded(static_cast<std::size_t>(shape.side));
  std::vector<Right> rights;
  transposed.reserve(padded.size());
  for (Index ky = 0; ky < shape.side; ++ky) {
    const Matrix& all = transposed.emplace_back(weights.middleRows(ky * width, width).transpose());
    rights.emplace_back(all, nullptr, padded[static_cast<std::size_t>(ky)]);
  }
  gradInput.resize(batch, shape.inputSize());
  parallel::overStretches(batch, 1, cost(batch, shape), [&](Index begin, Index end) {
    thread_local std::vector<Scalar> packed;
    for (Index i = begin; i < end; ++i) {
      Scalar* const image = gradInput.data() + i * shape.inputSize();
      std::fill_n(image, shape.inputSize(), Scalar{0});
      for (Index y = 0; y < shape.outRows(); ++y) {
        const Rows rows = {gradOut.data() + i * shape.outputSize() + y * outputRow, shape.filters,
                           shape.filters};
        const Left left = rows.packed(shape.outColumns(), packed);
        for (Index ky = 0; ky < shape.side; ++ky) {
          const Result patches = {image + (y * shape.stride + ky) * inputRow,
                                  shape.stride * shape.channels, kAdd};
          tileProduct(left, shape.outColumns(), rights[static_cast<std::size_t>(ky)], 0, width,
                      patches);
        }
      }
    }
  });
}

void pad(const Matrix& images, Index rows, Index columns, Index channels, Index margin,
         Matrix& padded) {
  const Index paddedRow = (columns + 2 * margin) * channels;
  const Index size = (rows + 2 * margin) * paddedRow;
  assert(images.cols() == rows * columns * channels);
  if (padded.rows() != images.rows() || padded.cols() != size) {
    padded.setZero(images.rows(), size);
  }
  forEachRow(images.rows(), rows, columns * channels, [&](Index i, Index y, Index count) {
    std::copy_n(images.data() + i * images.cols() + y * count, count,
                padded.data() + i * size + (y + margin) * paddedRow + margin * channels);
  });
}

void unpad(const Matrix& padded, Index rows, Index columns, Index channels, Index margin,
           Matrix& images) {
  const Index paddedRow = (columns + 2 * margin) * channels;
  assert(padded.cols() == (rows + 2 * margin) * paddedRow);
  images.resize(padded.rows(), rows * columns * channels);
  forEachRow(padded.rows(), rows, columns * channels, [&](Index i, Index y, Index count) {
    std::copy_n(padded.data() + i * padded.cols() + (y + margin) * paddedRow + margin * channels,
                count, images.data() + i * images.cols() + y * count);
  });
}

}  // namespace inkling::kernels
