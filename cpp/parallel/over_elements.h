// Several threads at one formula.

#pragma once

#include <cstddef>

#include "parallel/team.h"

namespace inkling::parallel {

// Calls function(i) once for each i of 0 .. count - 1, in a loop that the compiler can vectorise.
// cost: of one call, in multiply-adds or moves of a number. So that the result does not depend on
// the number of threads, function(i) must write to element i alone, and it must not throw.
template <typename Function>
void overElements(std::ptrdiff_t count, double cost, Function function) {
  // More than a turn of the vectorised loop: the elements at the end that are computed one by one
  // are then the same ones for any number of threads.
  constexpr std::ptrdiff_t kGrain = 64;
  overStretches(count, kGrain, cost * static_cast<double>(count),
                [&function](std::ptrdiff_t begin, std::ptrdiff_t end) {
                  // A copy that nobody else can see: the compiler need not fear that a written
                  // element is one of the numbers in it, and keeps those in registers.
                  const Function own = function;
                  for (std::ptrdiff_t i = begin; i < end; ++i) {
                    own(i);
                  }
                });
}

}  // namespace inkling::parallel
