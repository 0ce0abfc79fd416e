#include "training/calibration.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>

#include "loss/softmax.h"

namespace inkling {
namespace {

constexpr double kLargest = 20;
constexpr int kBins = 15;

// The first two derivatives of the summed cross-entropy of softmax(b * logits) by b.
struct Slope {
  double first = 0;
  double second = 0;
};

Slope slopeAt(double b, const Matrix& logits, std::span<const std::uint8_t> labels) {
  Slope slope;
  for (Index i = 0; i < logits.rows(); ++i) {
    const double largest = logits.row(i).maxCoeff();
    double sum = 0;
    double mean = 0;
    double square = 0;
    for (const Scalar logit : logits.row(i)) {
      const double z = logit - largest;
      const double weight = std::exp(b * z);
      sum += weight;
      mean += weight * z;
      square += weight * z * z;
    }
    mean /= sum;
    slope.first += mean - (logits(i, labels[static_cast<std::size_t>(i)]) - largest);
    slope.second += square / sum - mean * mean;
  }
  return slope;
}

}  // namespace

double fitTemperature(const Matrix& logits, std::span<const std::uint8_t> labels) {
  assert(logits.rows() > 0 && labels.size() == static_cast<std::size_t>(logits.rows()));
  // Newton's method in b = 1 / T, in which the cross-entropy is convex. Far from the minimum, where
  // it is nearly straight, a step may at most double or halve b.
  constexpr int kMostSteps = 30;
  constexpr double kCloseEnough = 1e-4;
  double b = 1;
  for (int step = 0; step < kMostSteps; ++step) {
    const Slope slope = slopeAt(b, logits, labels);
    const double wanted =
        slope.second > 0 ? b - slope.first / slope.second : (slope.first < 0 ? 2 * b : b);
    const double next = std::clamp(std::clamp(wanted, b / 2, 2 * b), 1 / kLargest, kLargest);
    const bool isThere = std::abs(next - b) < kCloseEnough * b;
    b = next;
    if (isThere) {
      break;
    }
  }
  return 1 / b;
}

double expectedCalibrationError(const Matrix& logits, std::span<const std::uint8_t> labels,
                                double temperature) {
  assert(logits.rows() > 0 && labels.size() == static_cast<std::size_t>(logits.rows()));
  std::array<double, kBins> excess{};  // of certainty over what is right, summed
  const Matrix tempered = logits / static_cast<Scalar>(temperature);
  Matrix probabilities;
  softmax(tempered, probabilities);
  for (Index i = 0; i < logits.rows(); ++i) {
    const int likeliest = likeliestClass(probabilities, i);
    const double certainty = probabilities(i, likeliest);
    const auto bin = std::min(static_cast<std::size_t>(certainty * kBins), excess.size() - 1);
    excess[bin] += certainty - (likeliest == labels[static_cast<std::size_t>(i)] ? 1 : 0);
  }
  double error = 0;
  for (const double one : excess) {
    error += std::abs(one);
  }
  return error / static_cast<double>(logits.rows());
}

}  // namespace inkling
