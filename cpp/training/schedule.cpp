#include "training/schedule.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numbers>

#include "base/error.h"
#include "base/names_text.h"
#include "base/range_check.h"

namespace inkling {
namespace {

// From `begin` to `end` along half a cosine, level at both ends. progress: 0..1.
double easeBetween(double begin, double end, double progress) {
  return end + (begin - end) * (1 + std::cos(std::numbers::pi * progress)) / 2;
}

double constant(double /*progress*/) { return 1; }

double step(double progress) {
  constexpr double kFirst = 0.5;
  constexpr double kSecond = 0.75;
  constexpr double kDrop = 0.1;
  if (progress < kFirst) {
    return 1;
  }
  return progress < kSecond ? kDrop : kDrop * kDrop;
}

double cosine(double progress) { return easeBetween(1, 0, progress); }

double oneCycle(double progress) {
  constexpr double kBegin = 1.0 / 25;
  constexpr double kPeakAt = 0.3;
  constexpr double kEnd = 1e-4;
  if (progress < kPeakAt) {
    return easeBetween(kBegin, 1, progress / kPeakAt);
  }
  return easeBetween(1, kEnd, (progress - kPeakAt) / (1 - kPeakAt));
}

struct Entry {
  std::string_view name;
  double (*shape)(double progress);  // 0..1 -> a factor above 0 wherever progress is below 1
};

// A new schedule is one line here.
constexpr auto kEntries = std::to_array<Entry>({
    {"constant", constant},
    {"step", step},
    {"cosine", cosine},
    {"one-cycle", oneCycle},
});

constexpr auto kNames = [] {
  std::array<std::string_view, kEntries.size()> names;
  std::transform(kEntries.begin(), kEntries.end(), names.begin(),
                 [](const Entry& entry) { return entry.name; });
  return names;
}();

}  // namespace

std::span<const std::string_view> scheduleNames() { return kNames; }

Schedule::Schedule(const ScheduleOptions& options) : warmUp_(options.warmUp) {
  const auto entry = std::find_if(kEntries.begin(), kEntries.end(), [&](const Entry& candidate) {
    return candidate.name == options.name;
  });
  if (entry == kEntries.end()) {
    throw Error(ErrorCode::kInvalidArgument,
                "schedule: expected " + namesText(kNames) + ", got \"" + options.name + "\"");
  }
  checkBelowOne("warm-up", options.warmUp);
  shape_ = entry->shape;
}

double Schedule::factor(std::int64_t step, std::int64_t totalSteps) const {
  assert(step >= 0 && totalSteps >= 1);
  step = std::min(step, totalSteps - 1);
  const auto warmUpSteps = static_cast<std::int64_t>(warmUp_ * static_cast<double>(totalSteps));
  if (step < warmUpSteps) {
    // The first step is already above 0, and the first one after the warm-up is the one at the top.
    return shape_(0) * static_cast<double>(step + 1) / static_cast<double>(warmUpSteps + 1);
  }
  return shape_(static_cast<double>(step - warmUpSteps) /
                static_cast<double>(totalSteps - warmUpSteps));
}

}  // namespace inkling
