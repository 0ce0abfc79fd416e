// Several threads at one piece of work.
//
// A step of the article's network lasts 200 microseconds and has a dozen pieces that are worth
// sharing, so handing one out must cost about one microsecond: the helpers wait for the next piece
// awake, and only sleep when none has come for a while.

#pragma once

#include <algorithm>
#include <cstddef>

namespace inkling::parallel {

// Whether this build has threads at all: the WebAssembly modules have not, but for one.
#if defined(__EMSCRIPTEN__) && !defined(__EMSCRIPTEN_PTHREADS__)
constexpr bool kHasThreads = false;
#else
constexpr bool kHasThreads = true;
#endif

// The most threads that can be asked for.
constexpr int kMostThreads = kHasThreads ? 64 : 1;

// How many threads compute from now on, the caller's among them: 1 at first. `count` is at least 1;
// more than kMostThreads are taken as that many. To be called, as all of this file, from one thread
// only, and not while work is shared out.
void setThreads(int count);
int threads();

namespace detail {

// A function of a member's number, 0 .. threads() - 1.
using Work = void (*)(void* context, int member);

// Calls work(context, member) once for each member, member 0 on the caller's thread, and returns
// when all have. What the members wrote is visible to the caller then.
void runOnAll(Work work, void* context);

}  // namespace detail

// Calls function(begin, end) for stretches that together make up 0 .. count - 1, each on a thread
// of its own: one stretch where there is one thread, or where `cost` of the whole, in multiply-adds
// or moves of a number, is too small to share. All stretches but the last are multiples of `grain`
// long.
//
// Where the cuts are depends on the number of threads. So that results do not, each number of the
// result must be computed by one stretch, in the same way wherever it begins and ends. The function
// must not throw.
template <typename Function>
void overStretches(std::ptrdiff_t count, std::ptrdiff_t grain, double cost, Function function) {
  constexpr double kWorthSharing = 16'000;
  const std::ptrdiff_t grains = (count + grain - 1) / grain;
  if (threads() == 1 || grains < 2 || cost < kWorthSharing) {
    function(std::ptrdiff_t{0}, count);
    return;
  }
  auto work = [&function, count, grain, grains](int member) {
    const std::ptrdiff_t begin = grains * member / threads() * grain;
    const std::ptrdiff_t end = std::min(count, grains * (member + 1) / threads() * grain);
    if (begin < end) {
      function(begin, end);
    }
  };
  using Call = decltype(work);
  detail::runOnAll([](void* call, int member) { (*static_cast<Call*>(call))(member); }, &work);
}

}  // namespace inkling::parallel
