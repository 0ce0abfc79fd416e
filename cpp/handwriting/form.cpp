#include "handwriting/form.h"

#include <charconv>
#include <string>
#include <system_error>

#include "base/error.h"

namespace inkling {
namespace {

constexpr double kBox = 100;

[[noreturn]] void refuse(std::string_view text) {
  throw Error(ErrorCode::kInternal,
              "form: expected points \"x,y x,y / x,y\", got \"" + std::string(text) + "\"");
}

AimPoint parsePoint(std::string_view token, std::string_view text) {
  int x = 0;
  int y = 0;
  const char* end = token.data() + token.size();
  const auto first = std::from_chars(token.data(), end, x);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != ',') {
    refuse(text);
  }
  const auto second = std::from_chars(first.ptr + 1, end, y);
  if (second.ec != std::errc() || second.ptr != end) {
    refuse(text);
  }
  return {x / kBox, y / kBox};
}

}  // namespace

std::vector<AimStroke> parseForm(std::string_view text) {
  std::vector<AimStroke> strokes(1);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view token = text.substr(begin, end - begin);
    begin = end + 1;
    if (token == "/") {
      strokes.emplace_back();
      continue;
    }
    AimStroke& stroke = strokes.back();
    const AimPoint point = parsePoint(token, text);
    if (!stroke.empty() && stroke.back().x == point.x && stroke.back().y == point.y) {
      stroke.back().isCorner = true;
    } else {
      stroke.push_back(point);
    }
  }
  for (const AimStroke& stroke : strokes) {
    if (stroke.empty()) {
      refuse(text);
    }
  }
  return strokes;
}

}  // namespace inkling
