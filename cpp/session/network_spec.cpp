#include "session/network_spec.h"

#include <charconv>
#include <cstddef>
#include <string_view>

#include "base/error.h"

namespace inkling {
namespace {

constexpr std::size_t kMostLayers = 8;
constexpr int kLargestWidth = 4096;

[[noreturn]] void refuse(const std::string& text, const std::string& expected) {
  throw Error(ErrorCode::kInvalidArgument, "layers: \"" + text + "\": expected " + expected);
}

// The width in text[begin, end), spaces around it left out.
int parseWidth(const std::string& text, std::size_t begin, std::size_t end) {
  while (begin < end && text[begin] == ' ') {
    ++begin;
  }
  std::size_t last = end;
  while (last > begin && text[last - 1] == ' ') {
    --last;
  }
  const std::string_view token = std::string_view(text).substr(begin, last - begin);
  int width = 0;
  const auto [rest, error] = std::from_chars(token.data(), token.data() + token.size(), width);
  if (error != std::errc() || rest != token.data() + token.size() || width < 1 ||
      width > kLargestWidth) {
    refuse(text, "a whole number from 1 to 4096 at position " + std::to_string(begin + 1));
  }
  return width;
}

}  // namespace

std::vector<int> parseLayers(const std::string& text) {
  std::vector<int> widths;
  if (text.find_first_not_of(' ') == std::string::npos) {
    return widths;
  }
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    widths.push_back(parseWidth(text, begin, end));
    begin = end + 1;
  }
  if (widths.size() > kMostLayers) {
    refuse(text, "at most 8 hidden layers, got " + std::to_string(widths.size()));
  }
  return widths;
}

}  // namespace inkling
