// The one exception type of the library.

#pragma once

#include <stdexcept>
#include <string>

namespace inkling {

// Closed list. The strings of `errorCodeName` cross into JavaScript and are kept stable.
enum class ErrorCode {
  kInvalidArgument,  // "invalid-argument": a setting outside its range, an unknown name
  kShapeMismatch,    // "shape-mismatch": a matrix or image of the wrong shape
  kBadIdx,           // "bad-idx": bytes that are not an IDX file we can use
  kBadDataSet,       // "bad-data-set": good files that do not fit together
  kNoData,           // "no-data": an operation that needs a data set before there is one
  kNonFiniteLoss,    // "non-finite-loss": training diverged
  kOutOfMemory,      // "out-of-memory"
  kInternal,         // "internal": a defect of ours
};

const char* errorCodeName(ErrorCode code);

class Error : public std::runtime_error {
 public:
  // `message` is a sentence for people: what was expected, what came, what to do.
  Error(ErrorCode code, const std::string& message) : std::runtime_error(message), code_(code) {}

  ErrorCode code() const { return code_; }

 private:
  ErrorCode code_;
};

}  // namespace inkling
