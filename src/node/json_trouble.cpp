// simdjson says that a text is not JSON, and rarely where. This reads the text once more, token by
// token with a stack of open brackets, and stops at the first that cannot stand where it stands. It
// runs only after an error, so it may take its time.
#include "node/json_trouble.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "node/reading.hpp"

namespace openrisk {
namespace {

enum class Expect { value, value_or_end, key, key_or_end, colon, comma_or_end, nothing };

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_hexadecimal(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

class JsonScanner {
 public:
  JsonScanner(std::string_view text, std::size_t depth) : text_(text), depth_(depth) {}

  std::optional<JsonTrouble> check() {
    for (;;) {
      while (at_ < text_.size() && is_space(text_[at_])) ++at_;
      if (at_ == text_.size() || trouble_) break;
      token();
    }
    if (!trouble_ && !open_.empty())
      fail(open_.back(), 1, std::string("this ") + text_[open_.back()] + " is never closed",
           "add the closing bracket");
    if (!trouble_ && expect_ == Expect::value) fail(at_, 1, "the text ends where a value is expected", "");
    return trouble_;
  }

 private:
  void fail(std::size_t begin, std::size_t size, std::string message, std::string help) {
    if (!trouble_) trouble_ = JsonTrouble{begin, begin + size, std::move(message), std::move(help)};
  }

  void token() {
    const char c = text_[at_];
    switch (expect_) {
      case Expect::value_or_end:
        if (c == ']') return close();
        return value();
      case Expect::value: return value();
      case Expect::key_or_end:
        if (c == '}') return close();
        return key();
      case Expect::key: return key();
      case Expect::colon:
        if (c != ':') return fail(at_, 1, "a ':' is missing after the key", "");
        expect_ = Expect::value;
        ++at_;
        return;
      case Expect::comma_or_end: return comma();
      case Expect::nothing: return fail(at_, 1, "text stands after the end of the document", "");
    }
  }

  void after_value() { expect_ = open_.empty() ? Expect::nothing : Expect::comma_or_end; }

  void close() {
    open_.pop_back();
    ++at_;
    after_value();
  }

  void comma() {
    const bool object = text_[open_.back()] == '{';
    const char c = text_[at_];
    if (c == (object ? '}' : ']')) return close();
    if (c == ']' || c == '}')
      return fail(at_, 1, std::string("'") + c + "' does not close '" + text_[open_.back()] + "'", "");
    if (c != ',') return fail(at_, 1, "a ',' is missing before this", "");
    expect_ = object ? Expect::key : Expect::value;
    ++at_;
  }

  void key() {
    const char c = text_[at_];
    if (c == '"') {
      string();
      expect_ = Expect::colon;
    } else if (c == '}') {
      fail(at_, 1, "a ',' stands before the end", "JSON has no comma after the last entry");
    } else {
      fail(at_, word_size(), "a key in double quotes is expected", comment_help());
    }
  }

  void value() {
    const char c = text_[at_];
    if (c == '{' || c == '[') {
      if (open_.size() >= depth_) {
        fail(at_, 1, "", "");
        trouble_->deep = true;
        return;
      }
      open_.push_back(at_++);
      expect_ = c == '{' ? Expect::key_or_end : Expect::value_or_end;
    } else if (c == '"') {
      string();
      after_value();
    } else if (c == ']' || c == '}' || c == ',') {
      const bool trailing = c == ']' && !open_.empty();
      fail(at_, 1, trailing ? "a ',' stands before the end" : "a value is missing here",
           trailing ? "JSON has no comma after the last entry" : "write null, or remove the comma");
    } else {
      word();
    }
  }

  std::size_t word_size() const {
    std::size_t end = at_ + 1;
    while (end < text_.size() && !is_space(text_[end]) &&
           std::string_view(",:[]{}\"").find(text_[end]) == std::string_view::npos)
      ++end;
    return end - at_;
  }

  std::string comment_help() const {
    const char c = text_[at_];
    if (c == '\'') return "JSON knows double quotes only";
    return c == '/' || c == '#' ? "JSON has no comments" : "";
  }

  void word() {
    const std::size_t size = word_size();
    const std::string_view text = text_.substr(at_, size);
    const std::string_view digits = "-+.0123456789";
    if (text == "true" || text == "false" || text == "null" || is_json_number(text)) {
      at_ += size;
      return after_value();
    }
    if (digits.find(text[0]) != std::string_view::npos) {
      return fail(at_, size, "'" + visible(text) + "' is not a number as JSON writes it",
                  "write 0.5, 13, -2 or 1e25");
    }
    const std::string help = comment_help();
    fail(at_, size, "'" + visible(text) + "' is not a value of JSON",
         help.empty() ? "texts stand in double quotes" : help);
  }

  // The four digits of \uXXXX at `at`, or -1.
  int unit(std::size_t at) const {
    if (at + 6 > text_.size() || text_[at] != '\\' || text_[at + 1] != 'u') return -1;
    const std::string_view digits = text_.substr(at + 2, 4);
    if (!std::all_of(digits.begin(), digits.end(), is_hexadecimal)) return -1;
    return static_cast<int>(std::stoul(std::string(digits), nullptr, 16));
  }

  // The size of the escape at `at`, 0 when there is no such escape.
  std::size_t escape_size(std::size_t at) const {
    const char c = at + 1 < text_.size() ? text_[at + 1] : '\0';
    if (c != 'u')
      return c != '\0' && std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos ? 2 : 0;
    const int first = unit(at);
    if (first < 0 || (first >= 0xDC00 && first < 0xE000)) return 0;
    if (first < 0xD800 || first >= 0xE000) return 6;
    const int second = unit(at + 6);
    return second >= 0xDC00 && second < 0xE000 ? 12 : 0;
  }

  void string() {
    const std::size_t begin = at_++;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (text_[at_] == '\n')
        return fail(begin, 1, "the quotes that begin here are not closed on this line",
                    "a line end in a text is written \\n");
      if (static_cast<unsigned char>(text_[at_]) < 0x20)
        return fail(at_, 1, "a control character stands in a text", "write a tab as \\t");
      const std::size_t size = text_[at_] == '\\' ? escape_size(at_) : 1;
      if (size == 0)
        return fail(at_, std::min<std::size_t>(2, text_.size() - at_), "this is no escape of JSON",
                    "a backslash in a text is written \\\\");
      at_ += size;
    }
    if (at_ >= text_.size()) return fail(begin, 1, "the quotes that begin here are never closed", "");
    ++at_;
  }

  std::string_view text_;
  std::size_t depth_;
  std::size_t at_ = 0;
  std::vector<std::size_t> open_;
  Expect expect_ = Expect::value;
  std::optional<JsonTrouble> trouble_;
};

}  // namespace

std::optional<JsonTrouble> find_json_trouble(std::string_view text, std::size_t depth) {
  return JsonScanner(text, depth).check();
}

}  // namespace openrisk
