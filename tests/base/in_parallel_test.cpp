#include "base/in_parallel.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <mutex>
#include <set>
#include <thread>

#include "support/catch.hpp"

using namespace openrisk;

TEST_CASE("each thing is worked on once, whoever works") {
  for (const std::size_t jobs : {1, 2, 7, 100}) {
    CAPTURE(jobs);
    std::array<std::atomic<int>, 40> times{};
    std::mutex mutex;
    std::set<std::thread::id> threads;
    in_parallel(times.size(), jobs, [&](std::size_t i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));  // long enough that others are called
      ++times.at(i);
      const std::lock_guard lock(mutex);
      threads.insert(std::this_thread::get_id());
    });
    for (const auto& done : times) CHECK(done == 1);
    CHECK(threads.size() <= jobs);
  }
  in_parallel(0, 4, [](std::size_t) { FAIL("there is nothing to do"); });
}
