#include "session/samples.h"

#include <cstddef>
#include <vector>

#include "augmentation/augmentation_options.h"
#include "augmentation/augmenter.h"
#include "drawing/brush.h"
#include "drawing/preprocess.h"
#include "handwriting/digit_writer.h"

namespace inkling {
namespace {

constexpr int kDigits = 10;

std::vector<GrayImage> distort(const AugmentationOptions& options, const TrainingData& data,
                               int count, std::uint32_t draw) {
  const Dataset& images = data.training;
  const Augmenter augmenter(options, images.rows(), images.columns());
  Random random(draw);
  std::vector<GrayImage> distorted;
  for (int i = 0; i < count; ++i) {
    const auto chosen = random.below(static_cast<std::uint32_t>(data.split.training.size()));
    GrayImage& image = distorted.emplace_back(
        GrayImage{images.rows(), images.columns(),
                  std::vector<std::uint8_t>(static_cast<std::size_t>(images.imageSize()))});
    augmenter.augment(images.image(data.split.training[chosen]), random, image.pixels);
  }
  return distorted;
}

std::vector<GrayImage> write(const Dataset& images, int count, std::uint32_t draw) {
  DigitWriter writer(draw);
  std::vector<GrayImage> written;
  for (int i = 0; i < count; ++i) {
    const GrayImage drawing = renderStrokes(writer.write(i % kDigits).strokes);
    written.push_back(preprocess(drawing, images.rows(), images.columns()).image);
  }
  return written;
}

}  // namespace

TrainingSamples makeSamples(const Config& config, const TrainingData& data, int count,
                            std::uint32_t draw) {
  const AugmentationOptions options = parseAugmentation(config.augmentation);
  TrainingSamples samples;
  if (options != AugmentationOptions{}) {
    samples.distorted = distort(options, data, count, draw);
  }
  if (config.styles > 0) {
    samples.written = write(data.training, count, draw);
  }
  return samples;
}

}  // namespace inkling
