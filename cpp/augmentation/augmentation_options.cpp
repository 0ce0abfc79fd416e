#include "augmentation/augmentation_options.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/error.h"
#include "base/number_text.h"

namespace inkling {
namespace {

using Options = AugmentationOptions;

struct Amount {
  double Options::*member = nullptr;
  double least = 0;
  double most = 0;
  bool isWhole = false;
};

// A change as it is written: its name, its amount and, after an "x", a second amount if it has one.
struct Change {
  std::string_view name;
  Amount amount;
  Amount second = {};
};

constexpr Options kNone;

// A new change is a line here.
constexpr std::array kChanges = {
    Change{"rotate", {&Options::rotation, 0, 180}},
    Change{"scale", {&Options::scale, 0, 0.5}},
    Change{"shear", {&Options::shear, 0, 1}},
    Change{"shift", {&Options::shift, 0, 16}},
    Change{"elastic", {&Options::elasticAlpha, 0, 200}, {&Options::elasticSigma, 2, 16}},
    Change{"thick", {&Options::thickness, 0, 2}},
    Change{"every", {&Options::every, 1, 100, true}},
};

constexpr int kMostDecimals = 3;

bool isDigit(char character) { return character >= '0' && character <= '9'; }

bool isLetter(char character) { return character >= 'a' && character <= 'z'; }

bool isAllowed(const Amount& amount, double value) {
  return value >= amount.least && value <= amount.most &&
         (!amount.isWhole || value == std::floor(value));
}

std::string rangeText(const Amount& amount) {
  return (amount.isWhole ? "a whole number from " : "a number from ") + numberText(amount.least) +
         " to " + numberText(amount.most);
}

class Parser {
 public:
  explicit Parser(const std::string& text) : text_(text) {}

  Options parse() {
    Options options;
    skipSpaces();
    if (atEnd()) {
      return options;
    }
    std::array<bool, kChanges.size()> seen{};
    while (true) {
      const std::size_t begin = position_;
      const std::size_t number = parseName();
      const Change& change = kChanges[number];
      if (seen[number]) {
        refuse(std::string(change.name) + " only once", begin);
      }
      seen[number] = true;
      options.*change.amount.member = parseAmount(change.amount);
      if (change.second.member != nullptr) {
        if (atEnd() || text_[position_] != 'x') {
          refuse("x and " + rangeText(change.second), position_);
        }
        ++position_;
        options.*change.second.member = parseAmount(change.second);
      }
      skipSpaces();
      if (atEnd()) {
        return options;
      }
      if (text_[position_] != ',') {
        refuse("a comma", position_);
      }
      ++position_;
      skipSpaces();
    }
  }

 private:
  bool atEnd() const { return position_ == text_.size(); }

  void skipSpaces() {
    while (!atEnd() && text_[position_] == ' ') {
      ++position_;
    }
  }

  // The number of the change whose name begins here.
  std::size_t parseName() {
    const std::size_t begin = position_;
    while (!atEnd() && isLetter(text_[position_])) {
      ++position_;
    }
    const std::string_view name = std::string_view(text_).substr(begin, position_ - begin);
    std::string names;
    for (std::size_t number = 0; number < kChanges.size(); ++number) {
      if (kChanges[number].name == name) {
        return number;
      }
      names += number == 0 ? "" : number + 1 < kChanges.size() ? ", " : " or ";
      names += kChanges[number].name;
    }
    refuse(names, begin);
  }

  // Digits, and after a point at most three more. Whole numbers of up to 2^53 and powers of ten are
  // exact, so that their quotient is the nearest number to what is written. (std::from_chars for
  // double is not in every standard library, and strtod would bring 128-bit arithmetic into the
  // WebAssembly module.)
  double parseAmount(const Amount& amount) {
    const std::size_t begin = position_;
    const auto [whole, wholeDigits] = parseDigits();
    double value = whole;
    if (!atEnd() && text_[position_] == '.') {
      ++position_;
      const auto [fraction, decimals] = parseDigits();
      if (decimals < 1 || decimals > kMostDecimals) {
        refuse("1 to 3 decimals", position_ - static_cast<std::size_t>(decimals));
      }
      double unit = 1;
      for (int decimal = 0; decimal < decimals; ++decimal) {
        unit *= 10;
      }
      value = (whole * unit + fraction) / unit;
    }
    if (wholeDigits == 0 || !isAllowed(amount, value)) {
      refuse(rangeText(amount), begin);
    }
    return value;
  }

  struct Digits {
    double value = 0;
    int count = 0;
  };

  Digits parseDigits() {
    Digits digits;
    for (; !atEnd() && isDigit(text_[position_]); ++position_) {
      digits.value = digits.value * 10 + (text_[position_] - '0');
      ++digits.count;
    }
    return digits;
  }

  [[noreturn]] void refuse(const std::string& expected, std::size_t place) const {
    throw Error(ErrorCode::kInvalidArgument, "augment: \"" + text_ + "\": expected " + expected +
                                                 " at position " + std::to_string(place + 1));
  }

  const std::string& text_;
  std::size_t position_ = 0;
};

}  // namespace

AugmentationOptions parseAugmentation(const std::string& text) { return Parser(text).parse(); }

std::string formatAugmentation(const AugmentationOptions& options) {
  std::string text;
  for (const Change& change : kChanges) {
    if (options.*change.amount.member != kNone.*change.amount.member) {
      text += (text.empty() ? "" : ",") + std::string(change.name) +
              numberText(options.*change.amount.member);
      if (change.second.member != nullptr) {
        text += "x" + numberText(options.*change.second.member);
      }
    }
  }
  return text;
}

void checkAugmentation(const AugmentationOptions& options) {
  for (const Change& change : kChanges) {
    for (const Amount& amount : {change.amount, change.second}) {
      if (amount.member != nullptr) {
        const double value = options.*amount.member;
        if (!isAllowed(amount, value)) {
          throw Error(ErrorCode::kInvalidArgument, "augment: " + std::string(change.name) +
                                                       ": expected " + rangeText(amount) +
                                                       ", got " + numberText(value));
        }
      }
    }
  }
}

}  // namespace inkling
