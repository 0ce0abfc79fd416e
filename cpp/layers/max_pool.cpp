#include "layers/max_pool.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <string>

#include "base/error.h"
#include "kernels/simd.h"
#include "parallel/team.h"

namespace inkling {
namespace {

// Calls function(place in the output, place in the input, number of the pixel in its window) for
// each window of one image, and each of its pixels; places are those of the first channel.
template <typename Function>
void forEachPixel(const ImageShape& in, const ImageShape& out, Index side, Index stride,
                  Function function) {
  for (Index y = 0; y < out.rows; ++y) {
    for (Index x = 0; x < out.columns; ++x) {
      const Index to = (y * out.columns + x) * out.channels;
      for (Index i = 0; i < side; ++i) {
        for (Index j = 0; j < side; ++j) {
          const Index from = ((y * stride + i) * in.columns + x * stride + j) * in.channels;
          function(to, from, static_cast<Scalar>(i * side + j));
        }
      }
    }
  }
}

using kernels::kLanes;
using kernels::load;
using kernels::splat;
using kernels::store;
using kernels::Vector;

// The next pixel of a window, all channels of it. The compiler does not make vectors of the plain
// loop, which took a sixth of a whole training step.
void compete(const Scalar* pixel, Index channels, Scalar number, Scalar* largest, Scalar* winner) {
  Index c = 0;
  for (; c + kLanes <= channels; c += kLanes) {
    const Vector value = load(pixel + c);
    const Vector best = load(largest + c);
    const auto wins = (value > best) | (value != value);  // NaN
    store(largest + c, wins ? value : best);
    store(winner + c, wins ? splat(number) : load(winner + c));
  }
  for (; c < channels; ++c) {
    const bool wins = pixel[c] > largest[c] || pixel[c] != pixel[c];
    largest[c] = wins ? pixel[c] : largest[c];
    winner[c] = wins ? number : winner[c];
  }
}

void award(const Scalar* grad, const Scalar* winner, Index channels, Scalar number, Scalar* pixel) {
  Index c = 0;
  for (; c + kLanes <= channels; c += kLanes) {
    const auto won = load(winner + c) == splat(number);
    store(pixel + c, load(pixel + c) + (won ? load(grad + c) : Vector{}));
  }
  for (; c < channels; ++c) {
    pixel[c] += winner[c] == number ? grad[c] : Scalar{0};
  }
}

// The numbers of "pool3s2"; without a stride it is the side.
Index strideOf(LayerNumbers numbers) {
  return static_cast<Index>(numbers[1] == 0 ? numbers[0] : numbers[1]);
}

}  // namespace

MaxPool::MaxPool(const ImageShape& input, Index side, Index stride)
    : input_(input), side_(side), stride_(stride) {
  if (side < 1 || stride < 1 || side > std::min(input.rows, input.columns)) {
    throw Error(ErrorCode::kShapeMismatch,
                "MaxPool: expected windows of side 1 or more that fit into the image, got side " +
                    std::to_string(side) + " for an image of shape [" + std::to_string(input.rows) +
                    ", " + std::to_string(input.columns) + "]");
  }
  outputShape_ = {(input.rows - side) / stride + 1, (input.columns - side) / stride + 1,
                  input.channels};
}

const Matrix& MaxPool::forward(const Matrix& input) {
  if (input.cols() != input_.size()) {
    throw Error(ErrorCode::kShapeMismatch, "MaxPool: expected " + std::to_string(input_.size()) +
                                               " input columns, got " +
                                               std::to_string(input.cols()));
  }
  output_.resize(input.rows(), outputShape_.size());
  winners_.resize(input.rows(), outputShape_.size());
  const Index channels = input_.channels;
  const auto image = [&](Index row) {
    const Scalar* const from = input.data() + row * input.cols();
    Scalar* const to = output_.data() + row * output_.cols();
    Scalar* const winner = winners_.data() + row * output_.cols();
    std::fill_n(to, output_.cols(), -std::numeric_limits<Scalar>::infinity());
    std::fill_n(winner, output_.cols(), Scalar{0});
    forEachPixel(input_, outputShape_, side_, stride_, [&](Index out, Index in, Scalar number) {
      compete(from + in, channels, number, to + out, winner + out);
    });
  };
  parallel::overStretches(input.rows(), 1, static_cast<double>(input.size()),
                          [&](Index begin, Index end) {
                            for (Index row = begin; row < end; ++row) {
                              image(row);
                            }
                          });
  return output_;
}

// The gradient goes to the pixel that was the largest: the first of equal ones.
const Matrix& MaxPool::backward(const Matrix& gradOutput) {
  assert(gradOutput.rows() == output_.rows() && gradOutput.cols() == output_.cols());
  gradInput_.resize(gradOutput.rows(), input_.size());
  const Index channels = input_.channels;
  const auto image = [&](Index row) {
    Scalar* const to = gradInput_.data() + row * gradInput_.cols();
    std::fill_n(to, gradInput_.cols(), Scalar{0});
    const Scalar* const from = gradOutput.data() + row * gradOutput.cols();
    const Scalar* const winner = winners_.data() + row * gradOutput.cols();
    forEachPixel(input_, outputShape_, side_, stride_, [&](Index out, Index in, Scalar number) {
      award(from + out, winner + out, channels, number, to + in);
    });
  };
  parallel::overStretches(gradOutput.rows(), 1, static_cast<double>(gradInput_.size()),
                          [&](Index begin, Index end) {
                            for (Index row = begin; row < end; ++row) {
                              image(row);
                            }
                          });
  return gradInput_;
}

LayerKind MaxPool::kind() {
  return {
      .name = "pool",
      .example = "pool2",
      .numbers = {{.what = "the side of the windows", .least = 1, .most = 32},
                  {.mark = 's', .what = "the stride", .least = 1, .most = 32, .isNeeded = false}},
      .plan = [](LayerNumbers numbers, const ImageShape& input) -> LayerPlan {
        const auto side = static_cast<Index>(numbers[0]);
        if (side > std::min(input.rows, input.columns)) {
          return {.problem = "windows that fit into the image of " + std::to_string(input.rows) +
                             " x " + std::to_string(input.columns)};
        }
        return {MaxPool(input, side, strideOf(numbers)).outputShape(), 0, 0, ""};
      },
      .make = [](LayerNumbers numbers, const ImageShape& input,
                 LayerMaking& /*making*/) -> std::unique_ptr<Layer> {
        return std::make_unique<MaxPool>(input, static_cast<Index>(numbers[0]), strideOf(numbers));
      }};
}

}  // namespace inkling
