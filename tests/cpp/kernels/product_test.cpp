#include "kernels/product.h"

#include <array>
#include <initializer_list>

#include <gtest/gtest.h>

#include "base/matrices.h"
#include "parallel/team.h"
#include "parallel/threads_for_test.h"

namespace inkling::kernels {
namespace {

// Sums of up to 100 products of normal values: ten times the error of one.
constexpr double kProductTolerance = 30 * kRoundingTolerance;

// Around the sizes of a block (5 or 6 rows, 2 vectors) and of a vector (2 or 4 numbers).
constexpr std::array<Index, 12> kSizes = {1, 2, 3, 4, 5, 6, 7, 8, 13, 31, 33, 100};

// Calls function(m, k, n) for products [m, k] * [k, n] around those sizes.
template <typename Function>
void forEachShape(std::initializer_list<Index> sums, Function function) {
  for (const Index m : kSizes) {
    for (const Index n : kSizes) {
      for (const Index k : sums) {
        SCOPED_TRACE(testing::Message() << m << " x " << k << " x " << n);
        function(m, k, n);
      }
    }
  }
}

TEST(ProductTest, MatchesEigenOnAwkwardShapes) {
  Random random(1);
  Matrix c;
  forEachShape({1, 3, 17, 100}, [&](Index m, Index k, Index n) {
    const Matrix a = randomMatrix(m, k, random);
    const Matrix b = randomMatrix(k, n, random);
    product(a, b, nullptr, c);
    expectNear(c, a * b, kProductTolerance);
  });
}

TEST(ProductTest, AddsTheBiasToEachRow) {
  Random random(2);
  Matrix c;
  for (const Index n : kSizes) {
    const Matrix a = randomMatrix(7, 9, random);
    const Matrix b = randomMatrix(9, n, random);
    const Matrix bias = randomMatrix(1, n, random);
    product(a, b, &bias, c);
    expectNear(c, (a * b).rowwise() + bias.row(0), kProductTolerance);
  }
}

TEST(ProductTest, WithTheTransposedRightMatchesEigenOnAwkwardShapes) {
  Random random(7);
  Matrix c;
  forEachShape({1, 3, 17, 100}, [&](Index m, Index k, Index n) {
    const Matrix a = randomMatrix(m, k, random);
    const Matrix b = randomMatrix(n, k, random);
    productWithTransposed(a, b, c);
    expectNear(c, a * b.transpose(), kProductTolerance);
  });
}

TEST(ProductTest, OfTheTransposedLeftMatchesEigenOnAwkwardShapes) {
  Random random(3);
  Matrix c;
  forEachShape({1, 2, 32}, [&](Index m, Index k, Index n) {
    const Matrix a = randomMatrix(k, m, random);
    const Matrix b = randomMatrix(k, n, random);
    c.resize(m, n);
    transposedProduct(a, b, c);
    expectNear(c, a.transpose() * b, kProductTolerance);
    constexpr Scalar kRate = 0.5;
    const Matrix before = randomMatrix(m, n, random);
    Matrix descended = before;
    descendTransposedProduct(a, b, kRate, descended);
    expectNear(descended, before - kRate * c, 0);
  });
}

TEST(ProductTest, OfATallTransposedLeftTakesSeveralPasses) {
  Random random(6);
  constexpr Index kTall = 300;
  constexpr Scalar kRate = 0.5;
  Matrix c;
  for (const Index n : kSizes) {
    const Matrix a = randomMatrix(kTall, 7, random);
    const Matrix b = randomMatrix(kTall, n, random);
    const Matrix expected = a.transpose() * b;
    c.setConstant(7, n, 5);  // is replaced
    transposedProduct(a, b, c);
    expectNear(c, expected, kTall * kRoundingTolerance);
    const Matrix before = randomMatrix(7, n, random);
    Matrix descended = before;
    descendTransposedProduct(a, b, kRate, descended);
    expectNear(descended, before - kRate * expected, kTall * kRoundingTolerance);
  }
}

TEST(ProductTest, GivesTheSameBitsAgain) {
  Random random(4);
  const Matrix a = randomMatrix(32, 100, random);
  const Matrix b = randomMatrix(100, 10, random);
  Matrix first;
  Matrix second = Matrix::Constant(3, 3, 7);  // whatever was there before
  product(a, b, nullptr, first);
  product(a, b, nullptr, second);
  expectNear(second, first, 0);
}

TEST(ProductTest, GivesTheSameBitsWithAnyNumberOfThreads) {
  Random random(5);
  constexpr Index k = 100;
  Matrix one;
  Matrix many;
  for (const Index m : {3, 32, 100}) {  // few rows are shared out by columns
    for (const Index n : {10, 100, 203}) {
      const Matrix a = randomMatrix(m, k, random);
      const Matrix b = randomMatrix(k, n, random);
      const Matrix c = randomMatrix(m, n, random);
      const Matrix bias = randomMatrix(1, n, random);
      for (const int threads : {2, 3, 4}) {
        SCOPED_TRACE(testing::Message() << m << " x " << n << ", " << threads << " threads");
        product(a, b, &bias, one);
        {
          const ThreadsForTest guard(threads);
          product(a, b, &bias, many);
        }
        expectNear(many, one, 0);
        productWithTransposed(c, b, one);
        {
          const ThreadsForTest guard(threads);
          productWithTransposed(c, b, many);
        }
        expectNear(many, one, 0);
        one.resize(k, n);
        many.resize(k, n);
        transposedProduct(a, c, one);
        {
          const ThreadsForTest guard(threads);
          transposedProduct(a, c, many);
        }
        expectNear(many, one, 0);
      }
    }
  }
}

// Dealt out, by rows or by columns, in strips of rows: as one strip after the other, and Eigen.
TEST(ProductTest, OfALargeBatchGivesTheSameBitsWithAnyNumberOfThreads) {
  Random random(8);
  constexpr Index m = 300;
  constexpr Index k = 70;
  for (const Index n : {103, 1300}) {
    ASSERT_TRUE(parallel::isDealt(static_cast<double>(m * n * k)));
    const Matrix a = randomMatrix(m, k, random);
    const Matrix b = randomMatrix(k, n, random);
    const Matrix c = randomMatrix(m, n, random);
    Matrix forward;
    Matrix backward;
    product(a, b, nullptr, forward);
    productWithTransposed(c, b, backward);
    expectNear(forward, a * b, kProductTolerance);
    expectNear(backward, c * b.transpose(), static_cast<double>(n) * kRoundingTolerance);
    for (const int threads : {2, 3, 4}) {
      SCOPED_TRACE(testing::Message() << n << " columns, " << threads << " threads");
      const ThreadsForTest guard(threads);
      Matrix result;
      product(a, b, nullptr, result);
      expectNear(result, forward, 0);
      productWithTransposed(c, b, result);
      expectNear(result, backward, 0);
    }
  }
}

}  // namespace
}  // namespace inkling::kernels
