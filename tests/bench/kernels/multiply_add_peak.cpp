#include "multiply_add_peak.h"

#include <array>

#include "kernels/simd.h"

namespace inkling::bench {
namespace {

using kernels::kLanes;
using kernels::load;
using kernels::multiplyAdd;
using kernels::splat;
using kernels::store;
using kernels::Vector;

// Enough independent sums to hide a multiply-add's latency of four cycles on two units, and few
// enough to stay, with the two factors, in the 16 vector registers of x86-64.
constexpr int kSums = 12;
constexpr int kTurns = 2000;
constexpr double kFlopsOfStretch = 2.0 * kSums * kTurns * static_cast<double>(kLanes);

// A short function that is called many times: a browser exchanges a function's first, slow code for
// the optimised one only when it is called again.
[[gnu::noinline]] void stretch(Scalar* state) {
  std::array<Vector, kSums> sums;
  for (int i = 0; i < kSums; ++i) {
    sums[static_cast<std::size_t>(i)] = load(state + i * kLanes);
  }
  // sum -> sum / 2 + 1 stays between 0 and 2 for ever.
  const Vector half = splat(state[kSums * kLanes]);
  const Vector one = splat(state[kSums * kLanes + 1]);
  for (int turn = 0; turn < kTurns; ++turn) {
    for (Vector& sum : sums) {
      sum = multiplyAdd(sum, half, one);
    }
  }
  for (int i = 0; i < kSums; ++i) {
    store(state + i * kLanes, sums[static_cast<std::size_t>(i)]);
  }
}

}  // namespace

double multiplyAddPeak(double flops) {
  // The factors stand in memory behind the sums, where the compiler cannot know them.
  static std::array<Scalar, kSums* kLanes + 2> state = [] {
    std::array<Scalar, kSums * kLanes + 2> initial{};
    initial[kSums * kLanes] = Scalar{0.5};
    initial[kSums * kLanes + 1] = Scalar{1};
    return initial;
  }();
  double done = 0;
  for (; done < flops; done += kFlopsOfStretch) {
    stretch(state.data());
  }
  return done;
}

}  // namespace inkling::bench
