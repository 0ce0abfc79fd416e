#include "layers/batch_norm.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <string>

#include "base/error.h"
#include "kernels/row_sums.h"
#include "parallel/team.h"

namespace inkling {
namespace {

constexpr double kEpsilon = 1e-5;  // keeps a channel that never changes finite
constexpr double kMomentum = 0.1;  // how far the running statistics move with each batch

// Calls function(first number of a place) for all places, shared out among threads.
template <typename Function>
void forEachPlace(const Matrix& matrix, Index channels, Function function) {
  parallel::overStretches(matrix.size() / channels, 1, static_cast<double>(matrix.size()),
                          [&](Index begin, Index end) {
                            for (Index place = begin; place < end; ++place) {
                              function(place * channels);
                            }
                          });
}

}  // namespace

BatchNorm::BatchNorm(Index channels) : channels_(channels) {
  if (channels < 1) {
    throw Error(ErrorCode::kShapeMismatch, "BatchNorm: expected at least one channel, got none");
  }
  gain_.setOnes(1, channels);
  shift_.setZero(1, channels);
  gradGain_.setZero(1, channels);
  gradShift_.setZero(1, channels);
  runningMean_.setZero(1, channels);
  runningVariance_.setOnes(1, channels);
  mean_.setZero(1, channels);
  inverseDeviation_.setOnes(1, channels);
  scale_.setOnes(1, channels);
  offset_.setZero(1, channels);
}

const Matrix& BatchNorm::forward(const Matrix& input) {
  if (input.cols() == 0 || input.cols() % channels_ != 0) {
    throw Error(ErrorCode::kShapeMismatch, "BatchNorm: expected a multiple of " +
                                               std::to_string(channels_) + " input columns, got " +
                                               std::to_string(input.cols()));
  }
  input_ = &input;
  if (isTraining_) {
    measureBatch(input);
  } else {
    mean_ = runningMean_;
    inverseDeviation_ = (runningVariance_.array() + static_cast<Scalar>(kEpsilon)).rsqrt();
  }
  scale_ = gain_.cwiseProduct(inverseDeviation_);
  offset_ = shift_ - mean_.cwiseProduct(scale_);
  output_.resize(input.rows(), input.cols());
  const Scalar* const scale = scale_.data();
  const Scalar* const offset = offset_.data();
  forEachPlace(input, channels_, [&](Index place) {
    const Scalar* const from = input.data() + place;
    Scalar* const to = output_.data() + place;
    for (Index c = 0; c < channels_; ++c) {
      to[c] = from[c] * scale[c] + offset[c];
    }
  });
  return output_;
}

void BatchNorm::measureBatch(const Matrix& input) {
  const Index places = input.size() / channels_;
  // About the first place's numbers, which are near the mean: so the squares lose no digits to it.
  const Scalar* const around = input.data();
  kernels::sumOverRows(
      places, 2 * channels_,
      [&](Index place, Scalar* sums) {
        const Scalar* const from = input.data() + place * channels_;
        for (Index c = 0; c < channels_; ++c) {
          const Scalar difference = from[c] - around[c];
          sums[c] += difference;
          sums[channels_ + c] += difference * difference;
        }
      },
      partials_, sums_);
  const double count = static_cast<double>(places);
  // The running variance is an estimate of the data's own: n / (n - 1), as in the paper.
  const double unbiased = places > 1 ? count / (count - 1) : 1;
  for (Index c = 0; c < channels_; ++c) {
    const double difference = sums_[static_cast<std::size_t>(c)] / count;
    const double square = sums_[static_cast<std::size_t>(channels_ + c)] / count;
    const double variance = std::max(0.0, square - difference * difference);
    const double mean = static_cast<double>(around[c]) + difference;
    mean_(0, c) = static_cast<Scalar>(mean);
    inverseDeviation_(0, c) = static_cast<Scalar>(1 / std::sqrt(variance + kEpsilon));
    runningMean_(0, c) +=
        static_cast<Scalar>(kMomentum * (mean - static_cast<double>(runningMean_(0, c))));
    runningVariance_(0, c) += static_cast<Scalar>(
        kMomentum * (variance * unbiased - static_cast<double>(runningVariance_(0, c))));
  }
}

// With x' = (x - mean) / deviation, n places and G = dL/doutput: dL/dgain = sum(G x'),
// dL/dshift = sum(G), dL/dx = gain / deviation * (G - dL/dshift / n - x' dL/dgain / n).
const Matrix& BatchNorm::backward(const Matrix& gradOutput) {
  assert(isTraining_ && gradOutput.rows() == output_.rows() && gradOutput.cols() == output_.cols());
  const Index places = gradOutput.size() / channels_;
  const Scalar* const mean = mean_.data();
  const Scalar* const inverse = inverseDeviation_.data();
  kernels::sumOverRows(
      places, 2 * channels_,
      [&](Index place, Scalar* sums) {
        const Scalar* const input = input_->data() + place * channels_;
        const Scalar* const grad = gradOutput.data() + place * channels_;
        for (Index c = 0; c < channels_; ++c) {
          sums[c] += grad[c];
          sums[channels_ + c] += grad[c] * (input[c] - mean[c]) * inverse[c];
        }
      },
      partials_, sums_);
  for (Index c = 0; c < channels_; ++c) {
    gradShift_(0, c) = static_cast<Scalar>(sums_[static_cast<std::size_t>(c)]);
    gradGain_(0, c) = static_cast<Scalar>(sums_[static_cast<std::size_t>(channels_ + c)]);
  }
  // dL/dx = a G + b x + d with numbers of the channel.
  const Scalar share = Scalar{1} / static_cast<Scalar>(places);
  const Matrix b = -share * gradGain_.cwiseProduct(inverseDeviation_).cwiseProduct(scale_);
  const Matrix d = -share * gradShift_.cwiseProduct(scale_) - b.cwiseProduct(mean_);
  gradInput_.resize(gradOutput.rows(), gradOutput.cols());
  const Scalar* const a = scale_.data();
  forEachPlace(gradOutput, channels_, [&](Index place) {
    const Scalar* const input = input_->data() + place;
    const Scalar* const grad = gradOutput.data() + place;
    Scalar* const to = gradInput_.data() + place;
    for (Index c = 0; c < channels_; ++c) {
      to[c] = a[c] * grad[c] + b.data()[c] * input[c] + d.data()[c];
    }
  });
  return gradInput_;
}

std::vector<Parameter> BatchNorm::parameters() {
  return {{&gain_, &gradGain_, /*decays=*/false}, {&shift_, &gradShift_, /*decays=*/false}};
}

std::vector<Matrix*> BatchNorm::statistics() { return {&runningMean_, &runningVariance_}; }

LayerKind BatchNorm::kind() {
  return {.name = "norm",
          .example = "norm",
          .plan = [](LayerNumbers /*numbers*/, const ImageShape& input) -> LayerPlan {
            return {input, 2 * input.channels, 0, ""};
          },
          .make = [](LayerNumbers /*numbers*/, const ImageShape& input, LayerMaking& /*making*/)
              -> std::unique_ptr<Layer> { return std::make_unique<BatchNorm>(input.channels); }};
}

}  // namespace inkling
