#include "session/config_check.h"

#include <string>

#include "base/error.h"
#include "base/number_text.h"

namespace inkling {
namespace {

constexpr double kLargestLearningRate = 100;
constexpr int kLargestBatch = 4096;
constexpr int kMostEpochs = 1000;
constexpr double kLargestStyles = 0.9;
constexpr int kIntDigits = 10;  // of any int

[[noreturn]] void refuse(const std::string& setting, const std::string& expected, double got) {
  throw Error(ErrorCode::kInvalidArgument,
              setting + ": expected " + expected + ", got " + numberText(got, kIntDigits));
}

}  // namespace

void checkTuning(double learningRate, int batchSize, int epochs) {
  if (!(learningRate > 0 && learningRate <= kLargestLearningRate)) {  // also refuses NaN
    refuse("learning rate", "a number above 0 and at most 100", learningRate);
  }
  if (batchSize < 1 || batchSize > kLargestBatch) {
    refuse("batch size", "a whole number from 1 to 4096", batchSize);
  }
  if (epochs < 1 || epochs > kMostEpochs) {
    refuse("epochs", "a whole number from 1 to 1000", epochs);
  }
}

void checkStyles(double styles) {
  if (!(styles >= 0 && styles <= kLargestStyles)) {
    refuse("styles", "a share from 0 to 0.9", styles);
  }
}

}  // namespace inkling
