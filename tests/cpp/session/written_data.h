// A data set of written digits, where a test needs what looks like MNIST.

#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "data/idx_bytes.h"
#include "handwriting/written_pool.h"
#include "session/session.h"

namespace inkling {

// `count` digits of 28 x 28, in IDX form: images and labels.
inline std::pair<std::vector<std::uint8_t>, std::vector<std::uint8_t>> writtenFiles(int count) {
  WrittenPool pool(5, count, 28, 28);
  pool.write(count);
  const auto size = static_cast<std::uint32_t>(count);
  return {idxBytes({size, 28, 28}, pool.images()->pixels), labelBytes(pool.images()->labels)};
}

// A session with those and a small dense network, trained for `epochs`.
inline Session writtenSession(int count, int epochs) {
  Session session;
  auto [images, labels] = writtenFiles(count);
  session.addFile("images", std::move(images));
  session.addFile("labels", std::move(labels));
  session.commitFiles();
  Config config;
  config.layers = "32";
  config.epochs = epochs;
  session.configure(config);
  while (session.progress().phase != Phase::kDone) {
    session.advance(1000);
  }
  return session;
}

}  // namespace inkling
