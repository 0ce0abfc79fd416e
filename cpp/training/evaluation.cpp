#include "training/evaluation.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "loss/softmax.h"
#include "training/forward_images.h"

namespace inkling {

Evaluation::Evaluation(Layer& network, const Dataset& data, std::span<const std::uint32_t> indices,
                       int classes)
    : network_(&network), data_(&data), indices_(indices), confusion_(classes) {
  if (indices.empty()) {
    throw Error(ErrorCode::kInvalidArgument, "Evaluation: expected at least one image, got none");
  }
}

void Evaluation::keepLogits() {
  logits_.resize(static_cast<Index>(indices_.size()), confusion_.classes());
  labels_.reserve(indices_.size());
}

int Evaluation::measureChunk() {
  const std::size_t size = std::min<std::size_t>(kChunkSize, indices_.size() - position_);
  if (size == 0) {
    return 0;
  }
  data_->choose(indices_.subspan(position_, size), batch_);
  const Matrix& logits = forwardImages(*network_, batch_);
  const double meanLoss = loss_.forward(logits, batch_.labels);
  if (!std::isfinite(meanLoss)) {
    throw Error(ErrorCode::kNonFiniteLoss,
                "The network's outputs are no finite numbers any more: the learning rate was too "
                "high. Reset and train with a smaller one.");
  }
  lossSum_ += meanLoss * static_cast<double>(size);
  for (std::size_t i = 0; i < size; ++i) {
    confusion_.add(batch_.labels[i], likeliestClass(logits, static_cast<Index>(i)));
  }
  if (logits_.rows() > 0) {
    logits_.middleRows(static_cast<Index>(position_), logits.rows()) = logits;
    labels_.insert(labels_.end(), batch_.labels.begin(), batch_.labels.end());
  }
  position_ += size;
  return static_cast<int>(size);
}

double Evaluation::loss() const { return lossSum_ / static_cast<double>(position_); }

double Evaluation::accuracy() const {
  return confusion_.totalCorrect() / static_cast<double>(position_);
}

}  // namespace inkling
