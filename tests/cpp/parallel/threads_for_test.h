// Several threads for the length of a scope.

#pragma once

#include "parallel/team.h"

namespace inkling {

class ThreadsForTest {
 public:
  explicit ThreadsForTest(int count) { parallel::setThreads(count); }
  ~ThreadsForTest() { parallel::setThreads(1); }
  ThreadsForTest(const ThreadsForTest&) = delete;
  ThreadsForTest& operator=(const ThreadsForTest&) = delete;
};

}  // namespace inkling
