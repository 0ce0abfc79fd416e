#include "augmentation/elastic_reference.h"

#include <cmath>
#include <cstddef>

namespace inkling {
namespace {

// A Gaussian whose sum is 1, cut off where it is below a thousandth of its height.
std::vector<double> gaussian(double sigma) {
  constexpr double kReach = 4;  // standard deviations
  const int reach = static_cast<int>(std::ceil(kReach * sigma));
  std::vector<double> weights;
  double sum = 0;
  for (int offset = -reach; offset <= reach; ++offset) {
    weights.push_back(std::exp(-offset * offset / (2 * sigma * sigma)));
    sum += weights.back();
  }
  for (double& weight : weights) {
    weight /= sum;
  }
  return weights;
}

}  // namespace

std::vector<float> simardField(double alpha, double sigma, int rows, int columns, Random& random) {
  const std::vector<double> weights = gaussian(sigma);
  const auto height = static_cast<std::size_t>(rows);
  const auto width = static_cast<std::size_t>(columns);
  const std::size_t noiseHeight = height + weights.size() - 1;
  const std::size_t noiseWidth = width + weights.size() - 1;
  std::vector<double> smoothRows(noiseHeight * width);
  std::vector<double> noise(noiseWidth);
  for (std::size_t row = 0; row < noiseHeight; ++row) {
    for (double& number : noise) {
      number = 2 * random.uniform() - 1;
    }
    for (std::size_t column = 0; column < width; ++column) {
      for (std::size_t k = 0; k < weights.size(); ++k) {
        smoothRows[row * width + column] += weights[k] * noise[column + k];
      }
    }
  }
  std::vector<float> field;
  field.reserve(height * width);
  for (std::size_t row = 0; row < height; ++row) {
    for (std::size_t column = 0; column < width; ++column) {
      double sum = 0;
      for (std::size_t k = 0; k < weights.size(); ++k) {
        sum += weights[k] * smoothRows[(row + k) * width + column];
      }
      field.push_back(static_cast<float>(alpha * sum));
    }
  }
  return field;
}

}  // namespace inkling
