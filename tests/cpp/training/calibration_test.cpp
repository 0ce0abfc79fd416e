#include "training/calibration.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"
#include "loss/softmax.h"

namespace inkling {
namespace {

constexpr Index kManyImages = 20'000;
constexpr int kClasses = 4;

struct Readings {
  Matrix logits{kManyImages, kClasses};
  std::vector<std::uint8_t> labels;
};

// Labels that are drawn from softmax(logits / temperature): that is their temperature.
Readings readingsOf(double temperature) {
  Readings readings;
  Random random(3);
  Matrix probabilities(kManyImages, kClasses);
  for (Index i = 0; i < kManyImages; ++i) {
    for (Index k = 0; k < kClasses; ++k) {
      readings.logits(i, k) = static_cast<Scalar>(3 * random.normal());
    }
  }
  softmax(readings.logits / static_cast<Scalar>(temperature), probabilities);
  for (Index i = 0; i < kManyImages; ++i) {
    double left = random.uniform();
    int label = 0;
    while (label < kClasses - 1 && left >= probabilities(i, label)) {
      left -= probabilities(i, label++);
    }
    readings.labels.push_back(static_cast<std::uint8_t>(label));
  }
  return readings;
}

TEST(CalibrationTest, FindsTheTemperatureThatLabelsWereDrawnAt) {
  for (const double temperature : {0.5, 1.0, 2.5}) {
    const Readings readings = readingsOf(temperature);
    // A standard error of about 1 % at so many images.
    EXPECT_NEAR(fitTemperature(readings.logits, readings.labels), temperature, 0.05 * temperature);
  }
}

TEST(CalibrationTest, TheErrorIsSmallAtThatTemperatureAndLargeBesideIt) {
  const Readings readings = readingsOf(2.5);
  EXPECT_LT(expectedCalibrationError(readings.logits, readings.labels, 2.5), 0.015);
  EXPECT_GT(expectedCalibrationError(readings.logits, readings.labels, 1), 0.1);
}

TEST(CalibrationTest, TheErrorIsTheDifferenceWithinTheBins) {
  // Both are read with a probability of 0.75 (ln 3 apart); one of them is right.
  Matrix logits(2, 2);
  const auto apart = static_cast<Scalar>(std::log(3.0));
  logits << apart, 0, apart, 0;
  EXPECT_NEAR(expectedCalibrationError(logits, std::vector<std::uint8_t>{0, 1}, 1), 0.25, 1e-6);
  EXPECT_NEAR(expectedCalibrationError(logits, std::vector<std::uint8_t>{0, 0}, 1), 0.25, 1e-6);
  EXPECT_NEAR(expectedCalibrationError(logits, std::vector<std::uint8_t>{1, 1}, 1), 0.75, 1e-6);
}

TEST(CalibrationTest, StaysWithinItsLimitsWhereAllIsRightOrNothing) {
  Matrix logits(2, 2);
  logits << 2, 0, 0, 2;
  EXPECT_LT(fitTemperature(logits, std::vector<std::uint8_t>{0, 1}), 0.1);
  EXPECT_GE(fitTemperature(logits, std::vector<std::uint8_t>{0, 1}), 1.0 / 20);
  EXPECT_NEAR(fitTemperature(logits, std::vector<std::uint8_t>{1, 0}), 20, 1e-9);
  logits.setZero();
  EXPECT_DOUBLE_EQ(fitTemperature(logits, std::vector<std::uint8_t>{0, 1}), 1);
}

}  // namespace
}  // namespace inkling
