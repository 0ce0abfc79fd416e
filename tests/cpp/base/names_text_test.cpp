#include "base/names_text.h"

#include <vector>

#include <gtest/gtest.h>

namespace inkling {
namespace {

TEST(NamesTextTest, ListsThemAsASentenceDoes) {
  using Names = std::vector<std::string_view>;
  EXPECT_EQ(namesText(Names{"relu", "sigmoid", "tanh"}), "relu, sigmoid or tanh");
  EXPECT_EQ(namesText(Names{"xavier", "he"}), "xavier or he");
  EXPECT_EQ(namesText(Names{"sgd"}), "sgd");
}

}  // namespace
}  // namespace inkling
