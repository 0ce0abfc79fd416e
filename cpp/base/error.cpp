#include "base/error.h"

namespace inkling {

const char* errorCodeName(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidArgument:
      return "invalid-argument";
    case ErrorCode::kShapeMismatch:
      return "shape-mismatch";
    case ErrorCode::kBadIdx:
      return "bad-idx";
    case ErrorCode::kBadDataSet:
      return "bad-data-set";
    case ErrorCode::kNoData:
      return "no-data";
    case ErrorCode::kNonFiniteLoss:
      return "non-finite-loss";
    case ErrorCode::kOutOfMemory:
      return "out-of-memory";
    case ErrorCode::kInternal:
      return "internal";
  }
  return "internal";
}

}  // namespace inkling
