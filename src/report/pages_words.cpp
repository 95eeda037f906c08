// Phrases that pages share.
#include <fmt/format.h>

#include "base/text.hpp"
#include "report/pages_topics.hpp"

namespace openrisk {

std::string subtitle(const Book& book, std::string_view kind, std::string_view name) {
  return fmt::format("{} {} of {}", kind, name, book.rubric_words());
}

std::string number_words(double number) { return fmt::format("{}", number); }

std::vector<std::string> ids_of(const std::vector<Text>& texts) {
  std::vector<std::string> ids;
  for (const Text& text : texts) ids.push_back(text.text);
  return ids;
}

std::string source_words(const Citation& source) {
  const std::string_view read = source.read == "full"      ? "read in full"
                                : source.read == "excerpt" ? "read in part"
                                                           : "known through others";
  return fmt::format("{} ({})", source.title, read);
}

std::string judged_words(const Judged& judged) {
  std::string words = number_words(judged.value);
  if (!judged.range) return words;
  words += fmt::format(" ({} to {}", number_words(judged.range->first), number_words(judged.range->second));
  if (judged.basis) words += fmt::format(", {}", name_of(*judged.basis));
  return words + ")";
}

void add_reasons(Page& page, const Judged& judged) {
  if (judged.range)
    page.row("range",
             fmt::format("{} to {}", number_words(judged.range->first), number_words(judged.range->second)));
  if (judged.basis) page.row("basis", std::string(name_of(*judged.basis)));
  page.row("why", judged.why);
  page.row("sources", join(ids_of(judged.sources), ", "));
}

std::string bands_words(const Bands& bands) {
  return fmt::format("low {}, moderate {}, high {}, severe {}", number_words(bands.low),
                     number_words(bands.moderate), number_words(bands.high), number_words(bands.severe));
}

}  // namespace openrisk
