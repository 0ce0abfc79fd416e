#include "loss/softmax_cross_entropy.h"

#include <numeric>
#include <string>

#include "base/error.h"
#include "base/range_check.h"
#include "loss/softmax.h"
#include "parallel/team.h"

namespace inkling {
namespace {

void checkLabels(const Matrix& logits, std::span<const std::uint8_t> labels) {
  if (labels.empty() || labels.size() != static_cast<std::size_t>(logits.rows())) {
    throw Error(ErrorCode::kShapeMismatch,
                "SoftmaxCrossEntropy: expected as many labels as rows of logits and at least one, "
                "got " +
                    std::to_string(labels.size()) + " labels for " + std::to_string(logits.rows()) +
                    " rows");
  }
  for (const std::uint8_t label : labels) {
    if (label >= logits.cols()) {
      throw Error(ErrorCode::kInvalidArgument, "SoftmaxCrossEntropy: expected labels from 0 to " +
                                                   std::to_string(logits.cols() - 1) + ", got " +
                                                   std::to_string(label));
    }
  }
}

}  // namespace

SoftmaxCrossEntropy::SoftmaxCrossEntropy(double labelSmoothing) : labelSmoothing_(labelSmoothing) {
  checkBelowOne("label smoothing", labelSmoothing);
}

double SoftmaxCrossEntropy::forward(const Matrix& logits, std::span<const std::uint8_t> labels) {
  checkLabels(logits, labels);
  gradLogits_.resize(logits.rows(), logits.cols());
  const auto share = Scalar{1} / static_cast<Scalar>(logits.rows());
  const double forLabel = 1 - labelSmoothing_;
  const double forEach = labelSmoothing_ / static_cast<double>(logits.cols());
  losses_.resize(labels.size());
  const auto lossOfRow = [&](Index row) {
    const Index label = labels[static_cast<std::size_t>(row)];
    double expectedLogit = forLabel * static_cast<double>(logits(row, label));
    if (labelSmoothing_ > 0) {
      expectedLogit += forEach * logits.row(row).cast<double>().sum();
    }
    losses_[static_cast<std::size_t>(row)] = softmaxRow(logits, row, gradLogits_) - expectedLogit;
    gradLogits_.row(row).array() -= static_cast<Scalar>(forEach);
    gradLogits_(row, label) -= static_cast<Scalar>(forLabel);
    gradLogits_.row(row) *= share;
  };
  constexpr double kCostOfExponential = 20;
  parallel::overStretches(logits.rows(), 1, kCostOfExponential * static_cast<double>(logits.size()),
                          [&](Index begin, Index end) {
                            for (Index row = begin; row < end; ++row) {
                              lossOfRow(row);
                            }
                          });
  return std::accumulate(losses_.begin(), losses_.end(), 0.0) / static_cast<double>(logits.rows());
}

}  // namespace inkling
