#include "data/training_data.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/error.h"

namespace inkling {
namespace {

[[noreturn]] void refuse(const std::string& message) {
  throw Error(ErrorCode::kBadDataSet, message);
}

std::string describe(const IdxFile& file) {
  return file.name() + " (" + std::to_string(file.header().count) + " " +
         idxRoleName(file.header().role) + ")";
}

std::string describeAll(const std::vector<IdxFile>& files) {
  std::string text;
  for (const IdxFile& file : files) {
    text += (text.empty() ? "" : ", ") + describe(file);
  }
  return text.empty() ? "none" : text;
}

void checkRoles(const std::vector<IdxFile>& files) {
  const auto images =
      static_cast<std::size_t>(std::count_if(files.begin(), files.end(), [](const IdxFile& file) {
        return file.header().role == IdxRole::kImages;
      }));
  const std::size_t labels = files.size() - images;
  if (images == labels && (images == 1 || images == 2)) {
    return;
  }
  const std::string got = "got " + describeAll(files);
  if (files.size() == 2 || files.size() == 4) {
    refuse("expected as many files of images as of labels, " + got);
  }
  refuse(
      "expected two files (images and labels) or four (the same twice, for training and test), " +
      got);
}

// Images before labels, larger files before smaller ones.
void sortFiles(std::vector<IdxFile>& files) {
  std::stable_sort(files.begin(), files.end(), [](const IdxFile& a, const IdxFile& b) {
    const bool aIsImages = a.header().role == IdxRole::kImages;
    const bool bIsImages = b.header().role == IdxRole::kImages;
    return aIsImages != bIsImages ? aIsImages : a.header().count > b.header().count;
  });
}

void checkTestSet(const Dataset& training, const Dataset& test) {
  if (training.count() == test.count()) {
    refuse("expected a test set smaller than the training set, got " +
           std::to_string(test.count()) +
           " images in both, so that it cannot be told which labels are whose; load the two "
           "training files alone");
  }
  if (training.rows() != test.rows() || training.columns() != test.columns()) {
    refuse("expected training and test images of the same size, got " +
           std::to_string(training.rows()) + " x " + std::to_string(training.columns()) + " and " +
           std::to_string(test.rows()) + " x " + std::to_string(test.columns()));
  }
}

int largestLabel(const Dataset& data) {
  return *std::max_element(data.labels().begin(), data.labels().end());
}

}  // namespace

TrainingData assembleTrainingData(std::vector<IdxFile> files) {
  checkRoles(files);
  sortFiles(files);
  const std::size_t pairs = files.size() / 2;
  Dataset training(std::move(files[0]), std::move(files[pairs]));
  std::optional<Dataset> test;
  int classes = std::max(2, largestLabel(training) + 1);
  if (pairs == 2) {
    test.emplace(std::move(files[1]), std::move(files[3]));
    checkTestSet(training, *test);
    classes = std::max(classes, largestLabel(*test) + 1);
  }
  Split split = defaultSplit(training.labels());
  return {std::move(training), std::move(test), std::move(split), classes};
}

}  // namespace inkling
