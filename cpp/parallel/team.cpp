#include "parallel/team.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

namespace inkling::parallel {
namespace {

// What two threads write to must not lie in one cache line with something else.
constexpr std::size_t kCacheLine = 64;

// How often a thread looks before it sleeps: some 300 microseconds, longer than the longest piece
// of a step of the article's network takes on one thread. A helper that sleeps meanwhile is too
// late for the next piece, too, and with a sixth of this most were.
constexpr int kLooksBeforeSleep = 300'000;

// A function of a member's number.
using Work = void (*)(void* context, int member);

// A thread that works along, if it has the time: its part of a piece of work is offered to it, and
// where it has not taken it when the caller is done with its own, the caller does that as well. So
// a helper that the system has put aside, or that is still waking, costs next to nothing. Were the
// caller to wait for it, two threads on a machine with other work would be several times as slow as
// one.
//
// It lives as long as the program: WebAssembly's threads cannot be ended and begun again without
// the browser's help, which a computing thread does not wait for.
class Helper {
 public:
  explicit Helper(int member) : member_(member), thread_([this] { live(); }) {}
  ~Helper() {
    offer(nullptr, nullptr);
    waitWhile(kOffered, callerSleeps_, kForever);
    thread_.join();
  }
  Helper(const Helper&) = delete;
  Helper& operator=(const Helper&) = delete;

  // A null `work` ends the thread.
  void offer(Work work, void* context) {
    work_ = work;
    context_ = context;
    change(kOffered, helperSleeps_);
  }

  // The helper's part is done when this returns, by it or by the caller.
  void finish() {
    State expected = kOffered;
    if (state_.compare_exchange_strong(expected, kIdle)) {
      work_(context_, member_);
    } else {
      waitWhile(kTaken, callerSleeps_, kCallersSleepNs);
    }
  }

 private:
  using State = std::uint32_t;
  static constexpr State kIdle = 0;     // the caller's turn: nobody else looks at the work
  static constexpr State kOffered = 1;  // whoever takes it back or on does it
  static constexpr State kTaken = 2;    // the helper is at it

  static constexpr std::int64_t kForever = -1;
  // The main thread of Node 20 misses a call now and then.
  static constexpr std::int64_t kCallersSleepNs = 1'000'000;

  void live() {
    for (;;) {
      waitWhile(kIdle, helperSleeps_, kForever);
      State expected = kOffered;
      if (!state_.compare_exchange_strong(expected, kTaken)) {
        continue;
      }
      if (work_ == nullptr) {
        change(kIdle, callerSleeps_);
        return;
      }
      work_(context_, member_);
      change(kIdle, callerSleeps_);
    }
  }

  // The helper and the caller have a flag each: one that is late to say that it is awake must not
  // say so for the other.
  using Sleeps = std::atomic<bool>;

  void change(State state, const Sleeps& otherSleeps) {
    state_.store(state);
    if (otherSleeps.load()) {
      wake();
    }
  }

  // After each sleep it is awake for a while again: a helper that wakes is often too late for the
  // work that it was woken for, but the next piece is not far.
  void waitWhile(State state, Sleeps& sleeps, std::int64_t longestSleepNs) {
    for (;;) {
      for (int look = 0; look < kLooksBeforeSleep; ++look) {
        if (state_.load(std::memory_order_acquire) != state) {
          return;
        }
      }
      // First says that it sleeps, then looks for the last time; `change` first writes, then looks
      // for a sleeper. So at least one of the two sees the other.
      sleeps.store(true);
      if (state_.load() == state) {
        sleepWhile(state, longestSleepNs);
      }
      sleeps.store(false);
    }
  }

  // Sleeps until `wake`, or until `longestNs` have passed (kForever: however long it takes), or for
  // no reason at all; not at all where the state is another one.
#if defined(__EMSCRIPTEN_PTHREADS__)
  // The C++ library of Emscripten 3.1 has no sleep of its own for atomics: it polls.
  void sleepWhile(State state, std::int64_t longestNs) {
    __builtin_wasm_memory_atomic_wait32(reinterpret_cast<int*>(&state_), static_cast<int>(state),
                                        longestNs);
  }
  void wake() { __builtin_wasm_memory_atomic_notify(reinterpret_cast<int*>(&state_), 1); }
#else
  void sleepWhile(State state, std::int64_t /*longestNs*/) { state_.wait(state); }
  void wake() { state_.notify_one(); }
#endif

  const int member_;
  Work work_ = nullptr;
  void* context_ = nullptr;
  alignas(kCacheLine) std::atomic<State> state_ = kIdle;
  Sleeps helperSleeps_ = false;
  Sleeps callerSleeps_ = false;
  alignas(kCacheLine) std::thread thread_;  // last: it uses all of the above
};

struct Team {
  std::vector<std::unique_ptr<Helper>> helpers;  // as many as were ever asked for
  int threads = 1;
};

Team& team() {
#if defined(__EMSCRIPTEN_PTHREADS__)
  // Never destroyed: with the program, Emscripten ends the threads, and joining them then aborts.
  static Team& team = *std::make_unique<Team>().release();
#else
  static Team team;
#endif
  return team;
}

// Calls function(member) once for each member, 0 .. threads() - 1, member 0 on the caller's thread,
// and returns when all have. What the members wrote is visible to the caller then.
template <typename Function>
void runOnAll(Function function) {
  const Work work = [](void* call, int member) { (*static_cast<Function*>(call))(member); };
  Team& all = team();
  const auto helpers = static_cast<std::size_t>(all.threads - 1);
  for (std::size_t i = 0; i < helpers; ++i) {
    all.helpers[i]->offer(work, &function);
  }
  function(0);
  for (std::size_t i = 0; i < helpers; ++i) {
    all.helpers[i]->finish();
  }
}

}  // namespace

void setThreads(int count) {
  assert(count >= 1);
  if constexpr (kHasThreads) {
    Team& all = team();
    all.threads = std::min(count, kMostThreads);
    while (static_cast<int>(all.helpers.size()) < all.threads - 1) {
      all.helpers.push_back(std::make_unique<Helper>(static_cast<int>(all.helpers.size()) + 1));
    }
  }
}

int threads() { return team().threads; }

namespace detail {

void overStretches(std::ptrdiff_t count, std::ptrdiff_t grain, double cost, Stretch stretch,
                   void* work) {
  constexpr double kWorthSharing = 16'000;
  // Few enough that what a stretch begins with costs little, and so many that a thread does not
  // wait long for the last one of another.
  constexpr std::ptrdiff_t kStretchesOfThread = 12;
  const std::ptrdiff_t grains = (count + grain - 1) / grain;
  if (threads() == 1 || grains < 2 || cost < kWorthSharing) {
    stretch(work, 0, count, true);
    return;
  }
  const bool dealt = isDealt(cost);
  const std::ptrdiff_t stretches = threads() * (dealt ? kStretchesOfThread : 1);
  const auto take = [=](std::ptrdiff_t number, bool& isFirst) {
    const std::ptrdiff_t begin = grains * number / stretches * grain;
    const std::ptrdiff_t end = std::min(count, grains * (number + 1) / stretches * grain);
    if (begin < end) {
      stretch(work, begin, end, isFirst);
      isFirst = false;
    }
  };
  std::atomic<std::ptrdiff_t> next = 0;
  runOnAll([&](int member) {
    bool isFirst = true;
    if (!dealt) {
      take(member, isFirst);
      return;
    }
    for (std::ptrdiff_t number = next++; number < stretches; number = next++) {
      take(number, isFirst);
    }
  });
}

}  // namespace detail
}  // namespace inkling::parallel
