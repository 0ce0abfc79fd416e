// How the learning rate changes in the course of a training.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace inkling {

struct ScheduleOptions {
  std::string name = "constant";
  double warmUp = 0;  // the fraction of all steps, from 0 to below 1, that the rate takes to rise
};

// "constant", "step", "cosine", "one-cycle".
std::span<const std::string_view> scheduleNames();

// A factor for the learning rate, above 0 and at most 1, at each step of a training. First comes
// the warm-up, if there is one, in which the factor rises linearly to where the schedule begins.
// The schedule itself goes over the steps that are left, of which p, 0..1, is done:
//   constant   1
//   step       1, then 0.1 from p = 1/2 and 0.01 from p = 3/4 on (K. He et al. 2016, who train on
//              CIFAR-10 so)
//   cosine     (1 + cos(pi p)) / 2 (I. Loshchilov, F. Hutter 2017, without restarts)
//   one-cycle  from 1/25 up to 1 at p = 0.3, then down to 1/10,000, both along half a cosine
//              (L. Smith, N. Topin 2018, in the form of fast.ai and PyTorch)
class Schedule {
 public:
  // Throws kInvalidArgument for an unknown name, which lists the known ones, and for a warm-up
  // outside its range.
  explicit Schedule(const ScheduleOptions& options = {});

  // step: done before this one, 0 for the first; one beyond the last is taken for the last.
  // totalSteps: at least 1. Depends on nothing else: a training that is resumed goes on as it was,
  // and one that is made longer is on the longer schedule at once.
  double factor(std::int64_t step, std::int64_t totalSteps) const;

 private:
  double (*shape_)(double progress);
  double warmUp_;
};

}  // namespace inkling
