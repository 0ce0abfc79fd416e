#include "bindings/guarded.h"

#include <emscripten/val.h>

namespace inkling::bindings {

void throwJsError(const Failure& failure) {
  emscripten::val error = emscripten::val::global("Error").new_(failure.message);
  error.set("code", std::string(errorCodeName(failure.code)));
  error.throw_();
}

}  // namespace inkling::bindings
