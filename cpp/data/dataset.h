// Labelled images.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/eigen.h"
#include "data/idx.h"
#include "kernels/sparse_rows.h"

namespace inkling {

// Some images as a network takes them, in one of two forms.
struct Batch {
  Matrix inputs;                     // [batch, rows * columns], 0..1
  kernels::SparseRows ink;           // the same without its zeros
  std::vector<std::uint8_t> labels;  // [batch]
};

// Owns a file of images and the file of their labels, as bytes: a full MNIST is 47 MB so, and would
// be 188 MB as floats.
class Dataset {
 public:
  // Throws kBadDataSet unless these are images and labels, as many of both.
  Dataset(IdxFile images, IdxFile labels);

  int count() const { return images_.header().count; }
  int rows() const { return images_.header().rows; }
  int columns() const { return images_.header().columns; }
  int imageSize() const { return rows() * columns(); }  // in pixels, which are bytes

  // index: 0 .. count - 1. Bytes row by row, 0 is paper, 255 ink.
  std::span<const std::uint8_t> image(std::uint32_t index) const;
  std::uint8_t label(std::uint32_t index) const { return labels()[index]; }
  std::span<const std::uint8_t> labels() const { return labels_.values(); }

  // Copies the images with these indices, pixel k as k / 255, and their labels into `batch`: as
  // `inputs`.
  void gather(std::span<const std::uint32_t> indices, Batch& batch) const;

  // The same as `ink`, which takes a third of the time where most pixels are zero. False, with
  // nothing gathered, where they are not, judged by the first images.
  bool gatherInk(std::span<const std::uint32_t> indices, Batch& batch) const;

 private:
  void gatherLabels(std::span<const std::uint32_t> indices, Batch& batch) const;

  IdxFile images_;
  IdxFile labels_;
};

}  // namespace inkling
