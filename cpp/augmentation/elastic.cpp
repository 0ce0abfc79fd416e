#include "augmentation/elastic.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace inkling {
namespace {

using augmentation::atLeast;
using augmentation::Floats;
using augmentation::kPixels;
using augmentation::load;
using augmentation::splat;
using augmentation::store;

// The four cubic B-splines that reach a place t of the way from one grid point to the next.
std::array<double, 4> splineWeights(double t) {
  const double s = 1 - t;
  return {s * s * s / 6, (3 * t * t * t - 6 * t * t + 4) / 6, (3 * s * s * s - 6 * s * s + 4) / 6,
          t * t * t / 6};
}

// The mean, over all places, of the sum of the squared weights: how much of a height's variance a
// displacement has, along one axis. It is the integral of the squared B-spline.
constexpr double kVarianceShare = 151.0 / 315.0;

// A height is the sum of four random bytes, less its mean: close to a normal distribution, with a
// largest value, and one random number is enough.
constexpr int kBytes = 4;
constexpr int kMeanSum = 510;
constexpr double kSumVariance = kBytes * (256.0 * 256.0 - 1) / 12;

int sumOfBytes(std::uint32_t bits) {
  constexpr std::uint32_t kByte = 0xff;
  return static_cast<int>((bits & kByte) + ((bits >> 8) & kByte) + ((bits >> 16) & kByte) +
                          (bits >> 24));
}

}  // namespace

ElasticDistortion::ElasticDistortion(double alpha, double sigma, int rows, int columns) {
  const double spacing = std::numbers::sqrt3 * sigma;
  assert(spacing > kPixels - 1);
  const double deviation =
      alpha * std::numbers::inv_sqrtpi / (2 * std::numbers::sqrt3 * sigma);  // of a displacement
  heightUnit_ = static_cast<float>(deviation / (kVarianceShare * std::sqrt(kSumVariance)));
  for (std::size_t phase = 0; phase < kPhases; ++phase) {
    const double begin = static_cast<double>(phase) / kPhases;
    for (int row = 0; row < rows; ++row) {
      const double place = begin + row / spacing;
      RowTaps taps;
      taps.first = static_cast<std::size_t>(place);
      const auto weights = splineWeights(place - std::floor(place));
      std::copy(weights.begin(), weights.end(), taps.weights.begin());
      rowTaps_[phase].push_back(taps);
      bumpRows_ = std::max(bumpRows_, taps.first + kTaps);
    }
    for (int column = 0; column < columns; column += kPixels) {
      ColumnTaps taps;
      taps.first = static_cast<std::size_t>(begin + column / spacing);
      for (std::size_t lane = 0; lane < kPixels; ++lane) {
        const double place = begin + (column + static_cast<double>(lane)) / spacing;
        const auto first = static_cast<std::size_t>(place);
        const auto weights = splineWeights(place - std::floor(place));
        bumpColumns_ = std::max(bumpColumns_, first + kTaps);
        for (std::size_t tap = 0; tap < kTaps; ++tap) {
          taps.weights[first - taps.first + tap][lane] = static_cast<float>(weights[tap]);
        }
      }
      columnTaps_[phase].push_back(taps);
    }
  }
  assert(bumpRows_ <= kMostBumps && bumpColumns_ < kMostBumps);
}

void ElasticDistortion::draw(Random& random, Field& field) const {
  const std::uint32_t phases = random.next();
  field.rowPhase = phases % kPhases;
  field.columnPhase = phases / kPhases % kPhases;
  for (Bumps* bumps : {&field.x, &field.y}) {
    for (std::size_t row = 0; row < bumpRows_; ++row) {
      for (std::size_t column = 0; column < bumpColumns_; ++column) {
        (*bumps)[row][column] =
            heightUnit_ * static_cast<float>(sumOfBytes(random.next()) - kMeanSum);
      }
    }
  }
}

void ElasticDistortion::cut(const Field& field, int row, Row& cut) const {
  cut.columnPhase = field.columnPhase;
  const RowTaps& taps = rowTaps_[field.rowPhase][static_cast<std::size_t>(row)];
  Floats mostX{};
  Floats mostY{};
  for (std::size_t column = 0; column < bumpColumns_; column += kPixels) {
    Floats x{};
    Floats y{};
    for (std::size_t tap = 0; tap < kTaps; ++tap) {
      const Floats weight = splat(taps.weights[tap]);
      x += weight * load(&field.x[taps.first + tap][column]);
      y += weight * load(&field.y[taps.first + tap][column]);
    }
    store(&cut.x[column], x);
    store(&cut.y[column], y);
    mostX = atLeast(atLeast(mostX, x), -x);
    mostY = atLeast(atLeast(mostY, y), -y);
  }
  // The weights of a place add up to 1.
  cut.mostX = std::max({mostX[0], mostX[1], mostX[2], mostX[3]});
  cut.mostY = std::max({mostY[0], mostY[1], mostY[2], mostY[3]});
}

void ElasticDistortion::displace(const Row& row, int begin, int end, float* dx, float* dy) const {
  const std::vector<ColumnTaps>& columnTaps = columnTaps_[row.columnPhase];
  for (int column = begin; column < end; column += kPixels) {
    const ColumnTaps& taps = columnTaps[static_cast<std::size_t>(column / kPixels)];
    Floats x{};
    Floats y{};
    for (std::size_t tap = 0; tap <= kTaps; ++tap) {
      const Floats weights = load(taps.weights[tap].data());
      x += weights * splat(row.x[taps.first + tap]);
      y += weights * splat(row.y[taps.first + tap]);
    }
    store(dx + column, x);
    store(dy + column, y);
  }
}

}  // namespace inkling
