#include "draft/license_words.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "base/text.hpp"
#include "draft/tables.hpp"

namespace openrisk {
namespace {

// What speaks of limits, by its first word.
const std::multimap<std::string, std::vector<std::string>>& words_of_limits() {
  static const auto all = [] {
    std::multimap<std::string, std::vector<std::string>> found;
    for (const Node& one : part_of(table_named("license_limits"), "words").items) {
      Words words;
      add_words(one.text, words);
      found.emplace(words.front(), std::vector<std::string>(words.begin(), words.end()));
    }
    return found;
  }();
  return all;
}

// How many words at `at` speak of a limit; 0 where they do not.
std::size_t limit_at(const Words& words, std::size_t at) {
  std::size_t longest = 0;
  const auto [begin, end] = words_of_limits().equal_range(lower_case(words[at]));
  for (auto one = begin; one != end; ++one) {
    const std::vector<std::string>& limit = one->second;
    if (limit.size() <= longest || at + limit.size() > words.size()) continue;
    const bool same_words =
        std::equal(limit.begin(), limit.end(), words.begin() + static_cast<std::ptrdiff_t>(at),
                   [](const auto& a, std::string_view b) { return a == lower_case(b); });
    if (same_words) longest = limit.size();
  }
  return longest;
}

bool speaks_of_limits(const Words& words) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (limit_at(words, i) > 0) return true;
  return false;
}

// "Copyright (c) 2024 …", "Copyright The Authors"; a line of running text may begin with the word too.
bool is_copyright(std::string_view line) {
  constexpr std::string_view word = "copyright";
  const auto first = std::find_if(line.begin(), line.end(), is_word);
  const std::string_view rest = line.substr(static_cast<std::size_t>(first - line.begin()));
  if (!lower_case(rest).starts_with(word)) return false;
  const std::string_view after = trim(rest.substr(word.size()));
  if (after.empty() || is_word(rest[word.size()])) return after.empty();
  const char next = after.front();
  if (next >= '0' && next <= '9') return true;
  if (lower_case(after).starts_with("(c)") ||
      std::string_view("[<{:\xC2&").find(next) != std::string_view::npos)
    return true;
  return rest.starts_with("Copyright") && next >= 'A' && next <= 'Z';
}

// "Acme Inc. and others", "A. Author": there the point belongs to a name.
bool ends_sentence(std::string_view line, std::size_t point) {
  const bool initial = point < 2 || !is_word(line[point - 2]);
  const bool goes_on = point + 2 < line.size() && line[point + 2] >= 'a' && line[point + 2] <= 'z';
  return !initial && !goes_on;
}

// Of a copyright line names, years and "all rights reserved" go, since they differ from copy to copy; a
// sentence that says more stays.
void add_copyright(std::string_view line, Words& words) {
  constexpr std::size_t most_of_a_name = 3;
  for (bool first = true; !line.empty(); first = false) {
    std::size_t end = line.find(". ");
    while (end != line.npos && !ends_sentence(line, end)) end = line.find(". ", end + 1);
    Words sentence;
    add_words(line.substr(0, end), sentence);
    line = end == line.npos ? std::string_view() : line.substr(end + 2);
    if (!speaks_of_limits(sentence) && (first || sentence.size() <= most_of_a_name)) continue;
    words.insert(words.end(), sentence.begin(), sentence.end());
  }
}

}  // namespace

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

void add_words(std::string_view text, Words& words) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    while (i < text.size() && is_word(text[i])) ++i;
    if (i > begin) words.push_back(text.substr(begin, i - begin));
    if (i == begin) ++i;
  }
}

Words words_of(std::string_view text) {
  Words words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    at = end + 1;
    if (is_copyright(line))
      add_copyright(line, words);
    else
      add_words(line, words);
  }
  return words;
}

std::uint32_t hash_of(const Words& words, std::size_t first, std::size_t count) {
  std::uint64_t hash = 14695981039346656037ull;
  const auto add = [&](char c) { hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull; };
  for (std::size_t i = first; i < first + count; ++i) {
    for (const char c : words[i]) add(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
    add(' ');
  }
  return static_cast<std::uint32_t>(hash ^ hash >> 32);
}

std::vector<Limit> limits_in(const Words& words) {
  constexpr std::size_t around = 2;
  std::vector<Limit> found;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t count = limit_at(words, i);
    if (count == 0) continue;
    const std::size_t begin = i - std::min(i, around), end = std::min(i + count + around, words.size());
    found.push_back({begin, end, hash_of(words, begin, end - begin)});
  }
  return found;
}

}  // namespace openrisk
