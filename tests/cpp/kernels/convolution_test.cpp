#include "kernels/convolution.h"

#include <array>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "base/matrices.h"
#include "parallel/threads_for_test.h"

namespace inkling::kernels {
namespace {

// Sums of up to 600 products of normal values.
constexpr double kConvolutionTolerance = 100 * kRoundingTolerance;

// Shapes around the sizes of blocks and vectors; {rows, columns, channels, filters, side, stride}.
const std::vector<Convolution> kShapes = {
    {1, 1, 1, 1, 1, 1}, {5, 7, 1, 8, 3, 1},   {6, 6, 3, 5, 3, 1},    {9, 8, 4, 16, 5, 1},
    {7, 9, 2, 3, 3, 2}, {10, 11, 5, 9, 4, 3}, {12, 12, 8, 12, 5, 1},
};

// input(i; y, x, c)
Scalar pixel(const Matrix& input, const Convolution& s, Index i, Index y, Index x, Index c) {
  return input(i, (y * s.columns + x) * s.channels + c);
}

// Calls function(output number, filter, weight number, input value) for every product of an image.
template <typename Function>
void forEachProduct(const Matrix& input, const Convolution& s, Index image, Function function) {
  for (Index y = 0; y < s.outRows(); ++y) {
    for (Index x = 0; x < s.outColumns(); ++x) {
      for (Index f = 0; f < s.filters; ++f) {
        for (Index ky = 0; ky < s.side; ++ky) {
          for (Index kx = 0; kx < s.side; ++kx) {
            for (Index c = 0; c < s.channels; ++c) {
              function((y * s.outColumns() + x) * s.filters + f, f,
                       (ky * s.side + kx) * s.channels + c,
                       pixel(input, s, image, y * s.stride + ky, x * s.stride + kx, c));
            }
          }
        }
      }
    }
  }
}

TEST(ConvolutionTest, MatchesItsDefinition) {
  Random random(1);
  for (const Convolution& s : kShapes) {
    const Matrix input = randomMatrix(3, s.inputSize(), random);
    const Matrix weights = randomMatrix(s.patchSize(), s.filters, random);
    const Matrix bias = randomMatrix(1, s.filters, random);
    Matrix expected(3, s.outputSize());
    for (Index i = 0; i < 3; ++i) {
      for (Index out = 0; out < s.outputSize(); ++out) {
        expected(i, out) = bias(0, out % s.filters);
      }
      forEachProduct(input, s, i, [&](Index out, Index f, Index w, Scalar value) {
        expected(i, out) += weights(w, f) * value;
      });
    }
    Matrix out;
    convolve(input, s, weights, &bias, out);
    SCOPED_TRACE(testing::Message() << s.rows << " x " << s.columns << " x " << s.channels);
    expectNear(out, expected, kConvolutionTolerance);
    convolve(input, s, weights, nullptr, out);
    for (Index i = 0; i < out.size(); ++i) {
      expected.data()[i] -= bias(0, i % s.filters);
    }
    expectNear(out, expected, kConvolutionTolerance);
  }
}

TEST(ConvolutionTest, GradientMatchesItsDefinition) {
  Random random(2);
  for (const Convolution& s : kShapes) {
    for (const Index batch : {1, 3, 11}) {
      const Matrix input = randomMatrix(batch, s.inputSize(), random);
      const Matrix grad = randomMatrix(batch, s.outputSize(), random);
      Matrix expected = Matrix::Zero(s.patchSize(), s.filters);
      for (Index i = 0; i < batch; ++i) {
        forEachProduct(input, s, i, [&](Index out, Index f, Index w, Scalar value) {
          expected(w, f) += grad(i, out) * value;
        });
      }
      Matrix gradWeights;
      convolutionGradient(input, s, grad, gradWeights);
      SCOPED_TRACE(testing::Message() << s.rows << " x " << s.columns << ", batch " << batch);
      expectNear(gradWeights, expected, kConvolutionTolerance);
    }
  }
}

TEST(ConvolutionTest, InputGradientMatchesItsDefinition) {
  Random random(3);
  for (const Convolution& s : kShapes) {
    const Matrix weights = randomMatrix(s.patchSize(), s.filters, random);
    const Matrix grad = randomMatrix(3, s.outputSize(), random);
    // Where each number of an image stands, as its value.
    const Matrix places =
        Matrix(Eigen::VectorX<Scalar>::LinSpaced(s.inputSize(), Scalar{0},
                                                 static_cast<Scalar>(s.inputSize() - 1))
                   .transpose());
    Matrix expected = Matrix::Zero(3, s.inputSize());
    for (Index i = 0; i < 3; ++i) {
      forEachProduct(places, s, 0, [&](Index out, Index f, Index w, Scalar place) {
        expected(i, std::lround(place)) += weights(w, f) * grad(i, out);
      });
    }
    Matrix gradInput;
    convolutionInputGradient(grad, s, weights, gradInput);
    SCOPED_TRACE(testing::Message() << s.rows << " x " << s.columns << " x " << s.channels);
    expectNear(gradInput, expected, kConvolutionTolerance);
  }
}

TEST(ConvolutionTest, PadPutsZerosAroundAndUnpadTakesThemAway) {
  const Matrix images = makeMatrix({{1, 2, 3, 4}, {5, 6, 7, 8}});
  Matrix padded;
  pad(images, 1, 2, 2, 1, padded);
  ASSERT_EQ(padded.cols(), 3 * 4 * 2);
  expectNear(padded.middleCols(10, 4), images, 0);
  EXPECT_EQ(padded.cwiseAbs().sum(), 36);
  Matrix back;
  unpad(padded, 1, 2, 2, 1, back);
  expectNear(back, images, 0);
}

TEST(ConvolutionTest, GivesTheSameBitsWithAnyNumberOfThreads) {
  const Convolution shape = {12, 12, 8, 16, 5, 1};
  Random random(4);
  const Matrix input = randomMatrix(13, shape.inputSize(), random);
  const Matrix weights = randomMatrix(shape.patchSize(), shape.filters, random);
  const Matrix grad = randomMatrix(13, shape.outputSize(), random);
  const auto compute = [&](int threads) {
    const ThreadsForTest guard(threads);
    std::array<Matrix, 3> all;
    convolve(input, shape, weights, nullptr, all[0]);
    convolutionGradient(input, shape, grad, all[1]);
    convolutionInputGradient(grad, shape, weights, all[2]);
    return all;
  };
  const auto one = compute(1);
  for (const int threads : {2, 3, 5}) {
    const auto several = compute(threads);
    for (std::size_t i = 0; i < one.size(); ++i) {
      expectNear(several[i], one[i], 0);
    }
  }
}

}  // namespace
}  // namespace inkling::kernels
