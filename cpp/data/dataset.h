// Labelled images.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "data/batch.h"
#include "data/idx.h"
#include "data/made_images.h"

namespace inkling {

// A file of images and the file of their labels, as bytes: a full MNIST is 47 MB so, and would be
// 188 MB as floats. Copies share them.
class Dataset {
 public:
  // Throws kBadDataSet unless these are images and labels, as many of both.
  Dataset(IdxFile images, IdxFile labels);

  int count() const { return images_->header().count; }
  int rows() const { return images_->header().rows; }
  int columns() const { return images_->header().columns; }
  int imageSize() const { return rows() * columns(); }  // in pixels, which are bytes

  // index: 0 .. count - 1. Bytes row by row, 0 is paper, 255 ink.
  std::span<const std::uint8_t> image(std::uint32_t index) const;
  std::uint8_t label(std::uint32_t index) const;
  std::span<const std::uint8_t> labels() const { return labels_->values(); }

  // Gives images of the same size, at least one, the indices from `count()` on: the first of these
  // is `first` of them, and after the last comes the first again. They do not count as its own.
  void addMade(std::shared_ptr<const MadeImages> made, std::size_t first);

  // Puts the images with these indices, where they lie, and their labels into `batch`. It must not
  // outlive the data.
  void choose(std::span<const std::uint32_t> indices, Batch& batch) const;

 private:
  std::size_t madeIndex(std::uint32_t index) const;

  std::shared_ptr<const IdxFile> images_;
  std::shared_ptr<const IdxFile> labels_;
  std::shared_ptr<const MadeImages> made_;  // or none
  std::size_t firstMade_ = 0;
};

}  // namespace inkling
