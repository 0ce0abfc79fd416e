#include "augmentation/augmenter.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <string>

#include "augmentation/affine.h"
#include "augmentation/padded_image.h"
#include "augmentation/resample.h"
#include "augmentation/stroke_width.h"
#include "base/error.h"

namespace inkling {
namespace {

// Thinning leaves strokes at least this wide on average: below, bilinear interpolation would turn
// them into grey, and the thinnest places into gaps.
constexpr double kThinnestStroke = 2;

// `wanted` pixels of width more or less, as far as the strokes of this image allow.
double allowedChange(const PaddedImage& image, double wanted) {
  return wanted >= 0 ? wanted : -std::clamp(strokeWidth(image) - kThinnestStroke, 0.0, -wanted);
}

}  // namespace

Random augmentationRandom(std::uint64_t seed, std::uint32_t epoch, std::uint32_t image) {
  // The highest bit keeps away from the streams of the weights and the shuffling.
  constexpr std::uint64_t kStreams = std::uint64_t{1} << 63;
  constexpr int kImageBits = 32;
  return Random(seed, kStreams | (std::uint64_t{epoch} << kImageBits) | image);
}

Augmenter::Augmenter(const AugmentationOptions& options, int rows, int columns)
    : options_(options), rows_(rows), columns_(columns) {
  checkAugmentation(options);
  constexpr int kMost = PaddedImage::kLargestSide;
  if (rows < 1 || rows > kMost || columns < 1 || columns > kMost) {
    throw Error(ErrorCode::kInvalidArgument,
                "augment: expected images of 1 x 1 to 64 x 64 pixels, got " + std::to_string(rows) +
                    " x " + std::to_string(columns));
  }
  if (options.elasticAlpha != 0) {
    elastic_.emplace(options.elasticAlpha, options.elasticSigma, rows, columns);
  }
}

void Augmenter::augment(std::span<const std::uint8_t> image, Random& random,
                        std::span<std::uint8_t> out) const {
  assert(image.size() == static_cast<std::size_t>(rows_) * static_cast<std::size_t>(columns_));
  assert(out.size() == image.size() && out.data() != image.data());
  const double thickening = (2 * random.uniform() - 1) * options_.thickness;
  Warp warp;
  warp.backward = inverse(forwardMap(drawAffine(options_, random), rows_, columns_));
  std::optional<ElasticDistortion::Field> field;
  if (elastic_) {
    elastic_->draw(random, field.emplace());
    warp.elastic = &*elastic_;
    warp.field = &*field;
  }
  const PaddedImage source(image, rows_, columns_);
  if (thickening == 0) {
    resample(source, warp, out);
    return;
  }
  PaddedImage changed(rows_, columns_);
  moveOutline(source, allowedChange(source, thickening) / 2, changed);
  resample(changed, warp, out);
}

}  // namespace inkling
