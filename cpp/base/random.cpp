#include "base/random.h"

#include <bit>
#include <cmath>

namespace inkling {
namespace {

// S. Vigna's splitmix64.c: a state of any quality becomes well-mixed words.
class SplitMix64 {
 public:
  explicit SplitMix64(std::uint64_t state) : state_(state) {}

  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t word = state_;
    word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9U;
    word = (word ^ (word >> 27)) * 0x94d049bb133111ebU;
    return word ^ (word >> 31);
  }

 private:
  std::uint64_t state_;
};

// ln(x) for x in (0, 1], from additions, products and quotients alone: these are rounded alike
// everywhere, std::log is not. With x = m 2^e, m in [sqrt(1/2), sqrt(2)) and s = (m - 1) / (m + 1):
// ln(x) = e ln(2) + 2 (s + s^3/3 + s^5/5 + ...), and s^2 < 0.03, so that 12 terms reach 2^-53.
double naturalLogarithm(double x) {
  constexpr double kLn2 = 0.693147180559945309417;
  constexpr double kSqrtHalf = 0.707106781186547524401;
  constexpr int kTerms = 12;
  int exponent = 0;
  double mantissa = std::frexp(x, &exponent);
  if (mantissa < kSqrtHalf) {
    mantissa *= 2;
    --exponent;
  }
  const double s = (mantissa - 1) / (mantissa + 1);
  const double square = s * s;
  double series = 0;
  for (int term = kTerms - 1; term >= 0; --term) {
    series = series * square + 1.0 / (2 * term + 1);
  }
  return exponent * kLn2 + 2 * s * series;
}

}  // namespace

Random::Random(std::uint64_t seed, std::uint64_t stream) : state_{} {
  SplitMix64 words(SplitMix64(seed).next() + stream);
  for (std::size_t i = 0; i < state_.size(); i += 2) {
    const std::uint64_t word = words.next();
    state_[i] = static_cast<std::uint32_t>(word);
    state_[i + 1] = static_cast<std::uint32_t>(word >> 32);
  }
}

std::uint32_t Random::next() {
  const std::uint32_t result = std::rotl(state_[0] + state_[3], 7) + state_[0];
  const std::uint32_t shifted = state_[1] << 9;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 11);
  return result;
}

std::uint32_t Random::below(std::uint32_t bound) {
  std::uint64_t product = std::uint64_t{next()} * bound;
  // The low halves below 2^32 mod bound are the surplus that would make some results more likely.
  if (static_cast<std::uint32_t>(product) < bound) {
    const std::uint32_t surplus = (0U - bound) % bound;
    while (static_cast<std::uint32_t>(product) < surplus) {
      product = std::uint64_t{next()} * bound;
    }
  }
  return static_cast<std::uint32_t>(product >> 32);
}

double Random::uniform() {
  const std::uint64_t high = next() >> 5;  // 27 bits
  const std::uint64_t low = next() >> 6;   // 26 bits
  return static_cast<double>((high << 26) | low) * 0x1p-53;
}

double Random::normal() {
  if (spareNormal_) {
    const double spare = *spareNormal_;
    spareNormal_.reset();
    return spare;
  }
  while (true) {
    const double x = 2 * uniform() - 1;
    const double y = 2 * uniform() - 1;
    const double square = x * x + y * y;
    if (square > 0 && square < 1) {
      const double factor = std::sqrt(-2 * naturalLogarithm(square) / square);
      spareNormal_ = y * factor;
      return x * factor;
    }
  }
}

}  // namespace inkling
