// Reads rubrics from texts, and shows what came out, for tests.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>

#include "openrisk/rubric.hpp"
#include "support/complaints.hpp"

namespace openrisk {

// Knows the sources that a test gives it.
class Shelf : public RubricFinder {
 public:
  void put(std::string name, const Source& source) { sources_[std::move(name)] = &source; }
  const Source* find(std::string_view name, const Source&) override {
    const auto it = sources_.find(name);
    return it == sources_.end() ? nullptr : it->second;
  }

 private:
  std::map<std::string, const Source*, std::less<>> sources_;
};

struct Outcome {
  Sources sources;
  Diagnostics diagnostics;
  std::optional<Rubric> rubric;
};

inline std::string small_text() {
  std::ifstream file(std::string(OPENRISK_ROOT) + "/tests/support/small.yaml");
  return {std::istreambuf_iterator<char>(file), {}};
}

// `text` with the one place that says `old` saying `now`.
inline std::string with(std::string text, std::string_view old, std::string_view now) {
  const std::size_t at = text.find(old);
  if (at == std::string::npos || text.find(old, at + 1) != std::string::npos)
    throw std::logic_error("not exactly once: " + std::string(old));
  return text.replace(at, old.size(), now);
}

// "line:column" of the `|` in `needle`, where the rest of it stands in `text`.
inline std::string place(std::string_view text, std::string needle) {
  const std::size_t mark = needle.find('|');
  needle.erase(mark, 1);
  const std::size_t at = text.find(needle);
  if (at == std::string_view::npos || text.find(needle, at + 1) != std::string_view::npos)
    throw std::logic_error("not exactly once: " + needle);
  const std::string_view before = text.substr(0, at + mark);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  return fmt::format("{}:{}", line, before.size() - (before.rfind('\n') + 1) + 1);
}

// The head of an extension of the small rubric.
inline const std::string extension_head =
    "openrisk: rubric/1\nid: ours\ntitle: Ours\nversion: '1'\nextends: small\n";

// Reads a patch of the small rubric; its first line is line 6.
inline Outcome patched(const std::string& patch, const std::string& top = extension_head) {
  Outcome outcome;
  Shelf shelf;
  shelf.put("small", outcome.sources.add("small.yaml", small_text()));
  outcome.rubric = read_rubric(outcome.sources.add("ours.yaml", top + patch), shelf, outcome.diagnostics);
  return outcome;
}

std::string dump(const Rubric& rubric);  // everything but spans and the digest, one thing a line

}  // namespace openrisk
