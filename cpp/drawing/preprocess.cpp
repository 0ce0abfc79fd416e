#include "drawing/preprocess.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "base/eigen.h"
#include "base/error.h"
#include "kernels/product.h"

namespace inkling {
namespace {

constexpr int kInkAbove = 16;  // what is fainter does not belong to the digit
constexpr double kInnerShare = 20.0 / 28.0;

int innerSide(int side) { return std::max(1, static_cast<int>(std::lround(side * kInnerShare))); }

std::uint8_t pixelAt(const GrayImage& image, int row, int column) {
  return image.pixels[static_cast<std::size_t>(row) * static_cast<std::size_t>(image.columns) +
                      static_cast<std::size_t>(column)];
}

// The smallest box around the ink; of width 0 where there is none. By the darkest pixel of each row
// and of each column, which compilers find many pixels at a time.
Box boundingBox(const GrayImage& drawing) {
  const auto width = static_cast<std::size_t>(drawing.columns);
  std::vector<std::uint8_t> darkest(width);  // of each column
  int top = drawing.rows;
  int bottom = -1;
  for (int row = 0; row < drawing.rows; ++row) {
    const std::uint8_t* const pixels =
        drawing.pixels.data() + static_cast<std::size_t>(row) * width;
    std::uint8_t darkestOfRow = 0;
    for (std::size_t column = 0; column < width; ++column) {
      darkestOfRow = std::max(darkestOfRow, pixels[column]);
      darkest[column] = std::max(darkest[column], pixels[column]);
    }
    if (darkestOfRow > kInkAbove) {
      top = std::min(top, row);
      bottom = row;
    }
  }
  if (bottom < 0) {
    return {};
  }
  const auto isInk = [](std::uint8_t pixel) { return pixel > kInkAbove; };
  const auto left =
      static_cast<int>(std::find_if(darkest.begin(), darkest.end(), isInk) - darkest.begin());
  const auto right =
      drawing.columns -
      static_cast<int>(std::find_if(darkest.rbegin(), darkest.rend(), isInk) - darkest.rbegin());
  return {left, top, right - left, bottom - top + 1};
}

// [box.height, box.width], 0..255.
Matrix cut(const GrayImage& drawing, const Box& box) {
  Matrix ink(box.height, box.width);
  for (int row = 0; row < box.height; ++row) {
    for (int column = 0; column < box.width; ++column) {
      ink(row, column) = pixelAt(drawing, box.top + row, box.left + column);
    }
  }
  return ink;
}

// [target, source]: how much each source pixel counts in the mean that is a target pixel, along one
// axis. Target pixels are `step` source pixels wide, and their middle is the source's middle.
// Beyond the source is paper.
Matrix areaWeights(int source, int target, double step) {
  Matrix weights(target, source);
  const double start = (source - target * step) / 2;
  for (int i = 0; i < target; ++i) {
    const double from = start + i * step;
    for (int j = 0; j < source; ++j) {
      const double covered = std::min(from + step, j + 1.0) - std::max(from, double(j));
      weights(i, j) = static_cast<Scalar>(std::max(covered, 0.0) / step);
    }
  }
  return weights;
}

// Scales the ink, proportions kept, to fit into [rows, columns], in their middle. 0..255, the
// darkest pixel 255.
Matrix fit(const Matrix& ink, int rows, int columns) {
  const auto height = static_cast<int>(ink.rows());
  const auto width = static_cast<int>(ink.cols());
  const double step =
      std::max(height / static_cast<double>(rows), width / static_cast<double>(columns));
  // The kernels' products, not Eigen's: those would be another 30 KB of code, for this alone.
  Matrix scaledRows;
  Matrix scaled;
  kernels::product(areaWeights(height, rows, step), ink, nullptr, scaledRows);
  kernels::productWithTransposed(scaledRows, areaWeights(width, columns, step), scaled);
  return scaled * (Scalar{255} / scaled.maxCoeff());
}

GrayImage toBytes(const Matrix& ink) {
  GrayImage image = {static_cast<int>(ink.rows()), static_cast<int>(ink.cols()), {}};
  image.pixels.reserve(static_cast<std::size_t>(ink.size()));
  for (const Scalar value : ink.reshaped<Eigen::RowMajor>()) {
    image.pixels.push_back(static_cast<std::uint8_t>(std::lround(value)));
  }
  return image;
}

// Where a pixel is the middle of the ink, a fraction.
struct Mass {
  double row = 0;
  double column = 0;
};

// Of an image with some ink.
Mass centreOfMass(const GrayImage& image) {
  double mass = 0;
  double rowMoment = 0;
  double columnMoment = 0;
  for (int row = 0; row < image.rows; ++row) {
    for (int column = 0; column < image.columns; ++column) {
      const double ink = pixelAt(image, row, column);
      mass += ink;
      rowMoment += ink * row;
      columnMoment += ink * column;
    }
  }
  return {rowMoment / mass, columnMoment / mass};
}

// The first of `inner` pixels on a side of `outer`, so that the pixel `middle` of the inner ones, a
// fraction, comes to the middle of the outer ones, or as near as none is cut off.
int placeInner(int inner, int outer, double middle) {
  const auto first = static_cast<int>(std::lround(outer / 2.0 - middle));
  return std::clamp(first, 0, outer - inner);
}

// inner: no larger than rows x columns. `middle`: the pixel of it that comes to the middle.
GrayImage place(const GrayImage& inner, int rows, int columns, const Mass& middle) {
  const int top = placeInner(inner.rows, rows, middle.row);
  const int left = placeInner(inner.columns, columns, middle.column);
  const auto width = static_cast<std::size_t>(columns);
  GrayImage image = {rows, columns,
                     std::vector<std::uint8_t>(static_cast<std::size_t>(rows) * width)};
  for (int row = 0; row < inner.rows; ++row) {
    for (int column = 0; column < inner.columns; ++column) {
      image.pixels[static_cast<std::size_t>(top + row) * width +
                   static_cast<std::size_t>(left + column)] = pixelAt(inner, row, column);
    }
  }
  return image;
}

// The ink alone of an image with some, so that it can be moved without what is around it.
GrayImage cutOut(const GrayImage& image) { return toBytes(cut(image, boundingBox(image))); }

// What is fitted, on paper of the size asked for.
GrayImage arrange(const GrayImage& fitted, int rows, int columns, const Preparation& preparation) {
  if (preparation.centring) {
    const GrayImage& inner = preparation.scaling ? fitted : cutOut(fitted);
    return place(inner, rows, columns, centreOfMass(inner));
  }
  return place(fitted, rows, columns, {fitted.rows / 2.0, fitted.columns / 2.0});
}

}  // namespace

PreparedDrawing preprocess(const GrayImage& drawing, int rows, int columns,
                           const Preparation& preparation) {
  checkImage(drawing, "drawing");
  if (rows < 1 || columns < 1) {
    throw Error(ErrorCode::kInvalidArgument,
                "preprocess: expected an image size of at least 1 x 1, got " +
                    std::to_string(rows) + " x " + std::to_string(columns));
  }
  PreparedDrawing prepared;
  prepared.box = boundingBox(drawing);
  prepared.blank = prepared.box.width == 0;
  if (prepared.blank) {
    return prepared;
  }
  prepared.fitted =
      toBytes(preparation.scaling
                  ? fit(cut(drawing, prepared.box), innerSide(rows), innerSide(columns))
                  : fit(cut(drawing, {0, 0, drawing.columns, drawing.rows}), rows, columns));
  prepared.image = arrange(prepared.fitted, rows, columns, preparation);
  const Mass mass = centreOfMass(prepared.image);
  prepared.massRow = mass.row + 0.5;
  prepared.massColumn = mass.column + 0.5;
  return prepared;
}

}  // namespace inkling
