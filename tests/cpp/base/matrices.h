// For tests that compare matrices.

#pragma once

#include <initializer_list>
#include <type_traits>

#include <gtest/gtest.h>

#include "base/eigen.h"
#include "base/random.h"

namespace inkling {

// Some roundings of values around 1, in the precision of the build.
inline constexpr double kRoundingTolerance = std::is_same_v<Scalar, double> ? 1e-14 : 2e-6;

inline Matrix makeMatrix(std::initializer_list<std::initializer_list<double>> rows) {
  Matrix matrix(static_cast<Index>(rows.size()), static_cast<Index>(rows.begin()->size()));
  Index row = 0;
  for (const auto& values : rows) {
    Index column = 0;
    for (const double value : values) {
      matrix(row, column++) = static_cast<Scalar>(value);
    }
    ++row;
  }
  return matrix;
}

// Normal values.
inline Matrix randomMatrix(Index rows, Index columns, Random& random) {
  Matrix matrix(rows, columns);
  for (Index row = 0; row < rows; ++row) {
    for (Index column = 0; column < columns; ++column) {
      matrix(row, column) = static_cast<Scalar>(random.normal());
    }
  }
  return matrix;
}

inline void expectNear(const Matrix& actual, const Matrix& expected,
                       double tolerance = kRoundingTolerance) {
  ASSERT_EQ(actual.rows(), expected.rows());
  ASSERT_EQ(actual.cols(), expected.cols());
  for (Index row = 0; row < expected.rows(); ++row) {
    for (Index column = 0; column < expected.cols(); ++column) {
      EXPECT_NEAR(actual(row, column), expected(row, column), tolerance)
          << "at (" << row << ", " << column << ")";
    }
  }
}

}  // namespace inkling
