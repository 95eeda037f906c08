// yaml-cpp reads a bracketed value, or a line, to its end before it reports anything, since what it reads
// may turn out to be a key: millions of open brackets would fill the memory first. So the limits are
// checked before, by a scanner that knows only what starts a token: quotes, comments, block texts and
// plain texts hide brackets, everything else is skipped. Where it takes an odd layout for something
// else, nothing is lost but the early stop or the better message.
#include "node/yaml_outline.hpp"

#include <algorithm>

#include "node/reading.hpp"

namespace openrisk {
namespace {

// At most: opening, key, colon, value, comma or dash, closing; the rest is for what is miscounted.
constexpr std::size_t kTokensPerNode = 8;

bool is_white(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_bracket(char c) { return c == '[' || c == ']' || c == '{' || c == '}'; }

class Scanner {
 public:
  Scanner(std::string_view text, const Limits& limits)
      : text_(text), limits_(limits), at_(byte_order_mark(text)) {}

  Outline scan() {
    for (skip_blanks(); at_ < text_.size(); skip_blanks()) token();
    if (!open_.empty() && !outline_.unclosed && !outline_.too_deep) outline_.unclosed = open_.back();
    return std::move(outline_);
  }

 private:
  bool in_flow() const { return !open_.empty(); }
  char ahead(std::size_t n) const { return at_ + n < text_.size() ? text_[at_ + n] : '\n'; }
  void stop() { at_ = text_.size(); }
  std::size_t line_end(std::size_t from) const { return std::min(text_.find('\n', from), text_.size()); }

  void skip_blanks() {
    while (at_ < text_.size() && (is_white(text_[at_]) || text_[at_] == '#')) {
      at_ = text_[at_] == '#' ? line_end(at_) : at_ + 1;
    }
  }

  void token() {
    if (++tokens_ > kTokensPerNode * limits_.nodes) {
      outline_.too_many = at_;
      return stop();
    }
    const char c = text_[at_];
    const bool indicator = c == ',' || ((c == '-' || c == '?' || c == ':') && is_white(ahead(1)));
    const long parent = in_flow() ? 0 : parent_column(indicator);
    const bool line_start = at_ == 0 || text_[at_ - 1] == '\n';
    const std::string_view three = text_.substr(at_, 3);
    if (!in_flow() && line_start && c == '%') {
      if (!outline_.directive && !text_.substr(at_).starts_with("%YAML ")) outline_.directive = at_;
      at_ = line_end(at_);
    } else if (!in_flow() && line_start && (three == "---" || three == "...") && is_white(ahead(3))) {
      at_ += 3;
    } else if (c == '[' || c == '{') {
      open();
    } else if (c == ']' || c == '}') {
      close();
    } else if (c == '"' || c == '\'') {
      quoted();
    } else if (!in_flow() && (c == '|' || c == '>')) {
      skip_deeper_lines(parent);
    } else if (indicator) {
      ++at_;
    } else if (c == '&' || c == '*' || c == '!') {
      at_ = word_end(text_, at_);
    } else {
      plain(parent);
    }
  }

  void open() {
    open_.push_back(at_);
    if (open_.size() > limits_.depth) {
      outline_.too_deep = at_;
      return stop();
    }
    ++at_;
  }

  void close() {
    if (in_flow()) {
      const char wanted = text_[open_.back()] == '[' ? ']' : '}';
      if (text_[at_] != wanted && !outline_.mismatch) outline_.mismatch = {open_.back(), at_};
      open_.pop_back();
    }
    ++at_;
  }

  void quoted() {
    const std::size_t begin = at_;
    const char quote = text_[at_++];
    for (; at_ < text_.size(); ++at_) {
      if (quote == '"' && text_[at_] == '\\') {
        ++at_;
      } else if (text_[at_] == quote) {
        if (quote == '"' || ahead(1) != '\'') break;
        ++at_;
      }
    }
    if (at_ >= text_.size()) {
      outline_.unclosed = begin;
      return stop();
    }
    ++at_;
    const bool several_lines = text_.substr(begin, at_ - begin).find('\n') != std::string_view::npos;
    if (several_lines) outline_.long_quotes.emplace_back(begin, at_);
  }

  // The column, from 0, of the key or dash that the token at `at_` belongs to, as far as its line
  // tells; one less than its own column when the token is the first of its line. -1 is the margin.
  long parent_column(bool indicator) {
    const std::size_t newline = text_.substr(seen_, at_ - seen_).rfind('\n');
    if (newline != std::string_view::npos) line_ = seen_ + newline + 1;
    seen_ = at_;
    const long column = static_cast<long>(at_ - line_);
    if (line_ != parent_line_) {
      parent_line_ = line_;
      parent_ = column - 1;
      has_key_ = false;
    }
    const long parent = parent_;
    if (!has_key_) parent_ = column;
    has_key_ = has_key_ || !indicator;
    return parent;
  }

  // Skips the lines after this one that are blank or indented deeper than `column`.
  void skip_deeper_lines(long column) {
    for (at_ = line_end(at_); at_ < text_.size();) {
      std::size_t first = at_ + 1;
      while (first < text_.size() && text_[first] == ' ') ++first;
      const bool empty = first >= text_.size() || text_[first] == '\n' || text_[first] == '\r';
      if (!empty && static_cast<long>(first - at_ - 1) <= column) return;
      at_ = line_end(at_ + 1);
    }
  }

  void plain(long parent) {
    for (++at_; at_ < text_.size() && text_[at_] != '\n'; ++at_) {
      const char c = text_[at_];
      const char next = ahead(1);
      if (in_flow() && (c == ',' || is_bracket(c))) return;
      if (c == ':' && (is_white(next) || (in_flow() && (next == ',' || next == ']' || next == '}')))) return;
      if (is_white(c) && next == '#') return;
    }
    if (!in_flow()) skip_deeper_lines(parent);
  }

  std::string_view text_;
  const Limits& limits_;
  std::size_t at_;
  std::size_t tokens_ = 0;
  std::size_t seen_ = 0, line_ = 0;                         // the line that byte `seen_` is in
  std::size_t parent_line_ = static_cast<std::size_t>(-1);  // the line that the next two are about
  long parent_ = -1;
  bool has_key_ = false;
  std::vector<std::size_t> open_;
  Outline outline_;
};

}  // namespace

Outline outline_of(std::string_view text, const Limits& limits) { return Scanner(text, limits).scan(); }

}  // namespace openrisk
