// Lists of names in messages.

#pragma once

#include <span>
#include <string>
#include <string_view>

namespace inkling {

// "relu, sigmoid or tanh".
std::string namesText(std::span<const std::string_view> names);

}  // namespace inkling
