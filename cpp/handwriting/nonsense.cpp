#include "handwriting/nonsense.h"

#include <array>
#include <cstddef>
#include <span>
#include <utility>

#include "handwriting/digit_forms.h"
#include "handwriting/form.h"
#include "handwriting/hand.h"

namespace inkling {
namespace {

constexpr std::array kLetters = {
    "12,98 50,4 50,4 88,98 / 26,64 74,64",                           // A
    "78,6 24,6 24,6 24,96 24,96 78,94 / 24,50 68,48",                // E
    "82,20 54,4 22,24 16,56 34,90 60,96 84,82",                      // C
    "24,4 24,98 / 24,4 24,4 80,6 / 24,50 68,50",                     // F
    "22,4 22,98 / 78,4 78,98 / 22,50 78,50",                         // H
    "22,4 22,98 / 76,6 24,54 24,54 78,96",                           // K
    "26,4 26,94 26,94 80,94",                                        // L
    "12,98 20,4 20,4 50,64 50,64 80,4 80,4 88,98",                   // M
    "20,98 20,4 20,4 78,96 78,96 78,4",                              // N
    "26,98 26,4 26,4 66,8 78,28 62,50 26,54",                        // P
    "50,6 18,24 14,60 44,94 82,70 84,30 50,6 / 60,66 92,98",         // Q
    "24,98 24,4 24,4 66,10 72,34 24,52 24,52 78,98",                 // R
    "12,8 88,8 / 50,8 50,96",                                        // T
    "18,4 20,70 50,96 80,70 82,4",                                   // U
    "16,4 50,98 50,98 84,4",                                         // V
    "8,4 28,96 28,96 50,36 50,36 72,96 72,96 92,4",                  // W
    "18,6 82,96 / 82,4 18,98",                                       // X
    "18,4 50,48 50,48 82,4 / 50,48 48,98",                           // Y
    "18,56 80,52 70,26 40,22 18,52 30,88 62,94 86,80",               // e
    "76,50 44,42 20,66 36,96 76,88 / 76,4 76,98",                    // d
    "70,10 50,4 42,26 42,98 / 20,44 66,44",                          // f
    "24,98 24,30 24,4 24,50 50,42 74,54 70,98",                      // h
    "24,2 24,98 / 72,40 26,68 26,68 76,98",                          // k
    "14,98 16,50 34,44 48,56 48,98 48,60 66,44 82,56 84,98",         // m
    "20,30 20,96 20,96 22,54 48,30 74,46 76,96",                     // n
    "28,40 28,98 28,60 48,42 72,44",                                 // r
    "46,6 46,80 60,96 78,88 / 20,34 74,34",                          // t
    "20,40 22,80 46,96 76,80 76,40 76,40 76,98",                     // u
    "50,20 26,28 20,60 44,84 72,64 76,24 76,24 76,70 92,84",         // a
    "14,44 26,44 36,80 36,80 62,40 66,44 64,80 78,84 92,40 98,44"};  // w

constexpr std::array kSigns = {
    "14,56 36,90 36,90 88,12",                                            // a tick
    "50,8 50,92 / 10,50 90,50",                                           // plus
    "12,12 88,12 88,12 88,88 88,88 12,88 12,88 12,12",                    // a square
    "50,8 92,90 92,90 8,90 8,90 50,8",                                    // a triangle
    "34,6 26,94 / 70,6 62,94 / 8,36 92,34 / 6,66 90,64",                  // hash
    "50,6 50,94 / 12,28 88,72 / 88,28 12,72",                             // star
    "50,32 34,10 10,22 16,54 50,94 50,94 86,52 90,20 66,10 50,32",        // heart
    "10,50 26,26 44,50 62,74 90,46",                                      // wave
    "52,52 46,44 58,40 64,56 48,66 34,52 44,28 70,30 80,56 58,84 22,70",  // spiral
    "20,30 20,34 / 78,30 78,34 / 12,60 34,86 66,86 88,60",                // a smile
    "10,50 90,50 90,50 62,24 / 90,50 62,78"};                             // arrow

AimPoint anywhere(Random& random) { return {random.uniform(), random.uniform(), false}; }

std::vector<AimStroke> scribble(Random& random) {
  AimStroke stroke;
  const std::uint32_t points = 12 + random.below(20);
  for (std::uint32_t i = 0; i < points; ++i) {
    stroke.push_back(anywhere(random));
    stroke.back().isCorner = random.below(4) == 0;
  }
  return {stroke};
}

std::vector<AimStroke> dots(Random& random) {
  std::vector<AimStroke> strokes;
  const std::uint32_t count = 2 + random.below(6);
  for (std::uint32_t i = 0; i < count; ++i) {
    strokes.push_back({anywhere(random)});
  }
  return strokes;
}

// Level: an upright one would be a 1.
std::vector<AimStroke> dashes(Random& random) {
  std::vector<AimStroke> strokes;
  const std::uint32_t count = 1 + random.below(4);
  for (std::uint32_t i = 0; i < count; ++i) {
    const double y = (i + random.uniform(0.3, 0.7)) / count;
    strokes.push_back({{random.uniform(0, 0.3), y}, {random.uniform(0.7, 1), y}});
  }
  return strokes;
}

std::vector<AimStroke> oneOf(std::span<const char* const> forms, Random& random) {
  return parseForm(forms[random.below(static_cast<std::uint32_t>(forms.size()))]);
}

std::vector<AimStroke> letter(Random& random) { return oneOf(kLetters, random); }
std::vector<AimStroke> sign(Random& random) { return oneOf(kSigns, random); }

std::vector<AimStroke> digit(Random& random) {
  const std::vector<Form>& forms =
      digitForms(static_cast<int>(random.below(10)), FormUse::kTraining);
  return forms[random.below(static_cast<std::uint32_t>(forms.size()))].strokes;
}

// Two or three digits or letters side by side: a number, or the beginning of a name.
std::vector<AimStroke> several(Random& random) {
  const std::uint32_t count = random.below(3) == 0 ? 3 : 2;
  const double width = random.uniform(0.6, 1.1);
  std::vector<AimStroke> all;
  for (std::uint32_t i = 0; i < count; ++i) {
    const double left = i * width * random.uniform(0.9, 1.15);
    for (AimStroke& stroke : random.below(3) == 0 ? letter(random) : digit(random)) {
      for (AimPoint& point : stroke) {
        point.x = left + width * point.x;
      }
      all.push_back(std::move(stroke));
    }
  }
  return all;
}

struct Kind {
  const char* name;
  std::uint32_t weight;  // how often it comes, in comparison with the others
  std::vector<AimStroke> (*draw)(Random& random);
};

constexpr std::array kKinds = {Kind{"letters", 5, letter},    Kind{"several", 2, several},
                               Kind{"scribble", 2, scribble}, Kind{"signs", 2, sign},
                               Kind{"dots", 1, dots},         Kind{"dashes", 1, dashes}};

const Kind& anyKind(Random& random) {
  std::uint32_t sum = 0;
  for (const Kind& kind : kKinds) {
    sum += kind.weight;
  }
  std::uint32_t place = random.below(sum);
  const Kind* kind = kKinds.data();
  while (place >= kind->weight) {
    place -= kind->weight;
    ++kind;
  }
  return *kind;
}

}  // namespace

WrittenNonsense writeNonsense(Random& random) {
  const Kind& kind = anyKind(random);
  return {kind.name, writeForm(kind.draw(random), random)};
}

}  // namespace inkling
