// Random numbers that are the same on every platform, which those of <random> are not.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

namespace inkling {

// xoshiro128++ (D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators", 2019),
// its state filled by SplitMix64. A copy goes on with the same numbers as the original.
class Random {
 public:
  // Different streams of one seed are independent of each other.
  explicit Random(std::uint64_t seed, std::uint64_t stream = 0);

  // 32 random bits.
  std::uint32_t next();

  // Uniform over 0 .. bound - 1 without bias (D. Lemire, "Fast random integer generation in an
  // interval", 2019). bound > 0.
  std::uint32_t below(std::uint32_t bound);

  // Uniform over [0, 1), a multiple of 2^-53.
  double uniform();

  // Uniform over [low, high).
  double uniform(double low, double high) { return low + (high - low) * uniform(); }

  // Mean 0, standard deviation 1 (G. Marsaglia's polar method, 1964). Uses no function of the
  // standard library that is rounded differently from one platform to the next.
  double normal();

  // Every order is equally likely (Fisher-Yates, R. Durstenfeld 1964). Fewer than 2^32 items.
  template <typename T>
  void shuffle(std::span<T> items) {
    for (std::size_t left = items.size(); left > 1; --left) {
      std::swap(items[left - 1], items[below(static_cast<std::uint32_t>(left))]);
    }
  }

 private:
  std::array<std::uint32_t, 4> state_;
  std::optional<double> spareNormal_;  // the polar method makes two at a time
};

}  // namespace inkling
