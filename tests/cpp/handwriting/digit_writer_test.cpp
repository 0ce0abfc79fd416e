#include "handwriting/digit_writer.h"

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "base/expect_error.h"

namespace inkling {
namespace {

TEST(DigitWriterTest, WritesTheDigitAskedFor) {
  DigitWriter writer(1);
  for (int label = 0; label < 10; ++label) {
    const WrittenDigit digit = writer.write(label);
    EXPECT_EQ(digit.label, label);
    EXPECT_FALSE(digit.strokes.empty());
  }
}

TEST(DigitWriterTest, TheSameSeedWritesTheSame) {
  DigitWriter a(7);
  DigitWriter b(7);
  DigitWriter other(8);
  bool differs = false;
  for (int i = 0; i < 30; ++i) {
    const WrittenDigit first = a.write(i % 10);
    const WrittenDigit again = b.write(i % 10);
    const WrittenDigit third = other.write(i % 10);
    EXPECT_EQ(first.form, again.form);
    ASSERT_EQ(first.strokes.size(), again.strokes.size());
    EXPECT_EQ(first.strokes[0].size(), again.strokes[0].size());
    EXPECT_EQ(first.strokes[0][0].x, again.strokes[0][0].x);
    differs = differs || first.strokes[0][0].x != third.strokes[0][0].x;
  }
  EXPECT_TRUE(differs);
}

TEST(DigitWriterTest, AllFormsComeUpBeforeOneComesAgain) {
  DigitWriter writer(2);
  for (int label = 0; label < 10; ++label) {
    const std::size_t forms = digitForms(label, FormUse::kTraining).size();
    std::map<std::string, int> counts;
    for (std::size_t i = 0; i < 3 * forms; ++i) {
      ++counts[writer.write(label).form];
    }
    EXPECT_EQ(counts.size(), forms);
    for (const auto& [form, count] : counts) {
      EXPECT_EQ(count, 3) << label << " " << form;
    }
  }
}

TEST(DigitWriterTest, HeldOutFormsAreWrittenOnlyWhereTheyAreAskedFor) {
  DigitWriter training(3);
  DigitWriter heldOut(3, FormUse::kHeldOut);
  for (int label = 0; label < 10; ++label) {
    std::set<std::string> known;
    for (int i = 0; i < 40; ++i) {
      known.insert(training.write(label).form);
    }
    for (int i = 0; i < 10; ++i) {
      EXPECT_FALSE(known.contains(heldOut.write(label).form));
    }
  }
}

TEST(DigitWriterTest, RefusesWhatIsNoDigit) {
  DigitWriter writer(1);
  for (const int label : {-1, 10}) {
    expectError(ErrorCode::kInvalidArgument, "label: expected a digit from 0 to 9, got ",
                [&] { writer.write(label); });
  }
}

TEST(DigitWriterTest, WritesNonsenseToo) {
  DigitWriter writer(1);
  DigitWriter same(1);
  const WrittenNonsense nonsense = writer.writeNonsense();
  EXPECT_FALSE(nonsense.strokes.empty());
  EXPECT_EQ(same.writeNonsense().kind, nonsense.kind);
}

}  // namespace
}  // namespace inkling
