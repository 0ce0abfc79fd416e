#include "layers/conv2d.h"

#include <algorithm>
#include <cassert>
#include <string>
#include <utility>

#include "base/error.h"
#include "kernels/row_sums.h"

namespace inkling {
namespace {

std::string shapeText(Index rows, Index columns) {
  return "[" + std::to_string(rows) + ", " + std::to_string(columns) + "]";
}

void requireShape(const std::string& what, const Matrix& matrix, Index rows, Index columns) {
  if (matrix.rows() != rows || matrix.cols() != columns) {
    throw Error(ErrorCode::kShapeMismatch, "Conv2D: expected " + what + " of shape " +
                                               shapeText(rows, columns) + ", got " +
                                               shapeText(matrix.rows(), matrix.cols()));
  }
}

// The numbers of "conv8x5s2p1".
Conv2D::Options optionsOf(LayerNumbers numbers) {
  return {static_cast<Index>(numbers[1]), static_cast<Index>(numbers[2]),
          static_cast<Index>(numbers[3])};
}

kernels::Convolution geometry(const ImageShape& input, const Conv2D::Options& options,
                              Index filters) {
  return {input.rows + 2 * options.padding,
          input.columns + 2 * options.padding,
          input.channels,
          filters,
          options.side,
          options.stride};
}

bool fits(const ImageShape& input, const Conv2D::Options& options) {
  return options.side >= 1 && options.stride >= 1 && options.padding >= 0 &&
         options.padding < options.side &&
         std::min(input.rows, input.columns) + 2 * options.padding >= options.side;
}

}  // namespace

Conv2D::Conv2D(const ImageShape& input, const Options& options, Matrix weights, Matrix bias)
    : input_(input),
      padding_(options.padding),
      shape_(geometry(input, options, weights.cols())),
      weights_(std::move(weights)),
      bias_(std::move(bias)) {
  if (!fits(input, options)) {
    throw Error(ErrorCode::kShapeMismatch,
                "Conv2D: expected filters that fit into the image and are larger than its padding, "
                "got filters of side " +
                    std::to_string(options.side) + " and padding " +
                    std::to_string(options.padding) + " for an image of shape " +
                    shapeText(input.rows, input.columns));
  }
  requireShape("weights", weights_, shape_.patchSize(), std::max<Index>(weights_.cols(), 1));
  requireShape("a bias", bias_, 1, weights_.cols());
  gradWeights_.setZero(weights_.rows(), weights_.cols());
  gradBias_.setZero(1, weights_.cols());
}

Conv2D::Conv2D(const ImageShape& input, const Options& options, const Matrix& weights)
    : Conv2D(input, options, weights, Matrix::Zero(1, weights.cols())) {}

const Matrix& Conv2D::forward(const Matrix& input) {
  if (input.cols() != input_.size()) {
    throw Error(ErrorCode::kShapeMismatch, "Conv2D: expected " + std::to_string(input_.size()) +
                                               " input columns, got " +
                                               std::to_string(input.cols()));
  }
  convolved_ = &input;
  if (padding_ > 0) {
    kernels::pad(input, input_.rows, input_.columns, input_.channels, padding_, padded_);
    convolved_ = &padded_;
  }
  kernels::convolve(*convolved_, shape_, weights_, &bias_, output_);
  return output_;
}

const Matrix& Conv2D::backward(const Matrix& gradOutput) {
  backwardInput(gradOutput);
  backwardParameters(gradOutput);
  return gradInput_;
}

// dL/dweights is the input convolved with the gradient; dL/dbias the sum of the gradient over the
// batch and all places.
void Conv2D::backwardParameters(const Matrix& gradOutput) {
  assert(gradOutput.rows() == output_.rows() && gradOutput.cols() == output_.cols());
  kernels::convolutionGradient(*convolved_, shape_, gradOutput, gradWeights_);
  const Index filters = shape_.filters;
  kernels::sumOverRows(
      gradOutput.size() / filters, filters,
      [&](Index row, Scalar* sums) {
        for (Index f = 0; f < filters; ++f) {
          sums[f] += gradOutput.data()[row * filters + f];
        }
      },
      partials_, sums_);
  std::transform(sums_.begin(), sums_.end(), gradBias_.data(),
                 [](double sum) { return static_cast<Scalar>(sum); });
}

void Conv2D::backwardInput(const Matrix& gradOutput) {
  if (padding_ == 0) {
    kernels::convolutionInputGradient(gradOutput, shape_, weights_, gradInput_);
    return;
  }
  kernels::convolutionInputGradient(gradOutput, shape_, weights_, paddedGradInput_);
  kernels::unpad(paddedGradInput_, input_.rows, input_.columns, input_.channels, padding_,
                 gradInput_);
}

std::vector<Parameter> Conv2D::parameters() {
  return {{&weights_, &gradWeights_}, {&bias_, &gradBias_, /*decays=*/false}};
}

LayerKind Conv2D::kind() {
  return {
      .name = "conv",
      .example = "conv8x5",
      .numbers = {{.what = "the number of filters", .least = 1, .most = 512},
                  {.mark = 'x', .what = "the side of the filters", .least = 1, .most = 15},
                  {.mark = 's',
                   .what = "the stride",
                   .least = 1,
                   .most = 8,
                   .isNeeded = false,
                   .usual = 1},
                  {.mark = 'p', .what = "the padding", .least = 0, .most = 7, .isNeeded = false}},
      .isActivated = true,
      .plan = [](LayerNumbers numbers, const ImageShape& input) -> LayerPlan {
        const Options options = optionsOf(numbers);
        if (!fits(input, options)) {
          return {.problem = "filters larger than their padding that fit into the image of " +
                             std::to_string(input.rows) + " x " + std::to_string(input.columns)};
        }
        const auto filters = static_cast<Index>(numbers[0]);
        const kernels::Convolution shape = geometry(input, options, filters);
        return {{shape.outRows(), shape.outColumns(), filters},
                (shape.patchSize() + 1) * filters,
                shape.outputSize() * shape.patchSize(),
                ""};
      },
      .make = [](LayerNumbers numbers, const ImageShape& input,
                 LayerMaking& making) -> std::unique_ptr<Layer> {
        const Options options = optionsOf(numbers);
        const auto filters = static_cast<Index>(numbers[0]);
        const Index place = options.side * options.side;
        const double deviation =
            initialDeviation(making.initialization, place * input.channels, place * filters);
        return std::make_unique<Conv2D>(
            input, options,
            normalWeights(place * input.channels, filters, deviation, making.weights));
      }};
}

}  // namespace inkling
