#include "session/network_spec.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

#include "base/error.h"
#include "base/number_text.h"

namespace inkling {
namespace {

constexpr std::size_t kMostLayers = 24;

bool isOfNumber(char c) { return (c >= '0' && c <= '9') || c == '.'; }

const LayerKind* findKind(std::string_view name) {
  const auto kinds = layerKinds();
  return &*std::find_if(kinds.begin(), kinds.end(),
                        [&](const LayerKind& kind) { return kind.name == name; });
}

std::string examples() {
  std::string list;
  for (const LayerKind& kind : layerKinds()) {
    list += (list.empty() ? "" : ", ") + std::string(kind.example);
  }
  return list;
}

std::string rangeText(const LayerNumber& number) {
  return std::string(number.what) + ", a " + (number.isWhole ? "whole " : "") + "number from " +
         numberText(number.least) + " to " + numberText(number.most) + ",";
}

// Reads one layer of the text, from `begin` to `end`.
class LayerReader {
 public:
  LayerReader(const std::string& text, std::size_t begin, std::size_t end)
      : text_(text), place_(begin), end_(end) {
    while (place_ < end_ && text_[place_] == ' ') {
      ++place_;
    }
    while (end_ > place_ && text_[end_ - 1] == ' ') {
      --end_;
    }
  }

  LayerSpec read() {
    LayerSpec layer;
    layer.position = place_ + 1;
    layer.text = text_.substr(place_, end_ - place_);
    layer.kind = &readKind();
    for (const LayerNumber& number : layer.kind->numbers) {
      layer.numbers.push_back(readNumber(number));
    }
    if (place_ < end_) {
      refuse("the end of the layer, or a comma,", place_);
    }
    return layer;
  }

 private:
  [[noreturn]] void refuse(const std::string& expected, std::size_t place) const {
    refuseLayers(text_, expected, place + 1);
  }

  // The kind with the longest name that the text begins with: marks are letters, too.
  const LayerKind& readKind() {
    if (place_ < end_ && isOfNumber(text_[place_])) {
      return *findKind("dense");
    }
    const LayerKind* longest = nullptr;
    for (const LayerKind& kind : layerKinds()) {
      const bool fits =
          text_.compare(place_, std::min(kind.name.size(), end_ - place_), kind.name) == 0;
      if (fits && (longest == nullptr || kind.name.size() > longest->name.size())) {
        longest = &kind;
      }
    }
    if (longest == nullptr) {
      refuse("a layer such as 128, " + examples(), place_);
    }
    place_ += longest->name.size();
    return *longest;
  }

  double readNumber(const LayerNumber& number) {
    if (number.mark != 0) {
      const bool isThere = place_ < end_ && text_[place_] == number.mark;
      if (!isThere && !number.isNeeded) {
        return number.usual;
      }
      if (!isThere) {
        refuse(std::string("\"") + number.mark + "\" and " + rangeText(number), place_);
      }
      ++place_;
    }
    const std::size_t begin = place_;
    while (place_ < end_ && isOfNumber(text_[place_])) {
      ++place_;
    }
    const std::string digits = text_.substr(begin, place_ - begin);
    const std::optional<double> value = inkling::readNumber(digits);
    if (!value || *value < number.least || *value > number.most ||
        (number.isWhole && *value != std::floor(*value))) {
      refuse(rangeText(number), begin);
    }
    return *value;
  }

  const std::string& text_;
  std::size_t place_;
  std::size_t end_;
};

}  // namespace

void refuseLayers(const std::string& text, const std::string& expected, std::size_t position) {
  throw Error(ErrorCode::kInvalidArgument, "layers: \"" + text + "\": expected " + expected +
                                               " at position " + std::to_string(position));
}

std::vector<LayerSpec> parseLayers(const std::string& text) {
  std::vector<LayerSpec> layers;
  if (text.find_first_not_of(' ') == std::string::npos) {
    return layers;
  }
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    layers.push_back(LayerReader(text, begin, end).read());
    if (layers.size() > kMostLayers) {
      refuseLayers(text, "at most " + std::to_string(kMostLayers) + " layers, got another",
                   begin + 1);
    }
    begin = end + 1;
  }
  return layers;
}

}  // namespace inkling
