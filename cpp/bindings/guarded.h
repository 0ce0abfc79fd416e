// The one way from a C++ exception to a JavaScript `Error`.

#pragma once

#include <exception>
#include <string>
#include <utility>

#include "base/error.h"
#include "base/out_of_memory.h"

namespace inkling::bindings {

// What `throwJsError` needs of a C++ exception, which is destroyed before the JavaScript one is
// thrown: a JavaScript exception that leaves a `catch` block leaks the C++ one.
struct Failure {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;
};

// Throws a JavaScript `Error` with the failure's message and `code` (a string, see base/error.h).
[[noreturn]] void throwJsError(const Failure& failure);

// Wraps a function for Embind: `Guarded<&f>::call` does what `f` does, and throws a JavaScript
// `Error` with a `code` where `f` throws a C++ exception. Every bound function goes through it.
template <auto function>
struct Guarded;

template <typename Result, typename... Arguments, Result (*function)(Arguments...)>
struct Guarded<function> {
  static Result call(Arguments... arguments) {
    Failure failure;
    try {
      // The copies into the module and out of it need memory as well.
      return withoutBadAlloc([&] { return function(std::forward<Arguments>(arguments)...); });
    } catch (const Error& error) {
      failure = {error.code(), error.what()};
    } catch (const std::exception& error) {
      failure = {ErrorCode::kInternal, std::string("A defect in Inkling: ") + error.what()};
    }
    throwJsError(failure);
  }
};

}  // namespace inkling::bindings
