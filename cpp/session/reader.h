// A network's opinion of single images.

#pragma once

#include <vector>

#include "base/eigen.h"
#include "data/training_data.h"
#include "drawing/preprocess.h"
#include "layers/sequential.h"
#include "session/session.h"
#include "session/sureness.h"

namespace inkling {

// A network, and how far its word can be taken.
struct Reader {
  Sequential* network = nullptr;       // [batch, pixels] -> logits [batch, classes]
  double temperature = 1;              // see training/calibration.h
  const Sureness* sureness = nullptr;  // or none: then all is sure
};

// image: as many pixels as the network takes, not checked here. A blank image gives an empty
// reading.
Reading readPixels(const Reader& reader, const GrayImage& image);

// As `readPixels` of the prepared image, with the stages of the preparation.
Reading readPrepared(const Reader& reader, PreparedDrawing prepared);

// `count` validation images, or all if there are fewer: the first of each class, then the second of
// each class, and so on.
std::vector<GalleryItem> readGallery(const Reader& reader, const TrainingData& data, int count);

}  // namespace inkling
