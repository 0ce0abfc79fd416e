#include "augmentation/elastic.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "augmentation/drawn_strokes.h"
#include "augmentation/elastic_reference.h"

namespace inkling {
namespace {

constexpr std::size_t kWidth = 28;
constexpr double kAlpha = 34;
constexpr double kSigma = 4;

using Component = std::vector<float>;  // [28, 28]

struct Displacements {
  Component x;
  Component y;
};

Displacements displacements(const ElasticDistortion& elastic,
                            const ElasticDistortion::Field& field) {
  Displacements all = {Component(kWidth * kWidth), Component(kWidth * kWidth)};
  ElasticDistortion::Row cut;
  for (int row = 0; row < kSide; ++row) {
    elastic.cut(field, row, cut);
    const std::size_t first = static_cast<std::size_t>(row) * kWidth;
    elastic.displace(cut, 0, kSide, &all.x[first], &all.y[first]);
  }
  return all;
}

constexpr std::array<std::size_t, 4> kLags = {2, 4, 8, 12};

struct Statistics {
  double mean = 0;
  double deviation = 0;
  std::array<double, kLags.size()> alongRows{};  // correlation with the place so many pixels on
  std::array<double, kLags.size()> alongColumns{};
};

double meanProduct(const std::vector<Component>& fields, std::size_t down, std::size_t right) {
  double sum = 0;
  double count = 0;
  for (const Component& field : fields) {
    for (std::size_t row = 0; row + down < kWidth; ++row) {
      for (std::size_t column = 0; column + right < kWidth; ++column) {
        sum += double{field[row * kWidth + column]} *
               double{field[(row + down) * kWidth + column + right]};
        ++count;
      }
    }
  }
  return sum / count;
}

Statistics statistics(const std::vector<Component>& fields) {
  Statistics result;
  for (const Component& field : fields) {
    for (const float displacement : field) {
      result.mean += double{displacement};
    }
  }
  result.mean /= static_cast<double>(fields.size() * kWidth * kWidth);
  const double variance = meanProduct(fields, 0, 0);
  result.deviation = std::sqrt(variance);
  for (std::size_t i = 0; i < kLags.size(); ++i) {
    result.alongRows[i] = meanProduct(fields, 0, kLags[i]) / variance;
    result.alongColumns[i] = meanProduct(fields, kLags[i], 0) / variance;
  }
  return result;
}

// Both against the same known numbers: a Gaussian's convolution with itself has sqrt(2) times its
// standard deviation. 400 fields of about four independent places each leave that much to chance.
void expectSimards(const Statistics& found) {
  constexpr double kChance = 0.06;
  const double deviation = kAlpha / std::numbers::sqrt3 * std::numbers::inv_sqrtpi / (2 * kSigma);
  EXPECT_NEAR(found.mean / deviation, 0, kChance);
  EXPECT_NEAR(found.deviation / deviation, 1, kChance);
  for (std::size_t i = 0; i < kLags.size(); ++i) {
    const auto lag = static_cast<double>(kLags[i]);
    const double correlation = std::exp(-lag * lag / (4 * kSigma * kSigma));
    EXPECT_NEAR(found.alongRows[i], correlation, kChance) << kLags[i];
    EXPECT_NEAR(found.alongColumns[i], correlation, kChance) << kLags[i];
  }
}

constexpr int kFields = 400;

TEST(ElasticTest, TheReferenceHasSimardsStatistics) {
  Random random(1);
  std::vector<Component> fields;
  for (int i = 0; i < kFields; ++i) {
    fields.push_back(simardField(kAlpha, kSigma, kSide, kSide, random));
  }
  expectSimards(statistics(fields));
}

TEST(ElasticTest, TheFastFieldHasThemToo) {
  Random random(2);
  const ElasticDistortion elastic(kAlpha, kSigma, kSide, kSide);
  std::vector<Component> x;
  std::vector<Component> y;
  ElasticDistortion::Field field;
  for (int i = 0; i < kFields; ++i) {
    elastic.draw(random, field);
    Displacements all = displacements(elastic, field);
    x.push_back(std::move(all.x));
    y.push_back(std::move(all.y));
  }
  expectSimards(statistics(x));
  expectSimards(statistics(y));
  // dx and dy have nothing to do with each other.
  double product = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    for (std::size_t place = 0; place < x[i].size(); ++place) {
      product += double{x[i][place]} * double{y[i][place]};
    }
  }
  const double covariance = product / static_cast<double>(x.size() * kWidth * kWidth);
  EXPECT_NEAR(covariance / (statistics(x).deviation * statistics(y).deviation), 0, 0.06);
}

TEST(ElasticTest, NoPlaceIsSpecial) {
  Random random(3);
  const ElasticDistortion elastic(kAlpha, kSigma, kSide, kSide);
  Component squares(kWidth * kWidth);
  ElasticDistortion::Field field;
  constexpr int kMany = 2000;
  for (int i = 0; i < kMany; ++i) {
    elastic.draw(random, field);
    const Component x = displacements(elastic, field).x;
    for (std::size_t place = 0; place < x.size(); ++place) {
      squares[place] += x[place] * x[place] / kMany;
    }
  }
  const double variance = kAlpha * kAlpha / 3 / (4 * std::numbers::pi * kSigma * kSigma);
  for (const float square : squares) {
    EXPECT_NEAR(double{square} / variance, 1, 0.15);  // sqrt(2 / 2000) is chance's share
  }
}

TEST(ElasticTest, ARowMayBeDoneInPieces) {
  Random random(4);
  const ElasticDistortion elastic(kAlpha, 2, 64, 64);
  ElasticDistortion::Field field;
  elastic.draw(random, field);
  ElasticDistortion::Row cut;
  elastic.cut(field, 63, cut);
  std::array<float, 64> x{};
  std::array<float, 64> y{};
  std::array<float, 64> pieceX{};
  std::array<float, 64> pieceY{};
  elastic.displace(cut, 0, 64, x.data(), y.data());
  elastic.displace(cut, 0, 12, pieceX.data(), pieceY.data());
  elastic.displace(cut, 12, 64, pieceX.data(), pieceY.data());
  EXPECT_EQ(pieceX, x);
  EXPECT_EQ(pieceY, y);
}

TEST(ElasticTest, SaysHowFarARowIsDisplacedAtMost) {
  Random random(5);
  const ElasticDistortion elastic(kAlpha, 3, kSide, kSide);
  ElasticDistortion::Field field;
  ElasticDistortion::Row cut;
  std::array<float, kWidth> x{};
  std::array<float, kWidth> y{};
  for (int i = 0; i < 20; ++i) {
    elastic.draw(random, field);
    for (int row = 0; row < kSide; ++row) {
      elastic.cut(field, row, cut);
      elastic.displace(cut, 0, kSide, x.data(), y.data());
      for (std::size_t column = 0; column < kWidth; ++column) {
        EXPECT_LE(std::abs(x[column]), cut.mostX);
        EXPECT_LE(std::abs(y[column]), cut.mostY);
      }
    }
  }
}

TEST(ElasticTest, TakesTheSmallestAndTheLargestImages) {
  Random random(6);
  for (const int side : {1, 3, 64}) {
    for (const double sigma : {2.0, 16.0}) {
      const ElasticDistortion elastic(200, sigma, side, side);
      ElasticDistortion::Field field;
      ElasticDistortion::Row cut;
      std::array<float, 64> x{};
      std::array<float, 64> y{};
      elastic.draw(random, field);
      elastic.cut(field, side - 1, cut);
      elastic.displace(cut, 0, (side + 3) / 4 * 4, x.data(), y.data());
      EXPECT_NE(x[static_cast<std::size_t>(side) - 1], 0);
    }
  }
}

}  // namespace
}  // namespace inkling
