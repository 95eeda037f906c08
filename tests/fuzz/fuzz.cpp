// fuzz TARGET RUNS SEED FILE...: mutates the files and hands them to a target. The same seed gives the same
// runs. A broken promise prints what it was and leaves the input in fuzz-TARGET-SEED-RUN; a crash is the
// sanitizer's affair. With TARGET `all` every target gets its share of the runs.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "fuzz/targets.hpp"
#include "support/generator.hpp"

namespace openrisk::fuzz {
namespace {

using random::Dice;

constexpr std::size_t most_bytes = 60000;

struct Seed {
  std::string name, text;
};

std::string whole(const char* path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str().substr(0, most_bytes);
}

const char* const words[] = {
    "unknown", "n/a",       "withheld", "null",         "1e999",     "-1",     "18446744073709551615",
    "true",    "[]",        "{}",       "\xE2\x80\xAE", "license: ", "---\n",  "&a ",
    "*a",      "!!binary ", "\"",       "known(",       " and ",     "\\u0000"};

// Of a target's own seeds mostly, where there are any.
std::vector<std::string> texts_of(const std::vector<Seed>& seeds, std::string_view ending) {
  std::vector<std::string> texts;
  for (const Seed& seed : seeds)
    if (seed.name.ends_with(ending)) texts.push_back(seed.text);
  return texts;
}

std::string mutated(const std::vector<std::string>& own, const std::vector<std::string>& all, Dice& dice) {
  std::string text = dice.pick(!own.empty() && dice.chance(85) ? own : all);
  const std::string& other = dice.pick(all);
  for (std::size_t left = 1 + dice.below(6); left > 0 && !text.empty(); --left) {
    const std::size_t at =
        dice.below(dice.chance(60) ? std::min<std::size_t>(text.size(), 1500) : text.size());
    switch (dice.below(7)) {
      case 0: text[at] = static_cast<char>(dice.below(256)); break;
      case 1: text.erase(at, dice.below(20)); break;
      case 2: text.insert(at, 1, "{}[]:,-\"'#&*!|>%@`\n\t \x7f\x80\xff~0\0"[dice.below(28)]); break;
      case 3:
        if (!other.empty()) text.insert(at, other.substr(dice.below(other.size()), dice.below(200)));
        break;
      case 4: text.insert(at, text.substr(dice.below(text.size()), dice.below(100))); break;
      case 5: text.insert(at, words[dice.below(std::size(words))]); break;
      case 6: text.resize(at); break;
    }
  }
  if (text.size() > most_bytes) text.resize(most_bytes);
  return text;
}

int run(const Target& target, std::size_t runs, std::uint64_t seed, const std::vector<Seed>& seeds) {
  using Clock = std::chrono::steady_clock;
  Dice dice(seed);
  const std::vector<std::string> own = texts_of(seeds, target.seeds), all = texts_of(seeds, "");
  std::size_t broken = 0;
  double worst = 0;
  for (std::size_t i = 0; i < runs; ++i) {
    const std::string input = mutated(own, all, dice);
    const auto begin = Clock::now();
    const std::string wrong = target.run(input);
    worst = std::max(worst, std::chrono::duration<double>(Clock::now() - begin).count());
    if (wrong.empty()) continue;
    ++broken;
    const std::string name =
        "fuzz-" + std::string(target.name) + "-" + std::to_string(seed) + "-" + std::to_string(i);
    std::ofstream(name, std::ios::binary) << input;
    std::fprintf(stderr, "%s: %s\n", name.c_str(), wrong.c_str());
    if (broken == 5) break;
  }
  std::printf("%-18s %zu runs, %zu broken, slowest %.0f ms\n", std::string(target.name).c_str(), runs, broken,
              worst * 1e3);
  return broken == 0 ? 0 : 1;
}

}  // namespace
}  // namespace openrisk::fuzz

int main(int count, char** values) {
  using namespace openrisk::fuzz;
  if (count < 5) {
    std::fputs("usage: fuzz TARGET|all RUNS SEED FILE...\n", stderr);
    return 2;
  }
  std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ);  // a long run shows how far it is
  const std::string name = values[1];
  const std::size_t runs = std::strtoull(values[2], nullptr, 10);
  std::vector<Seed> seeds;
  for (int i = 4; i < count; ++i) seeds.push_back({values[i], whole(values[i])});
  int status = 2;
  for (const Target& target : targets()) {
    if (name != "all" && name != target.name) continue;
    const std::size_t share = name == "all" ? std::max<std::size_t>(1, runs / targets().size()) : runs;
    const int result = run(target, share, std::strtoull(values[3], nullptr, 10), seeds);
    status = status == 2 ? result : std::max(status, result);
  }
  return status;
}
