// A data set of written digits, where a test needs what looks like MNIST.

#pragma once

#include <cstdint>

#include "data/idx_bytes.h"
#include "handwriting/written_pool.h"
#include "session/session.h"

namespace inkling {

// A session with `count` digits of 28 x 28 and a small dense network, not trained yet.
inline Session untrainedWrittenSession(int count, int epochs) {
  WrittenPool pool(5, count, 28, 28);
  pool.write(count);
  const auto size = static_cast<std::uint32_t>(count);
  Session session;
  session.addFile("images", idxBytes({size, 28, 28}, pool.images()->pixels));
  session.addFile("labels", labelBytes(pool.images()->labels));
  session.commitFiles();
  Config config;
  config.layers = "32";
  config.epochs = epochs;
  session.configure(config);
  return session;
}

// The same, trained to the end.
inline Session writtenSession(int count, int epochs) {
  Session session = untrainedWrittenSession(count, epochs);
  while (session.progress().phase != Phase::kDone) {
    session.advance(1000);
  }
  return session;
}

}  // namespace inkling
