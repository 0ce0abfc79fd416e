// Sessions with something to learn, for tests.

#pragma once

#include <utility>
#include <vector>

#include "data/idx_bytes.h"
#include "session/session.h"

namespace inkling {

// 3 classes of 6 x 5 images: 102 for training, 18 for validation, 60 for the test.
inline void loadToyFiles(Session& session, bool withTest = true) {
  ToyFiles training(120, 1);
  session.addFile("train-images", std::move(training.images));
  session.addFile("train-labels", std::move(training.labels));
  if (withTest) {
    ToyFiles test(60, 2);
    session.addFile("test-images", std::move(test.images));
    session.addFile("test-labels", std::move(test.labels));
  }
  session.commitFiles();
}

inline Config toyConfig() {
  Config config;
  config.layers = "8";
  config.batchSize = 8;
  config.epochs = 3;
  config.learningRate = 0.5;
  return config;
}

inline Session toySession(bool withTest = true) {
  Session session;
  loadToyFiles(session, withTest);
  session.configure(toyConfig());
  return session;
}

// All that a training gives, from where the session stands to the end.
struct Curve {
  std::vector<RunningPoint> points;
  std::vector<EpochResult> epochs;
  std::vector<TestResult> tests;
  std::vector<float> probabilities;  // of the first validation image, at the end
};

inline void append(Curve& curve, const Progress& progress) {
  curve.points.insert(curve.points.end(), progress.points.begin(), progress.points.end());
  if (progress.epochResult) {
    curve.epochs.push_back(*progress.epochResult);
  }
  if (progress.testResult) {
    curve.tests.push_back(*progress.testResult);
  }
}

inline Curve trainToTheEnd(Session& session, int slice) {
  Curve curve;
  while (session.progress().phase != Phase::kDone) {
    append(curve, session.advance(slice));
  }
  curve.probabilities = session.readImage(session.gallery(1).front().image).probabilities;
  return curve;
}

}  // namespace inkling
