// Probabilities that mean what they say: of what is read with 90 %, nine in ten should be right.

#pragma once

#include <cstdint>
#include <span>

#include "base/eigen.h"

namespace inkling {

// The temperature T for which softmax(logits / T) has the smallest mean cross-entropy (C. Guo, G.
// Pleiss, Y. Sun, K. Weinberger 2017, "On calibration of modern neural networks"): above 1 for a
// network that is too certain. logits [images, classes], at least one row, one label a row. Within
// 1/20 .. 20, whose ends are for networks that are always right or guess.
double fitTemperature(const Matrix& logits, std::span<const std::uint8_t> labels);

// How far the probabilities of softmax(logits / temperature) are from the truth, 0..1: over 15 bins
// of the likeliest class's probability, the mean difference between it and the share that is right,
// weighted by the bins' images (M. Naeini, G. Cooper, M. Hauskrecht 2015, "Obtaining well
// calibrated probabilities using Bayesian binning").
double expectedCalibrationError(const Matrix& logits, std::span<const std::uint8_t> labels,
                                double temperature);

}  // namespace inkling
