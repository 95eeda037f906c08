// The same work for many things, on several threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <thread>
#include <vector>

namespace openrisk {

// Calls `work` with every index below `count`, on up to `jobs` threads; returns when all is done. Threads
// take a millisecond to come and go, so what takes no more than a few of them stays on the calling one.
template <typename Work>
void in_parallel(std::size_t count, std::size_t jobs, const Work& work) {
  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::milliseconds patience{10};
  std::atomic<std::size_t> next{0};
  const auto run = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  if (jobs > 1)
    for (const Clock::time_point begin = Clock::now(); next < count && Clock::now() - begin < patience;)
      work(next++);
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < std::min(jobs, count - std::min(count, next.load())); ++i)
    threads.emplace_back(run);
  run();
  for (std::thread& thread : threads) thread.join();
}

}  // namespace openrisk
