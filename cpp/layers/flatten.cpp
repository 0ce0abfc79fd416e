#include "layers/flatten.h"

namespace inkling {

LayerKind Flatten::kind() {
  return {.name = "flatten",
          .example = "flatten",
          .plan = [](LayerNumbers /*numbers*/, const ImageShape& input) -> LayerPlan {
            return {{1, 1, input.size()}, 0, 0, ""};
          },
          .make = [](LayerNumbers /*numbers*/, const ImageShape& /*input*/, LayerMaking& /*making*/)
              -> std::unique_ptr<Layer> { return std::make_unique<Flatten>(); }};
}

}  // namespace inkling
