// Empty on purpose. Eigen 3.4's SSE kernels include <mmintrin.h> (MMX), which Emscripten does not
// have, and use nothing of it.
