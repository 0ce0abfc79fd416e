#include "parallel/team.h"

#include <atomic>
#include <cassert>
#include <memory>
#include <thread>
#include <vector>

namespace inkling::parallel {
namespace {

#if defined(__EMSCRIPTEN_PTHREADS__)
// The C++ library of Emscripten 3.1 has no sleep of its own for atomics: it polls.
void sleepWhile(std::atomic<std::uint32_t>& value, std::uint32_t expected) {
  constexpr std::int64_t kForever = -1;
  __builtin_wasm_memory_atomic_wait32(reinterpret_cast<int*>(&value), static_cast<int>(expected),
                                      kForever);
}
void wake(std::atomic<std::uint32_t>& value) {
  __builtin_wasm_memory_atomic_notify(reinterpret_cast<int*>(&value), 1);
}
#else
void sleepWhile(std::atomic<std::uint32_t>& value, std::uint32_t expected) { value.wait(expected); }
void wake(std::atomic<std::uint32_t>& value) { value.notify_one(); }
#endif

// What two threads write to must not lie in one cache line.
constexpr std::size_t kCacheLine = 64;

// How often a thread looks before it sleeps: 50 to 100 microseconds, longer than what one thread
// does alone between two shared pieces of a training step.
constexpr int kLooksBeforeSleep = 50'000;

// A number that one thread raises, and another one waits for.
class alignas(kCacheLine) Counter {
 public:
  void raise() {
    value_.fetch_add(1);
    if (hasSleeper_.load()) {
      wake(value_);
    }
  }

  void waitFor(std::uint32_t target) {
    for (int look = 0; look < kLooksBeforeSleep; ++look) {
      if (value_.load(std::memory_order_acquire) == target) {
        return;
      }
    }
    // First says that it sleeps, then looks for the last time; `raise` first writes, then looks for
    // a sleeper. So at least one of the two sees the other.
    hasSleeper_.store(true);
    for (std::uint32_t seen = value_.load(); seen != target; seen = value_.load()) {
      sleepWhile(value_, seen);
    }
    hasSleeper_.store(false);
  }

 private:
  std::atomic<std::uint32_t> value_ = 0;
  std::atomic<bool> hasSleeper_ = false;
};

// A thread that works along. It lives as long as the program: WebAssembly's threads cannot be ended
// and begun again without the browser's help, which a computing thread does not wait for.
class Helper {
 public:
  explicit Helper(int member) : member_(member), thread_([this] { live(); }) {}
  ~Helper() {
    start(nullptr, nullptr);
    thread_.join();
  }
  Helper(const Helper&) = delete;
  Helper& operator=(const Helper&) = delete;

  // A null `work` ends the thread.
  void start(detail::Work work, void* context) {
    work_ = work;
    context_ = context;
    ++round_;
    started_.raise();
  }

  void waitUntilDone() { done_.waitFor(round_); }

 private:
  void live() {
    for (std::uint32_t round = 1;; ++round) {
      started_.waitFor(round);
      if (work_ == nullptr) {
        return;
      }
      work_(context_, member_);
      done_.raise();
    }
  }

  const int member_;
  std::uint32_t round_ = 0;
  detail::Work work_ = nullptr;
  void* context_ = nullptr;
  Counter started_;  // rounds
  Counter done_;
  std::thread thread_;  // last: it uses all of the above
};

struct Team {
  std::vector<std::unique_ptr<Helper>> helpers;  // as many as were ever asked for
  int threads = 1;
};

Team& team() {
  static Team team;
  return team;
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

void runOnAll(Work work, void* context) {
  Team& all = team();
  const auto helpers = static_cast<std::size_t>(all.threads - 1);
  for (std::size_t i = 0; i < helpers; ++i) {
    all.helpers[i]->start(work, context);
  }
  work(context, 0);
  for (std::size_t i = 0; i < helpers; ++i) {
    all.helpers[i]->waitUntilDone();
  }
}

}  // namespace detail
}  // namespace inkling::parallel
