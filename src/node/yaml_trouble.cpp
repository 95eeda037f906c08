// yaml-cpp says "end of map not found" or "illegal map value" for a dozen different mistakes. What the
// writer did is visible in the line of the error and in the one before it: the usual mistakes are
// looked for one after the other, the surest first.
#include <algorithm>

#include "base/text.hpp"
#include "node/yaml_outline.hpp"

namespace openrisk {
namespace {

bool is_line_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// One line of the text: its bytes without the line end, and where its first token begins.
struct Line {
  std::size_t begin = 0, end = 0, first = 0;
};

Line line_around(std::string_view text, std::size_t offset) {
  Line line;
  const std::size_t before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  line.begin = before == std::string_view::npos ? 0 : before + 1;
  line.end = std::min(text.find('\n', offset), text.size());
  while (line.end > line.begin && is_line_space(text[line.end - 1])) --line.end;
  line.first = line.begin;
  while (line.first < line.end && is_line_space(text[line.first])) ++line.first;
  return line;
}

// The line with text before this one.
std::optional<Line> line_before(std::string_view text, Line line) {
  while (line.begin > 0) {
    line = line_around(text, line.begin - 1);
    if (line.first < line.end && text[line.first] != '#') return line;
  }
  return std::nullopt;
}

std::size_t skip_dashes(std::string_view text, const Line& line) {
  std::size_t at = line.first;
  while (at + 1 < line.end && text[at] == '-' && text[at + 1] == ' ') {
    at = std::min(text.find_first_not_of(' ', at + 1), line.end);
  }
  return at;
}

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
         c == '-';
}

// The colon of `key:value` at the start of a line, where a blank is missing.
std::optional<std::size_t> tight_colon(std::string_view text, const Line& line) {
  std::size_t at = skip_dashes(text, line);
  const std::size_t begin = at;
  while (at < line.end && is_word(text[at])) ++at;
  const bool tight = at > begin && at + 1 < line.end && text[at] == ':' && !is_line_space(text[at + 1]) &&
                     text[at + 1] != '/';
  if (!tight) return std::nullopt;
  return at;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

Trouble trouble(std::size_t begin, std::size_t end, std::string message, std::string help) {
  return {Code::syntax, begin, std::max(end, begin + 1), std::move(message), std::move(help), {}, {}};
}

// `when: outputs has any [a, b]` in braces: the bracket ends the text.
std::optional<Trouble> broken_by_bracket(std::string_view text, std::size_t offset, std::string_view reason) {
  if (!contains(reason, "flow not found") || offset >= text.size() ||
      (text[offset] != '[' && text[offset] != '{'))
    return std::nullopt;
  const std::size_t before = text.find_last_of(",{[\n", offset == 0 ? 0 : offset - 1);
  std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  const std::size_t colon = text.substr(begin, offset - begin).find(": ");
  if (colon != std::string_view::npos) begin += colon + 2;
  begin = std::min(text.find_first_not_of(" \t\r\n", begin), offset);
  const std::string words = " " + lower_case(trim(text.substr(begin, offset - begin)));
  const std::size_t close = text.find_first_of("]}\n", offset);
  const std::size_t end = close == std::string_view::npos || text[close] == '\n' ? offset + 1 : close + 1;
  const bool condition = words.ends_with(" has any") || words.ends_with(" has all") ||
                         words.ends_with(" has") || words.ends_with(" in");
  if (!condition)
    return trouble(begin, end, "a text in braces or brackets ends at this bracket",
                   "put the whole text in double quotes");
  Trouble found = trouble(begin, end, "YAML takes this condition apart at the bracket",
                          "quote the condition: \"" + visible(text.substr(begin, end - begin), 80) + "\"");
  found.code = Code::unquoted_condition;
  return found;
}

std::optional<Trouble> open_quote_or_bracket(std::string_view text, std::size_t offset,
                                             const Outline& outline) {
  for (const auto& [begin, end] : outline.long_quotes) {
    if (end > offset || !trim(text.substr(end, offset - end)).empty()) continue;
    Trouble found = trouble(
        begin, begin + 1, "the text in quotes that begins here ends on a later line, with more behind it",
        "close the quotes on this line; double quotes inside a text are written \\\", single ones ''");
    found.label = end - 1;
    found.label_text = "ends here";
    return found;
  }
  if (outline.mismatch) {
    const auto [opener, closer] = *outline.mismatch;
    Trouble found = trouble(closer, closer + 1,
                            std::string("'") + text[closer] + "' does not close '" + text[opener] + "'",
                            "close brackets in the order in which they were opened");
    found.label = opener;
    found.label_text = "opened here";
    return found;
  }
  if (!outline.unclosed) return std::nullopt;
  return explain_open(text, *outline.unclosed);
}

std::optional<Trouble> tab_or_tight_colon(std::string_view text, std::size_t offset, const Line& line) {
  const std::size_t tab = text.substr(line.begin, line.first - line.begin).find('\t');
  if (tab != std::string_view::npos) {
    return trouble(line.begin + tab, line.begin + tab + 1, "a tab stands in the indentation",
                   "indent with blanks");
  }
  const auto before = line_before(text, line);
  for (const std::optional<Line>& candidate : {std::optional(line), before}) {
    const auto colon = candidate ? tight_colon(text, *candidate) : std::nullopt;
    if (!colon || *colon > offset + (candidate->begin == line.begin ? line.end - line.begin : 0)) continue;
    return trouble(
        skip_dashes(text, *candidate), candidate->end, "a blank is missing after the ':'",
        "write '" +
            visible(text.substr(skip_dashes(text, *candidate), *colon - skip_dashes(text, *candidate))) +
            ": …'");
  }
  return std::nullopt;
}

// Whether a line gives a key its value on the same line, or begins a collection.
bool has_colon(std::string_view text, const Line& line) {
  const std::string_view words = text.substr(line.first, line.end - line.first);
  return contains(words, ": ") || words.ends_with(':');
}

// A ':' where no key can be.
Trouble stray_colon(std::string_view text, std::size_t offset, const Line& line) {
  const std::size_t colon = text.substr(line.first, offset - line.first).find(": ");
  if (colon != std::string_view::npos) {
    const std::size_t value = std::min(text.find_first_not_of(' ', line.first + colon + 1), offset);
    return trouble(value, line.end, "a text with ': ' in it needs quotes", "put the text in double quotes");
  }
  const auto before = line_before(text, line);
  if (before && !has_colon(text, *before) && line.first - line.begin == before->first - before->begin) {
    return trouble(before->first, before->end, "this line has no ': '",
                   "write 'key: value'; a text that goes on is indented deeper than its key");
  }
  if (before && line.first - line.begin > before->first - before->begin) {
    return trouble(line.first, line.end,
                   "this line is indented deeper than the one before it, which already has a value",
                   "give it the indentation of the other keys");
  }
  return trouble(offset, offset + 1, "no key can stand before this ':'",
                 "put the text in double quotes, or check the indentation");
}

// Something else than a key, a list item or the end of the block.
Trouble stray_token(std::string_view text, std::size_t offset, const Line& line, bool in_list) {
  if (offset > line.first) {
    const bool single = text[offset - 1] == '\'';
    return trouble(
        offset, line.end, "text stands behind the end of the value",
        single ? "in single quotes a quote is written ''" : "put the whole value in one pair of quotes");
  }
  const std::string_view words = text.substr(line.first, line.end - line.first);
  if (words.starts_with("- ") || words == "-") {
    return trouble(line.first, line.first + 1, "a list item stands among keys",
                   "check the indentation of the list");
  }
  const auto before = line_before(text, line);
  in_list = in_list || (before && text[before->first] == '-' &&
                        before->first - before->begin == line.first - line.begin);
  if (has_colon(text, line)) {
    return trouble(
        line.first, line.end,
        in_list ? "a key stands among the items of a list" : "this line is indented like none above it",
        "give it the indentation of the keys that it belongs to");
  }
  return trouble(line.first, line.end,
                 in_list ? "this is no item of the list above" : "this line has no ': '",
                 in_list ? "begin it with '- '"
                         : "write 'key: value'; a text that goes on is indented deeper than its key");
}

Trouble odd_character(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return trouble(offset, offset + 1, "the text ends too early", "");
  const std::string character = visible(text.substr(offset, 1));
  if (text[offset] == '?') {
    return trouble(offset, offset + 1, "a '?' stands where it ends a text or begins a key",
                   "put the whole text in double quotes");
  }
  return trouble(offset, offset + 1, "no text begins with '" + character + "'",
                 "put the text in double quotes");
}

}  // namespace

Trouble explain_yaml(std::string_view text, std::size_t offset, std::string_view reason,
                     const Outline& outline) {
  const Line line = line_around(text, std::min(offset, text.size()));
  if (contains(reason, "anchor") || contains(reason, "alias") || contains(reason, "multiple tags") ||
      contains(reason, "tag handle") || contains(reason, "verbatim tag")) {
    Trouble found = trouble(offset, word_end(text, offset), "an anchor, alias or tag stands here",
                            "write the content out; a text that begins with '&', '*' or '!' needs quotes");
    found.code = Code::alias;
    return found;
  }
  if (contains(reason, "escape") || contains(reason, "hex number") || contains(reason, "invalid unicode")) {
    const std::size_t backslash = text.substr(0, offset).rfind('\\');
    return trouble(std::min(backslash, offset), offset, "this is no escape that can be read",
                   contains(reason, "unicode")
                       ? "write the character itself instead of its number"
                       : "in double quotes a backslash is written \\\\; single quotes take it as it is");
  }
  if (auto found = broken_by_bracket(text, offset, reason)) return *found;
  if (auto found = open_quote_or_bracket(text, offset, outline)) return *found;
  if (auto found = tab_or_tight_colon(text, offset, line)) return *found;
  if (contains(reason, "illegal map value")) return stray_colon(text, offset, line);
  if (contains(reason, "flow not found")) {
    return trouble(offset, offset + 1, "a ',' or a closing bracket is missing before this",
                   "texts in braces or brackets that hold a bracket, a comma or ': ' need quotes");
  }
  if (contains(reason, "end of map") || contains(reason, "end of sequence")) {
    return stray_token(text, offset, line, contains(reason, "sequence"));
  }
  if (contains(reason, "illegal flow end"))
    return trouble(offset, offset + 1, "this bracket closes nothing",
                   "remove it, or put the text in double quotes");
  if (contains(reason, "illegal block entry")) {
    return trouble(offset, offset + 1, "a list cannot begin here",
                   "begin it on the next line, or write it in brackets: [a, b]");
  }
  if (contains(reason, "unknown token") || contains(reason, "illegal map key"))
    return odd_character(text, offset);
  if (contains(reason, "document indicator")) {
    return trouble(offset, offset + 3, "a text in quotes runs into the end of the document",
                   "close the quotes, or indent this line");
  }
  if (contains(reason, "block scalar")) {
    return trouble(offset, line.end, "text stands behind '|' or '>'",
                   "begin the text on the next line, or put it in double quotes");
  }
  return trouble(offset, offset + 1, visible(reason), "");
}

// The key whose value begins at `begin`, as it is written.
std::string_view key_before(std::string_view text, std::size_t begin) {
  const std::size_t colon = begin == 0 ? std::string_view::npos : text.find_last_not_of(" \t\r\n", begin - 1);
  if (colon == std::string_view::npos || colon == 0 || text[colon] != ':') return {};
  const std::size_t before = text.find_last_of(" \t\r\n{,", colon - 1);
  const std::size_t start = before == std::string_view::npos ? 0 : before + 1;
  return text.substr(start, colon - start);
}

std::optional<Trouble> explain_lost_value(std::string_view text, const LostValue& lost) {
  const std::size_t next = std::min(text.find_first_not_of(" \t", lost.key_end), text.size());
  const std::size_t before =
      lost.key_begin == 0 ? std::string_view::npos : text.find_last_not_of(" \t\r\n", lost.key_begin - 1);
  const bool asked = before != std::string_view::npos && text[before] == '?';  // `? key` may stand alone
  if (asked || (next < text.size() && text[next] == ':')) return std::nullopt;
  const std::string_view key = text.substr(lost.key_begin, lost.key_end - lost.key_begin);
  if (!lost.flow) return explain_yaml(text, lost.key_begin, "end of map", {});
  if (lost.key_quoted) return std::nullopt;
  const bool cut =
      contains(lost.before, "(") || contains(lost.before, " has ") || contains(lost.before, " in ");
  const std::string_view holder = key_before(text, lost.before_begin);
  if (cut && holder != "when" && holder != "applies" && holder != "require")
    return trouble(lost.before_begin, lost.key_end, "the comma cuts this text in two",
                   "put the whole text in double quotes");
  if (cut) {
    Trouble found =
        trouble(lost.before_begin, lost.key_end, "the comma cuts this condition in two",
                "quote the condition: \"" +
                    visible(text.substr(lost.before_begin, lost.key_end - lost.before_begin)) + "\"");
    found.code = Code::unquoted_condition;
    return found;
  }
  const std::size_t colon = key.find(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  return trouble(lost.key_begin, lost.key_end, "a blank is missing after the ':'",
                 "write '" + visible(key.substr(0, colon)) + ": …'");
}

Trouble explain_open(std::string_view text, std::size_t offset) {
  const bool quote = text[offset] == '\'' || text[offset] == '"';
  return trouble(offset, offset + 1, std::string("this ") + text[offset] + " is never closed",
                 quote ? "close the quotes; a text that holds quotes stands in other quotes as a whole"
                       : "add the closing bracket");
}

Trouble explain_more_text(std::string_view text, std::size_t end, std::size_t offset) {
  end = std::min(end, offset);
  for (const std::string_view mark : {"---", "..."}) {
    const std::size_t found = text.substr(0, offset + 3).find(mark, end);
    if (found == std::string_view::npos || (found > 0 && text[found - 1] != '\n')) continue;
    Trouble second = trouble(offset, word_end(text, offset), "a second document begins here",
                             "put each document into its own file");
    second.code = Code::several_documents;
    return second;
  }
  return trouble(offset, word_end(text, offset), "text stands after the end of the document",
                 "a document is one mapping: all its keys have the same indentation");
}

std::size_t word_end(std::string_view text, std::size_t at) {
  const std::size_t end = std::min(text.find_first_of(" \t\r\n,[]{}", at), text.size());
  return std::min(std::max(end, at + 1), text.size());
}

std::size_t null_size(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(std::min(at, text.size()));
  for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
    if (rest.starts_with(word) && word_end(text, at) == at + word.size()) return word.size();
  }
  return 0;
}

}  // namespace openrisk
