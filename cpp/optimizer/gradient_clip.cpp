#include "optimizer/gradient_clip.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/range_check.h"
#include "parallel/over_elements.h"
#include "parallel/team.h"

namespace inkling {
namespace {

// The sum of a block is computed by one thread, and the sums of the blocks are added up in their
// order: where the threads' work is cut does not show in the result.
constexpr Index kBlock = 1024;

// Sums side by side, which the compiler turns into vectors.
constexpr Index kSums = 8;

Index blocksOf(const Matrix& matrix) { return (matrix.size() + kBlock - 1) / kBlock; }

// In double: the square of a float cannot overflow there.
double sumOfSquares(const Scalar* numbers, Index count) {
  std::array<double, kSums> sums{};
  Index i = 0;
  for (; i + kSums <= count; i += kSums) {
    for (Index k = 0; k < kSums; ++k) {
      const auto number = static_cast<double>(numbers[i + k]);
      sums[static_cast<std::size_t>(k)] += number * number;
    }
  }
  double sum = 0;
  for (; i < count; ++i) {
    const auto number = static_cast<double>(numbers[i]);
    sum += number * number;
  }
  for (const double part : sums) {
    sum += part;
  }
  return sum;
}

}  // namespace

GradientClip::GradientClip(std::vector<Parameter> parameters, double largestNorm)
    : parameters_(std::move(parameters)), largestNorm_(largestNorm) {
  checkAboveZero("clipping norm", largestNorm);
  Index mostBlocks = 0;
  for (const Parameter& parameter : parameters_) {
    mostBlocks = std::max(mostBlocks, blocksOf(*parameter.grad));
  }
  blockSums_.resize(static_cast<std::size_t>(mostBlocks));
}

double GradientClip::apply() {
  const double before = norm();
  if (before > largestNorm_ && std::isfinite(before)) {
    const auto factor = static_cast<Scalar>(largestNorm_ / before);
    for (const Parameter& parameter : parameters_) {
      Scalar* const grad = parameter.grad->data();
      parallel::overElements(parameter.grad->size(), 1, [=](Index i) { grad[i] *= factor; });
    }
  }
  return before;
}

double GradientClip::norm() {
  double sum = 0;
  for (const Parameter& parameter : parameters_) {
    const Scalar* const grad = parameter.grad->data();
    const Index size = parameter.grad->size();
    const Index blocks = blocksOf(*parameter.grad);
    double* const sums = blockSums_.data();
    parallel::overStretches(blocks, 1, static_cast<double>(size), [=](Index begin, Index end) {
      for (Index block = begin; block < end; ++block) {
        const Index first = block * kBlock;
        sums[block] = sumOfSquares(grad + first, std::min(kBlock, size - first));
      }
    });
    for (Index block = 0; block < blocks; ++block) {
      sum += sums[block];
    }
  }
  return std::sqrt(sum);
}

}  // namespace inkling
