#include "handwriting/digit_forms.h"

#include <array>
#include <cassert>
#include <cstddef>

namespace inkling {
namespace {

struct FormText {
  int label;
  FormUse use;
  const char* name;
  const char* strokes;  // see `parseForm`
};

constexpr FormUse kTraining = FormUse::kTraining;
constexpr FormUse kHeldOut = FormUse::kHeldOut;

// MNIST's writers are American, the world's are not: these are the forms of Europe, Asia and South
// America as well. Proportions differ from hand to hand and are the writer's matter, not the
// form's.
constexpr FormText kForms[] = {
    {0, kTraining, "oval", "56,4 32,10 18,38 20,70 40,96 64,92 80,64 78,30 62,6 46,5"},
    {0, kTraining, "from the left", "24,30 18,60 34,92 60,95 80,66 78,28 58,4 34,14 20,42"},
    {0, kTraining, "gap at the top", "42,10 22,30 18,62 32,92 56,95 77,74 80,40 70,14 58,6"},
    {0, kTraining, "overrun", "62,12 38,5 20,30 20,68 42,96 66,90 80,58 74,22 54,6 34,14"},
    {0, kTraining, "slashed",
     "56,4 32,10 18,38 20,70 40,96 64,92 80,64 78,30 62,6 46,5 / 88,2 12,98"},
    {0, kTraining, "slashed inside",
     "56,4 32,10 18,38 20,70 40,96 64,92 80,64 78,30 62,6 46,5 / 70,22 30,78"},
    {0, kTraining, "steep slash",
     "56,10 32,14 18,40 20,68 40,90 64,88 80,64 78,34 62,12 46,11 / 62,0 42,100"},
    {0, kTraining, "level slash",
     "56,4 32,10 20,38 22,70 40,96 62,92 78,64 76,30 62,6 46,5 / 4,54 98,46"},
    {0, kTraining, "slashed in one stroke",
     "62,8 38,6 20,30 20,68 42,96 66,90 80,58 76,22 66,8 66,8 24,86"},
    {0, kHeldOut, "flat slash",
     "56,4 32,10 18,38 20,70 40,96 64,92 80,64 78,30 62,6 46,5 / 92,26 8,76"},
    {0, kHeldOut, "two halves", "54,4 28,14 18,48 28,86 54,96 / 52,4 76,18 82,52 72,86 50,96"},

    {1, kTraining, "plain", "50,2 49,50 50,98"},
    {1, kTraining, "flag", "30,26 54,3 54,3 53,50 52,98"},
    {1, kTraining, "long flag", "14,50 36,30 58,3 58,3 57,50 56,98"},
    {1, kTraining, "flag from the baseline", "12,80 36,46 60,3 60,3 59,50 58,98"},
    {1, kTraining, "flag and foot", "30,26 54,3 54,3 53,50 52,96 / 22,97 82,96"},
    {1, kTraining, "long flag and foot", "16,46 56,3 56,3 55,50 54,95 / 26,96 84,95"},
    {1, kTraining, "foot", "50,3 50,50 50,95 / 24,96 78,96"},
    {1, kTraining, "bars at both ends", "28,6 72,4 / 50,5 49,50 49,95 / 22,96 78,95"},
    {1, kTraining, "curved flag", "18,38 40,32 56,4 56,4 54,50 52,98"},
    {1, kTraining, "arched", "30,24 38,12 54,6 62,14 58,50 54,98"},
    {1, kTraining, "level flag", "26,20 44,10 58,8 58,8 56,50 52,98"},
    {1, kTraining, "flag and foot in one stroke", "30,26 54,3 54,3 53,95 53,95 26,97 82,96"},
    {1, kTraining, "hooked foot", "32,22 54,4 54,4 54,92 54,92 28,97 70,95"},
    {1, kTraining, "upward foot", "30,24 52,3 52,3 50,98 50,98 66,88"},
    {1, kHeldOut, "drooping flag", "26,30 34,24 52,3 52,3 50,98 50,98 60,92"},

    {2, kTraining, "round", "20,28 32,8 58,4 76,22 66,50 40,78 18,95 18,95 50,93 84,94"},
    {2, kTraining, "looped", "20,28 34,8 60,5 76,24 64,54 38,86 20,92 16,80 32,74 56,88 88,94"},
    {2, kTraining, "z-like", "20,8 78,8 78,8 50,50 20,94 20,94 82,94"},
    {2, kTraining, "wavy base", "22,24 40,5 66,8 74,30 52,64 18,92 18,92 38,84 62,95 88,84"},
    {2, kTraining, "swan", "28,36 22,18 42,4 68,10 74,34 52,64 16,95 16,95 86,93"},
    {2, kTraining, "flat", "16,22 46,6 78,14 76,36 46,66 14,92 14,92 52,92 88,96"},
    {2, kTraining, "soft corner", "22,26 40,5 66,6 76,26 60,56 30,82 22,94 40,97 82,92"},
    {2, kTraining, "curled start",
     "44,32 32,26 36,8 56,3 68,18 56,52 30,90 28,96 38,84 56,94 76,92"},
    {2, kTraining, "short base", "26,20 42,4 62,10 64,34 48,68 32,96 32,96 66,92"},
    {2, kHeldOut, "large loop", "18,30 36,6 62,5 76,26 62,56 34,92 14,88 22,70 46,76 64,94 92,84"},

    {3, kTraining, "round", "22,14 46,4 70,14 68,36 42,47 42,47 70,58 76,80 52,97 20,86"},
    {3, kTraining, "flat top", "22,7 76,6 76,6 44,40 44,40 72,52 78,78 50,97 20,88"},
    {3, kTraining, "looped middle",
     "22,13 48,4 70,16 62,38 44,48 38,42 48,40 74,58 74,84 46,97 18,86"},
    {3, kTraining, "soft middle", "22,16 48,4 70,18 60,40 50,47 66,54 77,74 56,96 20,88"},
    {3, kTraining, "wide top", "14,20 40,4 74,10 66,36 36,46 36,46 68,56 72,84 44,98 16,84"},
    {3, kTraining, "long tail", "26,12 50,4 68,16 60,38 40,44 40,44 70,56 70,84 40,97 8,78"},
    {3, kTraining, "sharp", "18,8 70,6 70,6 28,42 28,42 76,50 76,50 60,88 16,94"},
    {3, kHeldOut, "ezh", "24,6 74,8 74,8 46,38 46,38 72,46 80,70 58,96 18,90"},

    {4, kTraining, "open", "28,6 22,54 22,54 86,52 / 68,8 64,98"},
    {4, kTraining, "open, curved", "26,6 20,38 30,58 56,58 84,50 / 70,20 66,98"},
    {4, kTraining, "closed", "60,4 40,32 12,66 12,66 90,64 / 62,6 62,98"},
    {4, kTraining, "closed in one stroke", "64,98 66,4 66,4 14,66 14,66 92,62"},
    {4, kTraining, "short stem", "56,3 36,36 14,68 14,68 88,66 / 62,44 56,98"},
    {4, kTraining, "low bar", "44,2 12,76 12,76 90,74 / 56,54 52,98"},
    {4, kTraining, "lightning", "48,2 18,56 18,56 76,52 76,52 54,98"},
    {4, kTraining, "lightning with a stem", "44,3 16,58 16,58 82,56 / 58,34 52,98"},
    {4, kTraining, "open in one stroke", "26,8 20,46 36,58 64,46 74,8 74,8 68,98"},
    {4, kTraining, "chair", "30,6 24,50 24,50 76,48 / 76,14 72,98"},
    {4, kTraining, "long crossing", "40,6 10,54 10,54 96,50 / 60,16 54,98"},
    {4, kTraining, "curled", "46,4 22,30 20,58 40,62 88,54 / 66,22 60,98"},
    {4, kTraining, "narrow top", "50,4 22,62 22,62 84,58 / 50,6 62,20 58,98"},
    {4, kHeldOut, "low crossing", "58,4 20,74 20,74 94,72 / 70,52 68,98"},
    {4, kHeldOut, "looped", "72,98 74,6 74,6 30,54 16,62 24,68 60,60 94,62"},

    {5, kTraining, "two strokes", "30,8 26,44 54,38 78,58 72,84 46,98 18,88 / 30,7 80,5"},
    {5, kTraining, "one stroke", "78,6 32,8 32,8 26,45 26,45 54,38 78,60 70,88 44,98 16,88"},
    {5, kTraining, "like an s", "76,8 46,6 28,22 38,42 66,52 76,74 56,95 18,90"},
    {5, kTraining, "loose bar", "32,16 26,48 54,40 78,60 70,86 46,98 18,86 / 36,10 86,4"},
    {5, kTraining, "small belly", "80,4 40,6 40,6 30,54 30,54 52,50 66,66 60,88 40,97 18,90"},
    {5, kTraining, "sharp", "76,6 34,6 34,6 24,44 24,44 48,40 74,54 74,78 54,96 18,94"},
    {5, kTraining, "rising bar", "28,14 22,46 48,38 74,54 74,80 50,98 14,88 / 28,13 82,2"},
    {5, kHeldOut, "flat belly", "82,8 34,6 34,6 32,44 32,44 72,46 78,70 60,94 16,94"},

    {6, kTraining, "curled", "70,8 42,20 22,56 30,90 58,97 76,78 64,56 38,58 24,76"},
    {6, kTraining, "straight", "60,3 40,32 24,68 32,94 58,96 72,78 58,58 36,62 25,76"},
    {6, kTraining, "hooked top", "76,16 62,4 38,16 20,52 26,88 54,98 76,82 66,60 42,58 24,72"},
    {6, kTraining, "upright", "32,2 24,50 28,88 54,98 74,82 66,60 40,58 26,72"},
    {6, kTraining, "spiral", "68,6 38,24 20,62 34,94 62,94 74,72 56,56 36,66 42,80"},
    {6, kTraining, "open belly", "66,4 34,28 20,64 36,95 64,92 74,72 58,60"},
    {6, kTraining, "wide", "80,18 58,3 28,16 14,52 28,88 58,96 82,76 74,52 48,50 28,60"},
    {6, kTraining, "small belly", "64,2 44,26 28,64 32,94 52,97 60,84 50,72 30,80"},
    {6, kHeldOut, "large belly", "58,2 32,22 18,60 28,94 60,98 82,72 68,42 40,42 20,62"},

    {7, kTraining, "plain", "18,8 80,8 80,8 58,52 42,98"},
    {7, kTraining, "crossed", "18,8 80,8 80,8 58,52 42,98 / 30,52 80,48"},
    {7, kTraining, "hooked", "18,26 22,8 22,8 80,8 80,8 58,52 46,98"},
    {7, kTraining, "crossed and hooked", "18,26 22,8 22,8 80,8 80,8 58,52 46,98 / 32,54 80,50"},
    {7, kTraining, "wavy top", "16,22 28,8 50,13 80,6 80,6 56,48 46,98"},
    {7, kTraining, "crossed wavy top", "16,22 28,8 50,13 80,6 80,6 56,48 46,98 / 28,50 76,48"},
    {7, kTraining, "curved stem", "16,10 78,6 78,6 52,40 46,98"},
    {7, kTraining, "crossed curved stem", "16,10 78,6 78,6 54,44 44,98 / 26,56 78,46"},
    {7, kTraining, "looped top", "26,26 16,14 28,5 44,14 78,10 78,10 56,50 44,98"},
    {7, kTraining, "crossed round corner", "18,18 32,8 66,8 74,18 62,50 36,94 / 26,54 84,52"},
    {7, kHeldOut, "falling top", "18,4 76,16 76,16 60,54 52,98"},
    {7, kHeldOut, "rising cross", "18,10 80,6 80,6 58,52 40,98 / 28,66 84,38"},

    {8, kTraining, "from the top right",
     "70,16 48,4 28,18 36,40 64,56 76,78 50,98 24,80 36,56 64,40 72,20"},
    {8, kTraining, "two loops",
     "50,46 30,34 32,10 52,3 72,14 70,36 50,46 / 50,46 24,62 26,90 50,98 76,88 76,62 50,46"},
    {8, kTraining, "from the middle",
     "50,48 30,32 36,8 60,5 70,24 50,48 26,72 36,96 66,95 74,70 50,48"},
    {8, kTraining, "open at the top",
     "76,10 48,4 28,20 44,44 72,64 66,94 38,98 24,80 44,54 70,30 80,12"},
    {8, kTraining, "from the top left", "26,14 50,46 76,78 52,98 24,82 48,50 74,18 52,3 28,12"},
    {8, kTraining, "small top", "62,12 46,4 34,18 48,40 76,64 64,96 32,96 22,70 46,42 62,26 60,10"},
    {8, kTraining, "narrow", "66,10 54,2 40,12 42,34 56,60 58,88 44,98 34,84 46,50 64,24 68,8"},
    {8, kTraining, "s and a straight way back",
     "76,12 50,4 28,20 44,44 70,66 58,94 26,92 26,92 80,8"},
    {8, kHeldOut, "crossing lines", "30,8 76,90 76,90 24,94 24,94 74,8 74,8 30,6"},

    {9, kTraining, "straight leg", "72,20 50,4 26,18 28,44 52,50 72,28 73,12 73,12 70,98"},
    {9, kTraining, "hooked tail", "71,18 48,4 26,20 30,44 54,48 72,24 75,58 60,92 24,90"},
    {9, kTraining, "curled tail", "72,16 50,4 28,20 32,46 56,48 74,22 76,60 60,96 36,94 26,80"},
    {9, kTraining, "slanted leg", "74,18 54,4 30,18 28,42 50,50 74,22 74,22 48,98"},
    {9, kTraining, "two strokes", "70,8 42,6 24,28 38,50 70,36 / 74,6 70,98"},
    {9, kTraining, "open loop", "66,10 38,10 26,34 44,50 72,34 76,8 76,8 66,98"},
    {9, kTraining, "long hook", "68,16 46,4 26,22 34,46 58,44 72,20 74,64 54,96 12,84"},
    {9, kTraining, "small loop", "64,12 48,4 38,18 48,30 64,22 68,10 68,52 56,90 34,98 20,84"},
    {9, kTraining, "leg to the right", "66,14 46,4 26,20 34,44 56,42 68,16 68,16 76,98"},
    {9, kTraining, "looped tail",
     "70,18 48,4 26,20 30,44 54,48 72,24 74,70 54,97 34,86 50,72 80,66"},
    {9, kHeldOut, "angular", "72,14 28,10 26,42 70,40 72,14 72,14 58,98"},
};

using FormsOfDigit = std::array<std::vector<Form>, 10>;

FormsOfDigit readForms(FormUse use) {
  FormsOfDigit forms;
  for (const FormText& text : kForms) {
    if (text.use == use) {
      forms[static_cast<std::size_t>(text.label)].push_back({text.name, parseForm(text.strokes)});
    }
  }
  return forms;
}

}  // namespace

const std::vector<Form>& digitForms(int label, FormUse use) {
  assert(label >= 0 && label <= 9);
  static const FormsOfDigit training = readForms(FormUse::kTraining);
  static const FormsOfDigit heldOut = readForms(FormUse::kHeldOut);
  return (use == FormUse::kTraining ? training : heldOut)[static_cast<std::size_t>(label)];
}

}  // namespace inkling
