#include "session/reader.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "data/pixels.h"
#include "loss/softmax.h"
#include "training/forward_images.h"

namespace inkling {
namespace {

std::vector<std::uint32_t> chooseEvenly(const TrainingData& data, int count) {
  std::vector<std::vector<std::uint32_t>> byClass(static_cast<std::size_t>(data.classes));
  for (const std::uint32_t index : data.split.validation) {
    byClass[data.training.label(index)].push_back(index);
  }
  const std::size_t wanted =
      std::min(static_cast<std::size_t>(count), data.split.validation.size());
  std::vector<std::uint32_t> chosen;
  for (std::size_t round = 0; chosen.size() < wanted; ++round) {
    for (const auto& indices : byClass) {
      if (round < indices.size() && chosen.size() < wanted) {
        chosen.push_back(indices[round]);
      }
    }
  }
  return chosen;
}

Matrix tempered(const Matrix& logits, double temperature) {
  return logits / static_cast<Scalar>(temperature);
}

}  // namespace

Reading readPixels(const Reader& reader, const GrayImage& image) {
  Reading reading;
  reading.blank = std::all_of(image.pixels.begin(), image.pixels.end(),
                              [](std::uint8_t pixel) { return pixel == 0; });
  if (reading.blank) {
    return reading;
  }
  Matrix input(1, static_cast<Index>(image.pixels.size()));
  writePixels(image.pixels, input, 0);
  Matrix probabilities;
  const Matrix& logits = reader.network->forward(input);
  reading.isSure =
      reader.sureness == nullptr || reader.sureness->isSure(*reader.network, logits, image);
  softmax(tempered(logits, reader.temperature), probabilities);
  reading.prediction = likeliestClass(probabilities, 0);
  for (const Scalar probability : probabilities.row(0)) {
    reading.probabilities.push_back(static_cast<float>(probability));
  }
  reading.image = image;
  return reading;
}

Reading readPrepared(const Reader& reader, PreparedDrawing prepared) {
  if (prepared.blank) {
    return {};
  }
  Reading reading = readPixels(reader, prepared.image);
  reading.boxLeft = prepared.box.left;
  reading.boxTop = prepared.box.top;
  reading.boxWidth = prepared.box.width;
  reading.boxHeight = prepared.box.height;
  reading.fitted = std::move(prepared.fitted);
  reading.massRow = prepared.massRow;
  reading.massColumn = prepared.massColumn;
  return reading;
}

std::vector<GalleryItem> readGallery(const Reader& reader, const TrainingData& data, int count) {
  const std::vector<std::uint32_t> chosen = chooseEvenly(data, count);
  Batch batch;
  data.training.choose(chosen, batch);
  Matrix probabilities;
  softmax(tempered(forwardImages(*reader.network, batch), reader.temperature), probabilities);
  std::vector<GalleryItem> items;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const auto row = static_cast<Index>(i);
    const int prediction = likeliestClass(probabilities, row);
    const auto pixels = data.training.image(chosen[i]);
    items.push_back(
        {batch.labels[i],
         prediction,
         static_cast<float>(probabilities(row, prediction)),
         {data.training.rows(), data.training.columns(), {pixels.begin(), pixels.end()}}});
  }
  return items;
}

}  // namespace inkling
