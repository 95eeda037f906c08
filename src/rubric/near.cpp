// Spelling alone tells little of long ids, whose words are many and much the same: `training-code` is no
// misspelt `training-data`. So two ids of as many words are compared word by word as well, each pair by the
// distance that all suggestions go by; numbers are never taken for misspelt.
#include "rubric/near.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace openrisk {
namespace {

std::vector<std::string> words_of(std::string_view id) {
  std::vector<std::string> words(1);
  for (const char c : id)
    if (c == '-' || c == '_' || c == '.')
      words.emplace_back();
    else
      words.back() += c;
  return words;
}

std::string digits_of(std::string_view id) {
  std::string digits;
  for (const char c : id)
    if (c >= '0' && c <= '9') digits += c;
  return digits;
}

bool may_be_misspelt(std::string_view id, std::string_view other) {
  if (digits_of(id) != digits_of(other)) return false;
  const std::vector<std::string> words = words_of(id), others = words_of(other);
  return words.size() != others.size() ||
         std::equal(words.begin(), words.end(), others.begin(),
                    [](const auto& a, const auto& b) { return a == b || nearest(a, {b}).has_value(); });
}

bool is_within(const Span& span, const NearId& near) {
  const Position begin = std::min(near.id.span.begin, near.item.begin);
  return span.source == near.id.span.source && begin <= span.begin && span.begin < near.item.end;
}

// Whether something is missing that an entry which was there before would have.
bool is_lack(Code code) {
  switch (code) {
    case Code::missing_key:
    case Code::missing_reason:
    case Code::missing_actor:
    case Code::missing_step:
    case Code::missing_consequence:
    case Code::shares_sum:
    case Code::empty_rubric: return true;
    default: return false;
  }
}

}  // namespace

std::optional<std::string> misspelt_id(std::string_view id, const std::vector<std::string>& there) {
  std::vector<std::string> candidates;
  for (const std::string& other : there)
    if (may_be_misspelt(id, other)) candidates.push_back(other);
  return nearest(id, candidates);
}

void report_with_near(const Diagnostics& found, const std::vector<NearId>& near, Diagnostics& diagnostics) {
  std::vector<bool> told(near.size());
  for (const Diagnostic& one : found.all()) {
    Diagnostic& added = diagnostics.add(one.code, one.span, one.message, one.help);
    added.labels = one.labels;
    for (std::size_t i = 0; i < near.size(); ++i) {
      if (!is_lack(one.code) || !is_within(one.span, near[i])) continue;
      added.help += fmt::format("{}did you mean '{}'?", one.help.empty() ? "" : "; or ", near[i].meant);
      told[i] = true;
    }
  }
  for (std::size_t i = 0; i < near.size(); ++i)
    if (!told[i])
      diagnostics.add(
          Code::near_id, near[i].id.span,
          fmt::format("'{}' adds a new entry beside '{}'", visible(near[i].id.text), near[i].meant),
          fmt::format("did you mean '{}'? if both are meant, name both here", near[i].meant));
}

}  // namespace openrisk
