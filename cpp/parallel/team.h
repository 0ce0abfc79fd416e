// Several threads at one piece of work.
//
// A step of the article's network lasts 200 microseconds and has a dozen pieces that are worth
// sharing, so handing one out must cost about one microsecond: the helpers wait for the next piece
// awake, and only sleep when none has come for a while.

#pragma once

#include <cstddef>
#include <type_traits>

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

// A stretch from `begin` to `end` of a piece of work, and whether it is the thread's first of it.
using Stretch = void (*)(void* work, std::ptrdiff_t begin, std::ptrdiff_t end, bool isFirst);

// The function, told whether the stretch is the first where it takes a third parameter.
template <typename Function>
void call(Function& function, std::ptrdiff_t begin, std::ptrdiff_t end, bool isFirst) {
  if constexpr (std::is_invocable_v<Function&, std::ptrdiff_t, std::ptrdiff_t, bool>) {
    function(begin, end, isFirst);
  } else {
    function(begin, end);
  }
}

// As the template below, which so has one copy of this and not one for each kind of work.
void overStretches(std::ptrdiff_t count, std::ptrdiff_t grain, double cost, Stretch stretch,
                   void* work);

}  // namespace detail

// Whether `overStretches` deals out work of that cost, in multiply-adds: some 50 microseconds'.
constexpr bool isDealt(double cost) {
  constexpr double kWorthDealing = 2e6;
  return cost >= kWorthDealing;
}

// Calls function(begin, end) for stretches that together make up 0 .. count - 1: one stretch where
// there is one thread, or where `cost` of the whole, in multiply-adds or moves of a number, is too
// small to share; else one for each thread, always the same one, so that it finds in its cache what
// it met there the last time; and of large work several for each thread, dealt out as they are
// done: a thread that is slower, or that the system put aside for a while, does fewer. All
// stretches but the last are multiples of `grain` long. A function with a third parameter is told
// whether a stretch is its thread's first of this work: of later ones, which lie behind the
// earlier, it can go on with what it has at hand.
//
// Where the cuts are depends on the number of threads. So that results do not, each number of the
// result must be computed by one stretch, in the same way wherever it begins and ends. The function
// must not throw.
template <typename Function>
void overStretches(std::ptrdiff_t count, std::ptrdiff_t grain, double cost, Function function) {
  if constexpr (kHasThreads) {
    detail::overStretches(
        count, grain, cost,
        [](void* work, std::ptrdiff_t begin, std::ptrdiff_t end, bool isFirst) {
          detail::call(*static_cast<Function*>(work), begin, end, isFirst);
        },
        &function);
  } else {
    detail::call(function, 0, count, true);
  }
}

}  // namespace inkling::parallel
