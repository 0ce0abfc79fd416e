#include "handwriting/digit_forms.h"

#include <set>

#include <gtest/gtest.h>

namespace inkling {
namespace {

TEST(DigitFormsTest, EveryDigitHasSeveralFormsAndOneThatIsHeldOut) {
  for (int label = 0; label < 10; ++label) {
    EXPECT_GE(digitForms(label, FormUse::kTraining).size(), 4U) << label;
    EXPECT_GE(digitForms(label, FormUse::kHeldOut).size(), 1U) << label;
  }
}

TEST(DigitFormsTest, NamesAreUniqueForEachDigit) {
  for (int label = 0; label < 10; ++label) {
    std::set<std::string> names;
    for (const FormUse use : {FormUse::kTraining, FormUse::kHeldOut}) {
      for (const Form& form : digitForms(label, use)) {
        EXPECT_TRUE(names.insert(form.name).second) << label << " " << form.name;
      }
    }
  }
}

TEST(DigitFormsTest, FormsAreDrawnInTheirBox) {
  for (int label = 0; label < 10; ++label) {
    for (const FormUse use : {FormUse::kTraining, FormUse::kHeldOut}) {
      for (const Form& form : digitForms(label, use)) {
        double top = 1;
        double bottom = 0;
        for (const AimStroke& stroke : form.strokes) {
          EXPECT_GE(stroke.size(), 2U) << label << " " << form.name;
          for (const AimPoint& point : stroke) {
            EXPECT_TRUE(point.x >= 0 && point.x <= 1) << label << " " << form.name;
            top = std::min(top, point.y);
            bottom = std::max(bottom, point.y);
          }
        }
        EXPECT_TRUE(top >= 0 && top <= 0.1) << label << " " << form.name;
        EXPECT_TRUE(bottom >= 0.85 && bottom <= 1) << label << " " << form.name;
      }
    }
  }
}

}  // namespace
}  // namespace inkling
