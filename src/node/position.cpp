// The value of a scalar is not what stands in the file: quoted texts have escapes, long texts are
// folded, block texts are indented. To find the place of a byte of the value, the source is read once
// more beside the value: each step takes some bytes of the source and the bytes of the value that they
// stand for. Where the two disagree there is no answer; nobody relies on one.
#include <algorithm>
#include <string>

#include "node/reading.hpp"

namespace openrisk {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

// A step through source and value: `source` bytes that show `value` bytes.
struct Step {
  std::size_t source = 0;
  std::size_t value = 0;
};

class Walker {
 public:
  Walker(std::string_view source, std::size_t begin, std::string_view value)
      : source_(source), value_(value), at_(begin) {}

  // Where byte `offset` begins; with `behind`, where the byte before it ends. The two differ by what shows
  // nothing, such as an escaped line end.
  std::optional<std::size_t> flow_scalar(std::size_t offset, bool behind) {
    const char quote = source_[at_] == '"' || source_[at_] == '\'' ? source_[at_] : '\0';
    if (quote != '\0') ++at_;
    while (done_ < offset || (done_ < value_.size() && !behind)) {
      const auto step = flow_step(quote);
      if (done_ == offset && (!step || step->value > 0)) return at_;
      if (!step || at_ >= source_.size()) return std::nullopt;
      if (done_ + step->value > offset) return at_;
      take(*step);
    }
    // blanks at the end of a line belong to no value, but an escaped line end may follow
    return at_;
  }

  std::optional<std::size_t> block_scalar(std::size_t offset) {
    at_ = std::min(source_.find('\n', at_), source_.size());
    if (value_.empty()) return at_;
    if (break_at() == 0) return std::nullopt;
    const std::size_t indent = block_indent();
    for (bool header = true; header || done_ < offset; header = false) {
      if (at_ >= source_.size()) return std::nullopt;
      const bool breaks = break_at() > 0;
      const auto step = breaks ? block_break(header) : matching_byte();
      if (!step) return std::nullopt;
      if (done_ + step->value > offset) return at_;
      take(*step);
      if (breaks) skip_blanks(indent);
    }
    return at_;
  }

 private:
  void take(const Step& step) {
    at_ += step.source;
    done_ += step.value;
  }

  char ahead(std::size_t n) const { return at_ + n < source_.size() ? source_[at_ + n] : '\0'; }

  // Bytes of a line end here: 0, 1 or 2.
  std::size_t break_at(std::size_t n = 0) const {
    return ahead(n) == '\n' ? 1 : ahead(n) == '\r' && ahead(n + 1) == '\n' ? 2 : 0;
  }

  void skip_blanks(std::size_t most) {
    for (std::size_t i = 0; i < most && ahead(0) == ' '; ++i) ++at_;
  }

  std::optional<Step> matching_byte() const {
    if (at_ >= source_.size() || done_ >= value_.size() || source_[at_] != value_[done_]) return std::nullopt;
    return Step{1, 1};
  }

  // Blanks, line ends and indentation that a folded line end covers, with the number of line ends.
  std::pair<std::size_t, std::size_t> fold() const {
    std::size_t length = 0, breaks = 0, n = 0;
    for (;;) {
      while (at_ + n < source_.size() && is_blank(source_[at_ + n])) ++n;
      const std::size_t size = break_at(n);
      if (size == 0) break;
      n += size;
      ++breaks;
    }
    if (breaks > 0) length = n;
    return {length, breaks};
  }

  std::optional<Step> flow_step(char quote) const {
    if (const auto [length, breaks] = fold(); breaks > 0) {
      const std::string shown = breaks == 1 ? " " : std::string(breaks - 1, '\n');
      if (!value_.substr(done_).starts_with(shown)) return std::nullopt;
      return Step{length, shown.size()};
    }
    if (quote == '"' && ahead(0) == '\\') return escape();
    if (quote == '"' && ahead(0) == '"') return std::nullopt;
    if (quote == '\'' && ahead(0) == '\'') return ahead(1) == '\'' ? std::optional(Step{2, 1}) : std::nullopt;
    return matching_byte();
  }

  // The code point of the `digits` hexadecimal digits at n, 0 where there are none.
  std::uint32_t hexadecimal(std::size_t n, std::size_t digits) const {
    std::uint32_t value = 0;
    for (std::size_t i = n; i < n + digits; ++i) {
      const char c = ahead(i);
      const bool digit = c >= '0' && c <= '9';
      const char letter = static_cast<char>(c | 0x20);
      if (!digit && (letter < 'a' || letter > 'f')) return 0;
      value = value * 16 + static_cast<std::uint32_t>(digit ? c - '0' : letter - 'a' + 10);
    }
    return value;
  }

  std::optional<Step> escape() const {
    const auto size_of = [](std::uint32_t c) -> std::size_t {
      return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    };
    if (const std::size_t size = break_at(1)) {
      std::size_t n = 1 + size;
      while (is_blank(ahead(n))) ++n;
      return Step{n, 0};
    }
    switch (ahead(1)) {
      case 'x': return Step{4, size_of(hexadecimal(2, 2))};
      case 'U': return Step{10, size_of(hexadecimal(2, 8))};
      case 'u': {
        const std::uint32_t value = hexadecimal(2, 4);
        const bool pair = value >= 0xD800 && value < 0xDC00;
        return pair ? Step{12, 4} : Step{6, size_of(value)};
      }
      case 'N':
      case '_': return Step{2, 2};
      case 'L':
      case 'P': return Step{2, 3};
      default: return Step{2, 1};
    }
  }

  // How far the lines of a block are indented: as far as its first line that is not blank, less the
  // blanks that this line has in the value.
  std::size_t block_indent() const {
    std::size_t line = at_, column = 0;
    for (std::size_t i = at_; i < source_.size(); ++i) {
      if (source_[i] == '\n') {
        line = i + 1;
      } else if (source_[i] != ' ' && source_[i] != '\r') {
        column = i - line;
        break;
      }
    }
    const std::size_t first = value_.find_first_not_of('\n');
    const std::size_t text = value_.find_first_not_of(" \n");
    if (first == std::string_view::npos || text == std::string_view::npos) return column;
    const std::size_t blanks = text - value_.rfind('\n', text) - 1;  // npos + 1 is 0
    return column - std::min(column, blanks);
  }

  // A line end of a block with the blank lines after it. The one of the header shows nothing.
  std::optional<Step> block_break(bool header) const {
    std::size_t n = 0, breaks = 0, end = 0;
    while (const std::size_t size = break_at(n)) {
      n += size;
      end = n;
      ++breaks;
      while (ahead(n) == ' ') ++n;
    }
    const std::size_t most = header ? breaks - 1 : breaks;
    std::size_t shown = 0;
    while (shown < most && done_ + shown < value_.size() && value_[done_ + shown] == '\n') ++shown;
    if (!header && shown == 0) {
      if (done_ >= value_.size() || value_[done_] != ' ') return std::nullopt;
      shown = 1;
    }
    return Step{end, shown};
  }

  std::string_view source_, value_;
  std::size_t at_;
  std::size_t done_ = 0;  // bytes of the value
};

}  // namespace

std::optional<std::size_t> locate(std::string_view source, std::size_t begin, std::string_view value,
                                  std::size_t offset, bool behind) {
  if (begin >= source.size()) return std::nullopt;
  offset = std::min(offset, value.size());
  const char first = source[begin];
  if (first == '|' || first == '>') return Walker(source, begin, value).block_scalar(offset);
  return Walker(source, begin, value).flow_scalar(offset, behind);
}

std::optional<std::size_t> closing_quote(std::string_view source, std::size_t begin) {
  const char quote = source[begin];
  for (std::size_t i = begin + 1; i < source.size(); ++i) {
    if (quote == '"' && source[i] == '\\') {
      ++i;
    } else if (source[i] == quote) {
      if (quote == '"' || source.substr(i + 1, 1) != "'") return i;
      ++i;
    }
  }
  return std::nullopt;
}

std::size_t scalar_end(std::string_view source, std::size_t begin, std::string_view value) {
  if (begin >= source.size()) return source.size();
  const char first = source[begin];
  if (first == '"' || first == '\'') {
    const std::size_t end = begin + 1 + value.size();  // right for a text without escapes, which is most
    const bool plain =
        source.substr(begin + 1, value.size()) == value && end < source.size() && source[end] == first;
    if (plain && source.substr(end + 1, 1) != "'") return end + 1;
    const auto closing = closing_quote(source, begin);
    return closing ? *closing + 1 : source.size();
  }
  if (source.substr(begin, value.size()) == value) return begin + value.size();
  if (first == '|' || first == '>') {
    const std::size_t last = value.find_last_not_of(" \n");
    const std::size_t size = last == std::string_view::npos ? 0 : last + 1;
    if (size == 0) return std::min(source.find_first_of("\r\n", begin), source.size());
    return locate(source, begin, value, size).value_or(begin + 1);
  }
  return locate(source, begin, value, value.size()).value_or(begin);
}

std::size_t offset_of(std::string_view text, Position position) {
  std::size_t begin = byte_order_mark(text);
  for (std::uint32_t line = 1; line < position.line; ++line) {
    const std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) return text.size();
    begin = end + 1;
  }
  return std::min(text.size(), begin + (position.column > 0 ? position.column - 1 : 0));
}

namespace {

// The position of byte `offset`, which lies behind byte `from` at `known`.
Position advance(std::string_view text, Position known, std::size_t from, std::size_t offset) {
  const std::string_view between = text.substr(from, offset - from);
  const auto breaks = static_cast<std::uint32_t>(std::count(between.begin(), between.end(), '\n'));
  if (breaks == 0) return {known.line, known.column + static_cast<std::uint32_t>(between.size())};
  return {known.line + breaks, static_cast<std::uint32_t>(between.size() - between.rfind('\n'))};
}

}  // namespace

Span span_within(const Source& source, std::string_view text, const Span& scalar, std::size_t begin,
                 std::size_t end) {
  const std::size_t start = offset_of(source.text, scalar.begin);
  const auto from = locate(source.text, start, text, begin);
  const auto to = locate(source.text, start, text, end, end > begin);
  if (scalar.begin.line == 0 || !from || !to) return scalar;
  return {source.id, advance(source.text, scalar.begin, start, *from),
          advance(source.text, scalar.begin, start, *to)};
}

Position position_within(const Source& source, std::string_view text, const Span& scalar,
                         std::size_t offset) {
  return span_within(source, text, scalar, offset, offset).begin;
}

}  // namespace openrisk
