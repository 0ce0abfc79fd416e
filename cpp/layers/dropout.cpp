#include "layers/dropout.h"

#include <cassert>
#include <cstdint>

#include "base/error.h"
#include "base/number_text.h"

namespace inkling {

Dropout::Dropout(double rate, Random random) : rate_(rate), random_(random) {
  if (!(rate >= 0 && rate < 1)) {
    throw Error(ErrorCode::kInvalidArgument,
                "Dropout: expected a rate from 0 to below 1, got " + numberText(rate));
  }
}

const Matrix& Dropout::forward(const Matrix& input) {
  if (!isTraining_) {
    return input;
  }
  // 16 random bits decide on a number: two numbers from each draw, which takes most of the time.
  constexpr double kAll = 65536;
  constexpr std::uint32_t kMask = 0xFFFF;
  const auto dropBelow = static_cast<std::uint32_t>(rate_ * kAll);
  const auto kept = static_cast<Scalar>(1 / (1 - rate_));
  factors_.resize(input.rows(), input.cols());
  Scalar* const factors = factors_.data();
  std::uint32_t bits = 0;
  for (Index i = 0; i < input.size(); ++i) {
    bits = i % 2 == 0 ? random_.next() : bits >> 16;
    factors[i] = (bits & kMask) < dropBelow ? Scalar{0} : kept;
  }
  output_ = input.cwiseProduct(factors_);
  return output_;
}

const Matrix& Dropout::backward(const Matrix& gradOutput) {
  assert(isTraining_ && gradOutput.rows() == factors_.rows() &&
         gradOutput.cols() == factors_.cols());
  gradInput_ = gradOutput.cwiseProduct(factors_);
  return gradInput_;
}

LayerKind Dropout::kind() {
  return {
      .name = "dropout",
      .example = "dropout0.5",
      .numbers = {{.what = "the share to leave out", .least = 0, .most = 0.95, .isWhole = false}},
      .plan = [](LayerNumbers /*numbers*/, const ImageShape& input) -> LayerPlan {
        return {input, 0, 0, ""};
      },
      .make = [](LayerNumbers numbers, const ImageShape& /*input*/,
                 LayerMaking& making) -> std::unique_ptr<Layer> {
        return std::make_unique<Dropout>(numbers[0], Random(making.seed, making.stream));
      }};
}

}  // namespace inkling
