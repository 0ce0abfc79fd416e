// Which classes a network takes for which.

#pragma once

#include <cstddef>
#include <vector>

namespace inkling {

// Counts of (label, prediction). Both are 0 .. classes - 1.
class Confusion {
 public:
  explicit Confusion(int classes);

  void add(int label, int prediction);

  int classes() const { return classes_; }
  int count(int label, int prediction) const { return counts_[at(label, prediction)]; }
  int labelCount(int label) const;  // samples of this class
  int correctCount(int label) const { return count(label, label); }
  int total() const;
  int totalCorrect() const;

 private:
  std::size_t at(int label, int prediction) const;

  int classes_;
  std::vector<int> counts_;  // [label, prediction]
};

}  // namespace inkling
