// One reader per type of fact. Nothing is converted: a value that is of another kind is an error whose
// help says how to write what was probably meant.
#include "card/value.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/text.hpp"
#include "card/fields.hpp"
#include "node/reading.hpp"

namespace openrisk {
namespace {

std::string in_quotes(std::string_view text) { return "'" + visible(text) + "'"; }

// The ids of a fact's values, with the words that stand for no value.
std::vector<std::string> value_ids(const Fact& fact) {
  std::vector<std::string> ids;
  for (const FactValue& value : fact.values) ids.push_back(value.id);
  return ids;
}

std::string value_help(std::string_view written, const Fact& fact) {
  const std::vector<std::string> ids = value_ids(fact);
  std::vector<std::string> meant = ids;
  for (const char* word : {"unknown", "withheld", "n/a"}) meant.emplace_back(word);
  std::string help = did_you_mean(written, meant);
  if (!help.empty()) help += " ";
  return help + "values: " + join(ids, fact.type == FactType::level ? " < " : ", ");
}

// "write [text, image]" for a text that stands where a list should.
std::string list_help(std::string_view written) { return "write [" + visible(trim(written), 200) + "]"; }

class ValueReader {
 public:
  ValueReader(const Node& node, const Fact& fact, const Span& span, Diagnostics& diagnostics)
      : node_(node), fact_(fact), span_(span), diagnostics_(diagnostics) {}

  std::optional<Value> read() const {
    switch (fact_.type) {
      case FactType::text: return text("write it as one text");
      case FactType::license: return text("write one licence, or join several by AND or OR");
      case FactType::text_list: return texts();
      case FactType::boolean: return boolean();
      case FactType::date: return date();
      case FactType::number: return number();
      case FactType::level: return level();
      case FactType::set: return set();
    }
    return std::nullopt;
  }

 private:
  std::nullopt_t wrong_kind(std::string_view kind, std::string help) const {
    const char* seen = node_.is_sequence() ? "a list" : node_.is_mapping() ? "a mapping" : nullptr;
    diagnostics_.add(
        Code::wrong_kind, span_,
        in_quotes(fact_.path) + " is " + std::string(kind) + ", not " + (seen ? seen : in_quotes(node_.text)),
        std::move(help));
    return std::nullopt;
  }

  std::optional<Value> text(const char* help) const {
    if (!node_.is_scalar()) return wrong_kind("a text", help);
    return node_.text;
  }

  std::optional<Value> boolean() const {
    if (const std::optional<bool> value = boolean_of(node_)) return *value;
    if (!node_.is_scalar()) return wrong_kind("true or false", "write true or false");
    const std::string word = lower_case(trim(node_.text));
    const auto is_one_of = [&](std::initializer_list<const char*> words) {
      return std::any_of(words.begin(), words.end(), [&](const char* other) { return word == other; });
    };
    std::string help = is_one_of({"true", "yes", "y", "on", "1"})    ? "write true"
                       : is_one_of({"false", "no", "n", "off", "0"}) ? "write false"
                                                                     : "write true or false";
    if (node_.quoted && (word == "true" || word == "false")) help += ", without quotes";
    return wrong_kind("true or false", std::move(help));
  }

  std::optional<Value> date() const {
    if (!node_.is_scalar()) return wrong_kind("a date", "write it as YYYY-MM-DD");
    if (const std::optional<Date> date = parse_date(node_.text)) return *date;
    diagnostics_.add(Code::not_a_date, span_, in_quotes(node_.text) + " is not a day",
                     "write it as YYYY-MM-DD");
    return std::nullopt;
  }

  // Digits after a sign or a point at most, or YAML's words for what is not finite.
  static bool like_number(std::string_view text) {
    const std::string word = lower_case(text.substr(text.find_first_not_of("+-") == 1 ? 1 : 0));
    const std::size_t digit = word.find_first_of("0123456789");
    return digit == 0 || (digit == 1 && word[0] == '.') || word == ".inf" || word == ".nan" ||
           word == "nan" || word == "inf";
  }

  // "write 13e9" for 13B, "write 0.43" for 43%.
  std::string number_help() const {
    const std::string_view text = trim(node_.text);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const std::string_view rest = trim(text.substr(static_cast<std::size_t>(end - text.data())));
    if (error == std::errc() && std::isfinite(value) && rest.size() == 1) {
      constexpr std::string_view units = "kmbtKMBT";
      const std::string digits(text.data(), end);
      const std::size_t unit = units.find(rest.front());
      if (unit != units.npos && digits.find_first_of("eE") == digits.npos) {
        return "write " + digits + "e" + std::to_string(3 * (unit % 4 + 1));
      }
      if (rest == "%") return "write " + number_text(fact_.max == 1.0 ? value / 100 : value);
    }
    return "write a number as JSON does: 0.5, 13, 1e25";
  }

  std::optional<Value> number() const {
    const std::optional<double> value = number_of(node_);
    if (!value) {
      if (!node_.is_scalar()) return wrong_kind("a number", "write a number");
      const std::string_view text = trim(node_.text);
      if (!like_number(text)) return wrong_kind("a number", "write a number, or `unknown`");
      if (node_.quoted) return wrong_kind("a number", "write it without quotes");
      if (is_json_number(text))
        diagnostics_.add(Code::out_of_range, span_,
                         in_quotes(text) + " is too large or too small to count with",
                         "write a number between 1e-300 and 1e300");
      else
        diagnostics_.add(Code::not_a_number, span_, in_quotes(text) + " is not a number", number_help());
      return std::nullopt;
    }
    if (within(fact_, *value)) return *value;
    diagnostics_.add(Code::out_of_range, span_, in_quotes(fact_.path) + " cannot be " + number_text(*value),
                     bounds_help(fact_, *value));
    return std::nullopt;
  }

  std::optional<Value> level() const {
    if (!node_.is_scalar()) {
      const bool single = node_.is_sequence() && node_.items.size() == 1 && node_.items[0].is_scalar();
      return wrong_kind("one value",
                        single ? "write " + visible(node_.items[0].text) : value_help("", fact_));
    }
    if (const auto rank = fact_.rank_of(node_.text)) return Level{*rank};
    unknown_value(node_, span_);
    return std::nullopt;
  }

  void unknown_value(const Node& node, const Span& span) const {
    diagnostics_.add(Code::unknown_value, span,
                     in_quotes(fact_.path) + " has no value " + in_quotes(node.text),
                     value_help(node.text, fact_));
  }

  // The items of a list, when they can be read at all: blanks, nested lists and standings cannot.
  std::optional<std::vector<const Node*>> items() const {
    if (node_.is_scalar()) return wrong_kind("a list", list_help(node_.text));
    if (!node_.is_sequence()) return wrong_kind("a list", "write [a, b]");
    std::vector<const Node*> found;
    for (const Node& item : node_.items) {
      const Span span = place_of(item, span_);
      if (is_blank(item)) {
        report_blank(span, "an item of '" + fact_.path + "'", diagnostics_);
      } else if (!item.is_scalar()) {
        diagnostics_.add(Code::wrong_kind, span, "the items of '" + fact_.path + "' are texts",
                         "write [a, b]");
      } else if (const auto standing = standing_of(item)) {
        const std::string word(name_of(*standing));
        diagnostics_.add(Code::wrong_kind, span, "`" + word + "` stands for the whole list, not for an item",
                         fact_.type == FactType::set
                             ? "write `" + word + "` without brackets, or {value: [a, b], partial: true}"
                             : "write `" + word + "` without brackets");
      } else {
        found.push_back(&item);
      }
    }
    if (found.size() < node_.items.size()) return std::nullopt;
    return found;
  }

  std::optional<Value> texts() const {
    const auto list = items();
    if (!list) return std::nullopt;
    std::vector<std::string> texts;
    for (const Node* item : *list) texts.push_back(item->text);
    return texts;
  }

  std::optional<Value> set() const {
    const auto list = items();
    if (!list) return std::nullopt;
    Members members;
    bool fits = true;
    for (const Node* item : *list) {
      const Span span = place_of(*item, span_);
      const auto rank = fact_.rank_of(item->text);
      const std::uint64_t bit = rank ? std::uint64_t{1} << *rank : 0;
      if (!rank) {
        unknown_value(*item, span);
      } else if (members.bits & bit) {
        diagnostics_.add(Code::duplicate_id, span, in_quotes(item->text) + " is listed twice",
                         "remove one of them");
      }
      fits = fits && rank && !(members.bits & bit);
      members.bits |= bit;
    }
    if (!fits) return std::nullopt;
    return members;
  }

  const Node& node_;
  const Fact& fact_;
  const Span& span_;
  Diagnostics& diagnostics_;
};

Node scalar(std::string_view text) {
  Node node;
  text = trim(text);
  if (text.empty()) return node;
  node.kind = NodeKind::scalar;
  node.text = std::string(text);
  return node;
}

// An item of a list on the command line may be quoted.
Node item_of_text(std::string_view text) {
  text = trim(text);
  const bool in_quotes =
      text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
  return scalar(in_quotes ? text.substr(1, text.size() - 2) : text);
}

}  // namespace

std::optional<Standing> standing_of(const Node& node) {
  if (!node.is_scalar()) return std::nullopt;
  if (node.text == "unknown") return Standing::unknown;
  if (node.text == "withheld") return Standing::withheld;
  if (node.text == "n/a") return Standing::not_applicable;
  return std::nullopt;
}

Span place_of(const Node& node, const Span& fallback) {
  return node.span.begin.line > 0 ? node.span : fallback;
}

void report_blank(const Span& span, std::string_view what, Diagnostics& diagnostics) {
  diagnostics.add(Code::blank_value, span, std::string(what) + " has no value",
                  "write `unknown` if nobody said, or a value");
}

bool read_value(const Node& node, const Fact& fact, const Span& fallback, Statement& into,
                Diagnostics& diagnostics) {
  into.fact = fact.id;
  into.span = place_of(node, fallback);
  if (is_blank(node)) {
    report_blank(into.span, "'" + fact.path + "'", diagnostics);
    return false;
  }
  if (const auto standing = standing_of(node)) {
    into.standing = *standing;
    return true;
  }
  std::optional<Value> value = ValueReader(node, fact, into.span, diagnostics).read();
  if (!value) return false;
  into.standing = Standing::stated;
  into.value = *std::move(value);
  return true;
}

Node node_of_text(std::string_view text, const Fact& fact) {
  text = trim(text);
  const bool list = fact.type == FactType::set || fact.type == FactType::text_list;
  Node node = scalar(text);
  if (!list || text.empty() || standing_of(node)) return node;
  if (text.front() == '[' && text.back() == ']' && text.size() >= 2)
    text = trim(text.substr(1, text.size() - 2));
  node = {};
  node.kind = NodeKind::sequence;
  if (text.empty()) return node;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    node.items.push_back(item_of_text(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return node;
}

std::string number_text(double number) {
  std::array<char, 64> buffer{};
  const bool whole = std::abs(number) < 1e15 && number == std::trunc(number);
  const auto result =
      whole ? std::to_chars(buffer.data(), buffer.data() + buffer.size(), static_cast<long long>(number))
            : std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
  return {buffer.data(), result.ptr};
}

bool within(const Fact& fact, double number) {
  return !(fact.min && number < *fact.min) && !(fact.max && number > *fact.max);
}

std::string bounds_help(const Fact& fact, double number) {
  if (fact.max == 1.0 && number > 1 && number <= 100)
    return "a fraction lies between 0 and 1: write " + number_text(number / 100) + ", not " +
           number_text(number);
  std::string bounds = fact.min ? number_text(*fact.min) : "";
  bounds += fact.min && fact.max ? " to " : fact.min ? " or more" : "";
  if (fact.max) bounds += number_text(*fact.max) + (fact.min ? "" : " or less");
  return "it can be " + bounds;
}

}  // namespace openrisk
