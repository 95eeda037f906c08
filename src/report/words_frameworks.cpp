// Phrases about ladders and checks.
#include <fmt/format.h>

#include "report/words.hpp"

namespace openrisk {

std::string rung_title(const Report::LadderEntry& ladder, std::string_view id) {
  for (const Report::RungEntry& rung : ladder.rungs)
    if (rung.id == id) return rung.title;
  return "";
}

std::string ladder_words(const Report::LadderEntry& ladder) {
  if (ladder.rungs.size() == 1)
    return ladder.certain == ladder.rungs[0].id ? "yes" : ladder.possible.empty() ? "no" : "open";
  if (ladder.rungs.empty()) return "";
  if (ladder.possible.empty()) return "below " + ladder.rungs[0].title;
  const std::string possible = rung_title(ladder, ladder.possible);
  if (ladder.certain == ladder.possible) return possible;
  return (ladder.certain.empty() ? "nothing" : rung_title(ladder, ladder.certain)) + " certain, " + possible +
         " possible";
}

std::string checks_words(const Report::CheckList& checks) {
  const std::size_t count = checks.counted();
  if (count == 0) return "does not apply";
  return fmt::format("{} percent of {} {} met", range_words(checks.met), count,
                     count == 1 ? "check" : "checks");
}

std::string group_words(std::string_view group) {
  std::string words(group);
  for (char& c : words) c = c == '_' ? ' ' : c;
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z')
    words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

}  // namespace openrisk
