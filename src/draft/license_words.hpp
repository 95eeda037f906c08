// The words of a licence text, as texts of licences are compared: by words, and by what they say of limits.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace openrisk {

// Runs of ASCII letters and digits, which point into the text.
using Words = std::vector<std::string_view>;

bool is_word(char c);
void add_words(std::string_view text, Words& words);

// All words, but of copyright lines neither names nor years: they differ from copy to copy.
Words words_of(std::string_view text);

// FNV-1a of `count` words without case, its two halves mixed.
std::uint32_t hash_of(const Words& words, std::size_t first, std::size_t count);

// A place that speaks of a limit, with the two words before and after it.
struct Limit {
  std::size_t begin = 0, end = 0;
  std::uint32_t hash = 0;
};

std::vector<Limit> limits_in(const Words& words);

}  // namespace openrisk
