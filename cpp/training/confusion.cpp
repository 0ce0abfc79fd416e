#include "training/confusion.h"

#include <cassert>
#include <numeric>

namespace inkling {

Confusion::Confusion(int classes)
    : classes_(classes),
      counts_(static_cast<std::size_t>(classes) * static_cast<std::size_t>(classes)) {}

void Confusion::add(int label, int prediction) { ++counts_[at(label, prediction)]; }

int Confusion::labelCount(int label) const {
  int sum = 0;
  for (int prediction = 0; prediction < classes_; ++prediction) {
    sum += count(label, prediction);
  }
  return sum;
}

int Confusion::total() const { return std::accumulate(counts_.begin(), counts_.end(), 0); }

int Confusion::totalCorrect() const {
  int sum = 0;
  for (int label = 0; label < classes_; ++label) {
    sum += correctCount(label);
  }
  return sum;
}

std::size_t Confusion::at(int label, int prediction) const {
  assert(label >= 0 && label < classes_ && prediction >= 0 && prediction < classes_);
  return static_cast<std::size_t>(label) * static_cast<std::size_t>(classes_) +
         static_cast<std::size_t>(prediction);
}

}  // namespace inkling
