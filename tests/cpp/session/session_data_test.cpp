// Data and configuration through the facade; errors leave things as they were.

#include <gtest/gtest.h>

#include "base/expect_error.h"
#include "session/session.h"
#include "session/toy_session.h"

namespace inkling {
namespace {

void expectToyData(const Session& session) {
  const DataSummary data = session.dataSummary();
  EXPECT_EQ(data.trainingImages, 102);
  EXPECT_EQ(data.validationImages, 18);
  EXPECT_EQ(data.testImages, 60);
  EXPECT_EQ(data.rows, 6);
  EXPECT_EQ(data.columns, 5);
  EXPECT_EQ(data.classes, 3);
}

TEST(SessionDataTest, BeginsWithTheArticlesNetworkAndNoData) {
  const Session session;
  EXPECT_EQ(session.networkSummary().text, "784-100-200-10");
  EXPECT_EQ(session.networkSummary().parameterCount, 100'710);
  EXPECT_EQ(session.dataSummary().trainingImages, 0);
  EXPECT_EQ(session.dataSummary().classes, 0);
  EXPECT_EQ(session.config().layers, "100,200");
  EXPECT_EQ(session.config().learningRate, 0.1);
  EXPECT_EQ(session.config().batchSize, 32);
  EXPECT_EQ(session.config().epochs, 25);
}

TEST(SessionDataTest, SummarisesFiles) {
  Session session;
  ToyFiles toy(20, 1);
  const FileSummary images = session.addFile("i", toy.images);
  EXPECT_EQ(images.role, "images");
  EXPECT_EQ(images.count, 20);
  EXPECT_EQ(images.rows, 6);
  EXPECT_EQ(images.columns, 5);
  const FileSummary labels = session.addFile("l", toy.labels);
  EXPECT_EQ(labels.role, "labels");
  EXPECT_EQ(labels.count, 20);
  EXPECT_EQ(labels.rows, 0);
  EXPECT_EQ(session.dataSummary().trainingImages, 0);  // not committed
}

TEST(SessionDataTest, CommittingBuildsTheNetworkForTheData) {
  Session session;
  loadToyFiles(session);
  expectToyData(session);
  EXPECT_EQ(session.networkSummary().text, "30-100-200-3");
}

TEST(SessionDataTest, CommittingForgetsTheTraining) {
  Session session = toySession();
  session.advance(20);
  loadToyFiles(session, false);
  EXPECT_EQ(session.progress().step, 0);
  EXPECT_EQ(session.dataSummary().testImages, 0);
  EXPECT_EQ(session.networkSummary().text, "30-8-3");
  Session fresh = toySession(false);
  EXPECT_EQ(trainToTheEnd(session, 50).probabilities, trainToTheEnd(fresh, 50).probabilities);
}

TEST(SessionDataTest, DiscardedFilesAreForgotten) {
  Session session;
  ToyFiles toy(20, 1);
  session.addFile("i", toy.images);
  session.discardFiles();
  session.addFile("l", toy.labels);
  expectError(ErrorCode::kBadDataSet, "got l (20 labels)", [&] { session.commitFiles(); });
}

TEST(SessionDataTest, ARefusedFileLeavesEverythingAsItWas) {
  Session session = toySession();
  session.advance(5);
  expectError(ErrorCode::kBadIdx, "page.html: expected an IDX file", [&] {
    session.addFile("page.html", {'<', 'h', 't', 'm', 'l'});
  });
  expectToyData(session);
  EXPECT_EQ(session.progress().step, 5);
  expectError(ErrorCode::kBadDataSet, "got none", [&] { session.commitFiles(); });
}

TEST(SessionDataTest, ARefusedSetLeavesTheOldOneAndDropsTheFiles) {
  Session session = toySession();
  session.advance(5);
  session.addFile("a", imageBytes(3, 2, 2));
  session.addFile("b", labelBytes({0, 1}));
  expectError(ErrorCode::kBadDataSet, "got 3 images in a and 2 labels in b",
              [&] { session.commitFiles(); });
  expectToyData(session);
  EXPECT_EQ(session.progress().step, 5);
  EXPECT_EQ(session.advance(1).step, 6);
  expectError(ErrorCode::kBadDataSet, "got none", [&] { session.commitFiles(); });
}

TEST(SessionDataTest, RefusesAFifthFile) {
  Session session;
  for (int i = 0; i < 4; ++i) {
    session.addFile("file", labelBytes({0, 1}));
  }
  expectError(ErrorCode::kBadDataSet, "at most four files", [&] {
    session.addFile("fifth", labelBytes({0, 1}));
  });
}

TEST(SessionDataTest, ConfiguringBuildsANewNetwork) {
  Session session = toySession();
  session.advance(5);
  Config config = toyConfig();
  config.layers = "4,6";
  const NetworkSummary summary = session.configure(config);
  EXPECT_EQ(summary.text, "30-4-6-3");
  EXPECT_EQ(session.progress().step, 0);
  EXPECT_EQ(session.config().layers, "4,6");
}

TEST(SessionDataTest, ARefusedConfigurationLeavesTheNetworkAsItWas) {
  Session session = toySession();
  session.advance(5);
  Config bad = toyConfig();
  bad.layers = "4,six";
  expectError(ErrorCode::kInvalidArgument, "at position 3", [&] { session.configure(bad); });
  bad = toyConfig();
  bad.batchSize = 0;
  expectError(ErrorCode::kInvalidArgument, "batch size", [&] { session.configure(bad); });
  expectError(ErrorCode::kInvalidArgument, "learning rate", [&] { session.tune(-1, 8, 3); });
  EXPECT_EQ(session.networkSummary().text, "30-8-3");
  EXPECT_EQ(session.config().layers, "8");
  EXPECT_EQ(session.config().learningRate, 0.5);
  EXPECT_EQ(session.progress().step, 5);
}

TEST(SessionDataTest, CanBeConfiguredBeforeThereAreData) {
  Session session;
  EXPECT_EQ(session.configure(toyConfig()).text, "784-8-10");
  session.tune(0.25, 4, 2);
  EXPECT_EQ(session.progress().epochs, 2);
  loadToyFiles(session);
  EXPECT_EQ(session.networkSummary().text, "30-8-3");
  EXPECT_EQ(session.config().learningRate, 0.25);
}

TEST(SessionDataTest, MovesWithEverythingInIt) {
  Session first = toySession();
  first.advance(5);
  Session second = std::move(first);
  expectToyData(second);
  EXPECT_EQ(second.advance(1).step, 6);
}

TEST(SessionDataTest, CyclesOfBuildTrainReadResetEndWhereTheyBegan) {
  Session session = toySession();
  const Curve first = trainToTheEnd(session, 100);
  for (int cycle = 0; cycle < 5; ++cycle) {
    session.configure(toyConfig());
    session.advance(30);
    session.gallery(10);
    session.reset();
  }
  EXPECT_EQ(trainToTheEnd(session, 100).probabilities, first.probabilities);
}

}  // namespace
}  // namespace inkling
