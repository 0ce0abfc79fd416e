// How fast this processor multiplies and adds when nothing stands in the way: the measure for all
// products.

#pragma once

namespace inkling::bench {

// Does about `flops` floating-point operations in registers alone, a multiply-add counting as two.
// Returns how many they were.
double multiplyAddPeak(double flops);

}  // namespace inkling::bench
