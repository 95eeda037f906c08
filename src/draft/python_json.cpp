#include "draft/python_json.hpp"

#include <array>

namespace openrisk {
namespace {

// Each word outside of strings becomes a text of the same length, so that positions stay.
struct Word {
  std::string_view bare, quoted;
};
constexpr std::array words{Word{"NaN", "\"N\""}, Word{"-Infinity", "\"-Infini\""},
                           Word{"Infinity", "\"Infini\""}};

bool quote_words(std::string& text) {
  bool any = false, inside = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (inside && c == '\\') {
      ++at;
    } else if (c == '"') {
      inside = !inside;
    } else if (!inside && (c == 'N' || c == 'I' || c == '-')) {
      for (const Word& word : words) {
        if (text.compare(at, word.bare.size(), word.bare) != 0) continue;
        text.replace(at, word.bare.size(), word.quoted);
        at += word.bare.size() - 1;
        any = true;
        break;
      }
    }
  }
  return any;
}

}  // namespace

std::optional<Node> parse_python_json(const Source& source, Diagnostics& diagnostics, const Limits& limits) {
  Diagnostics found;
  std::optional<Node> tree = parse_json(source, found, limits);
  if (!tree) {
    Source quoted = source;
    Diagnostics again;
    if (quote_words(quoted.text))
      if (std::optional<Node> better = parse_json(quoted, again, limits)) {
        diagnostics.add_all(again);
        return better;
      }
  }
  diagnostics.add_all(found);
  return tree;
}

}  // namespace openrisk
