// A network's opinion of single images.

#pragma once

#include <vector>

#include "base/eigen.h"
#include "data/training_data.h"
#include "drawing/preprocess.h"
#include "layers/layer.h"
#include "session/session.h"

namespace inkling {

// network: [batch, pixels] -> logits [batch, classes]. image: as many pixels as the network takes,
// not checked here. A blank image gives an empty reading.
Reading readPixels(Layer& network, const GrayImage& image);

// As `readPixels` of the prepared image, with the stages of the preparation.
Reading readPrepared(Layer& network, PreparedDrawing prepared);

// `count` validation images, or all if there are fewer: the first of each class, then the second of
// each class, and so on.
std::vector<GalleryItem> readGallery(Layer& network, const TrainingData& data, int count);

}  // namespace inkling
