// Elastic distortion (P. Simard, D. Steinkraus, J. Platt, "Best practices for convolutional neural
// networks applied to visual document analysis", 2003): every pixel is displaced by a smooth random
// field, as if the digit were printed on rubber.
//
// Simard's field is, for each of dx and dy, a number from -1 to 1 at each pixel, smoothed by a
// Gaussian of standard deviation `sigma`, times `alpha` (elastic_reference.h does that). Its
// standard deviation is alpha / sqrt(3) / (2 sqrt(pi) sigma): 1.4 pixels at the paper's best, alpha
// 34 and sigma 4. Smoothing two fields takes 20 times as long as all the rest of an augmentation.
//
// A smoothed field is a sum of random bumps. Here the bumps stand on a coarse grid, one every
// sqrt(3) sigma pixels, and are cubic B-splines (M. Unser, "Splines: a perfect fit for signal and
// image processing", 1999): these are nearly Gaussians, of standard deviation sigma at that
// spacing. The grid is laid differently for each image, so that no place is special. An image of 28
// x 28 takes 128 random numbers instead of 5,000, and each displacement 2 x 4 multiply-adds.

#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "augmentation/four_pixels.h"
#include "base/random.h"

namespace inkling {

class ElasticDistortion {
 public:
  // The largest image, 64 pixels at the smallest sigma, 2, needs this many bumps along a side.
  static constexpr std::size_t kMostBumps = 24;
  using Bumps = std::array<std::array<float, kMostBumps>, kMostBumps>;  // [rows, columns]

  // One image's random numbers.
  struct Field {
    std::size_t rowPhase = 0;  // how the grid lies
    std::size_t columnPhase = 0;
    Bumps x{};  // heights of the bumps of dx, in pixels
    Bumps y{};  // and of dy
  };

  // A field along one row of pixels.
  struct Row {
    std::size_t columnPhase = 0;
    std::array<float, kMostBumps> x{};  // the bumps' heights there
    std::array<float, kMostBumps> y{};
    float mostX = 0;  // no displacement along the row is longer
    float mostY = 0;
  };

  // Amounts as `checkAugmentation` allows them; an image of up to 64 x 64.
  ElasticDistortion(double alpha, double sigma, int rows, int columns);

  void draw(Random& random, Field& field) const;

  void cut(const Field& field, int row, Row& cut) const;

  // The displacements of a row's pixels begin .. end - 1, both multiples of 4; `end` may reach past
  // the last column to the next multiple. Written to dx[begin] and so on.
  void displace(const Row& row, int begin, int end, float* dx, float* dy) const;

 private:
  static constexpr std::size_t kPhases = 8;
  static constexpr std::size_t kTaps = 4;  // bumps that reach a place along one axis

  struct RowTaps {
    std::size_t first = 0;
    std::array<float, kTaps> weights{};
  };
  // Four pixels reach over less than one grid spacing, so together they have one tap more.
  struct ColumnTaps {
    std::size_t first = 0;
    std::array<std::array<float, augmentation::kPixels>, kTaps + 1> weights{};
  };

  std::array<std::vector<RowTaps>, kPhases> rowTaps_;        // of each row
  std::array<std::vector<ColumnTaps>, kPhases> columnTaps_;  // of each four columns
  std::size_t bumpRows_ = 0;
  std::size_t bumpColumns_ = 0;
  float heightUnit_ = 0;  // of a bump's height, see `draw`
};

}  // namespace inkling
