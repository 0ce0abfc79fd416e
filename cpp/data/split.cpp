#include "data/split.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <string>

#include "base/error.h"
#include "base/number_text.h"
#include "base/random.h"

namespace inkling {
namespace {

constexpr std::size_t kTailFrom = 20'000;
constexpr std::size_t kTailShare = 6;
constexpr double kStratifiedFraction = 0.15;
constexpr std::uint32_t kStratifiedSeed = 1;

void checkValidationCount(std::size_t count, std::size_t validationCount) {
  if (validationCount < 1 || validationCount >= count) {
    throw Error(ErrorCode::kInvalidArgument,
                "split: expected at least one image for training and one for validation, got " +
                    std::to_string(validationCount) + " of " + std::to_string(count) +
                    " for validation");
  }
}

using Classes = std::array<std::vector<std::uint32_t>, 256>;

// How many of each class, so that the sum is `total` and each is its share rounded down or up:
// those with the largest remainders are rounded up (A. Hamilton's method; the first of equal ones).
std::array<std::size_t, 256> apportion(const Classes& classes, std::size_t count,
                                       std::size_t total) {
  std::array<std::size_t, 256> quotas{};
  std::array<std::uint64_t, 256> remainders{};
  std::size_t given = 0;
  for (std::size_t k = 0; k < classes.size(); ++k) {
    const std::uint64_t share = std::uint64_t{classes[k].size()} * total;
    quotas[k] = static_cast<std::size_t>(share / count);
    remainders[k] = share % count;
    given += quotas[k];
  }
  std::array<std::size_t, 256> order{};
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  for (std::size_t i = 0; given < total; ++i, ++given) {
    ++quotas[order[i]];
  }
  return quotas;
}

}  // namespace

Split tailSplit(int count, int validationCount) {
  checkValidationCount(static_cast<std::size_t>(std::max(count, 0)),
                       static_cast<std::size_t>(std::max(validationCount, 0)));
  Split split;
  split.training.resize(static_cast<std::size_t>(count - validationCount));
  split.validation.resize(static_cast<std::size_t>(validationCount));
  std::iota(split.training.begin(), split.training.end(), 0U);
  std::iota(split.validation.begin(), split.validation.end(),
            static_cast<std::uint32_t>(count - validationCount));
  return split;
}

Split stratifiedSplit(std::span<const std::uint8_t> labels, double fraction, std::uint32_t seed) {
  if (!(fraction > 0 && fraction < 1)) {
    throw Error(ErrorCode::kInvalidArgument,
                "split: expected a fraction between 0 and 1, got " + numberText(fraction));
  }
  const auto total =
      static_cast<std::size_t>(std::lround(fraction * static_cast<double>(labels.size())));
  checkValidationCount(labels.size(), total);

  Classes classes;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    classes[labels[i]].push_back(static_cast<std::uint32_t>(i));
  }
  const auto quotas = apportion(classes, labels.size(), total);
  Random random(seed);
  Split split;
  for (std::size_t k = 0; k < classes.size(); ++k) {
    random.shuffle(std::span(classes[k]));
    const auto middle = classes[k].begin() + static_cast<std::ptrdiff_t>(quotas[k]);
    split.validation.insert(split.validation.end(), classes[k].begin(), middle);
    split.training.insert(split.training.end(), middle, classes[k].end());
  }
  std::sort(split.training.begin(), split.training.end());
  std::sort(split.validation.begin(), split.validation.end());
  return split;
}

Split defaultSplit(std::span<const std::uint8_t> labels) {
  const std::size_t count = labels.size();
  if (count < 2) {
    throw Error(ErrorCode::kBadDataSet,
                "expected at least 2 training images, one of them for validation, got " +
                    std::to_string(count));
  }
  if (count >= kTailFrom) {
    return tailSplit(static_cast<int>(count), static_cast<int>(count / kTailShare));
  }
  // The smallest sets have too few images for 15 % of them to be one.
  const double fraction = std::max(kStratifiedFraction, 1.0 / static_cast<double>(count));
  return stratifiedSplit(labels, fraction, kStratifiedSeed);
}

std::vector<std::uint32_t> atMost(std::size_t count, std::span<const std::uint32_t> indices) {
  const std::size_t wanted = std::min(count, indices.size());
  std::vector<std::uint32_t> chosen;
  chosen.reserve(wanted);
  for (std::size_t i = 0; i < wanted; ++i) {
    chosen.push_back(indices[i * indices.size() / wanted]);
  }
  return chosen;
}

}  // namespace inkling
