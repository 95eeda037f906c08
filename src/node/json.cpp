// simdjson on demand: values are read in the order of the text, each exactly once, so no error of the
// text stays unseen. Positions come from the pointers that simdjson gives into the padded copy.
#include <simdjson.h>

#include "base/text.hpp"
#include "node/json_trouble.hpp"
#include "node/reading.hpp"

namespace openrisk {
namespace {

namespace od = simdjson::ondemand;

constexpr std::string_view kSpace = " \t\r\n";

class Reader {
 public:
  Reader(const Source& source, std::string_view padded, const Limits& limits, Diagnostics& diagnostics)
      : text_(padded),
        shift_(byte_order_mark(source.text)),
        lines_(source),
        limits_(limits),
        diagnostics_(diagnostics) {}

  // False when the text is not JSON, or a limit was passed, which is then reported.
  bool read(od::document& document, Node& root) {
    od::json_type type{};
    if (document.type().get(type)) return false;
    if (type == od::json_type::object || type == od::json_type::array) {
      od::value value;
      return !document.get_value().get(value) && read(value, root, 0) && rest_is_blank();
    }
    std::string_view token;
    if (document.raw_json_token().get(token)) return false;
    std::string_view text;
    const bool is_text = type == od::json_type::string;
    if (is_text && document.get_string().get(text)) return false;
    if (is_text) return set_text(token, text, root) && rest_is_blank();
    return set_word(token, root) && rest_is_blank();
  }

  bool limited() const { return limited_; }

 private:
  bool read(od::value& value, Node& out, std::size_t depth) {
    od::json_type type{};
    if (value.type().get(type)) return false;
    const std::string_view token = value.raw_json_token();
    const std::size_t begin = offset(token.data());
    if (!within_limits(begin, depth, type)) return false;
    switch (type) {
      case od::json_type::object: return read_object(value, out, begin, depth);
      case od::json_type::array: return read_array(value, out, begin, depth);
      case od::json_type::string: {
        std::string_view text;
        return !value.get_string().get(text) && set_text(token, text, out);
      }
      default: break;
    }
    return set_word(token, out);  // simdjson moves past a value that it was not asked for
  }

  bool read_object(od::value& value, Node& out, std::size_t begin, std::size_t depth) {
    out.kind = NodeKind::mapping;
    last_ = begin + 1;
    out.entries.reserve(4);
    od::object object;
    if (value.get_object().get(object)) return false;
    for (auto result : object) {
      od::field field;
      if (std::move(result).get(field)) return false;
      NodeEntry entry;
      const std::size_t key = offset(field.key().raw()) - 1;  // raw() is behind the quote
      std::string_view text;
      if (field.unescaped_key().get(text)) return false;
      entry.key = text;
      entry.key_span = span(key, scalar_end(text_, key, text));
      if (!read(field.value(), entry.value, depth + 1)) return false;
      out.entries.push_back(std::move(entry));
    }
    return close(out, begin, '}');
  }

  bool read_array(od::value& value, Node& out, std::size_t begin, std::size_t depth) {
    out.kind = NodeKind::sequence;
    last_ = begin + 1;
    od::array array;
    if (value.get_array().get(array)) return false;
    for (auto result : array) {
      od::value item;
      if (std::move(result).get(item)) return false;
      if (!read(item, out.items.emplace_back(), depth + 1)) return false;
    }
    return close(out, begin, ']');
  }

  bool close(Node& out, std::size_t begin, char closer) {
    const std::size_t at = text_.find_first_not_of(kSpace, last_);
    if (at == std::string_view::npos || text_[at] != closer) return false;
    last_ = at + 1;
    out.span = span(begin, last_);
    return true;
  }

  bool set_text(std::string_view token, std::string_view text, Node& out) {
    out.kind = NodeKind::scalar;
    out.quoted = true;
    out.text = text;
    const std::size_t begin = offset(token.data());
    last_ = scalar_end(text_, begin, text);
    out.span = span(begin, last_);
    return ends_here();
  }

  // A number keeps its digits as they are written.
  bool set_word(std::string_view token, Node& out) {
    const std::size_t begin = offset(token.data());
    const std::size_t end = std::min(text_.find_first_of(" \t\r\n,:[]{}\"", begin), text_.size());
    const std::string_view word = text_.substr(begin, end - begin);
    if (word != "null" && word != "true" && word != "false" && !is_json_number(word)) return false;
    if (word != "null") {
      out.kind = NodeKind::scalar;
      out.text = word;
    }
    last_ = end;
    out.span = span(begin, end);
    return ends_here();
  }

  // simdjson skips what stands directly behind a value: `true"x"`.
  bool ends_here() const {
    return last_ >= text_.size() ||
           std::string_view(" \t\r\n,:]}").find(text_[last_]) != std::string_view::npos;
  }

  bool rest_is_blank() const { return text_.find_first_not_of(kSpace, last_) == std::string_view::npos; }

  bool within_limits(std::size_t begin, std::size_t depth, od::json_type type) {
    const bool collection = type == od::json_type::object || type == od::json_type::array;
    if (collection && depth >= limits_.depth) {
      diagnostics_.add(Code::too_deep, span(begin, begin + 1), deeper_than(limits_));
      limited_ = true;
    } else if (++nodes_ > limits_.nodes) {
      diagnostics_.add(Code::too_many_nodes, span(begin, begin + 1),
                       "the text has more than " + std::to_string(limits_.nodes) + " nodes");
      limited_ = true;
    }
    return !limited_;
  }

  std::size_t offset(const char* pointer) const { return static_cast<std::size_t>(pointer - text_.data()); }
  Span span(std::size_t begin, std::size_t end) const { return lines_.span(begin + shift_, end + shift_); }

  std::string_view text_;
  std::size_t shift_;  // bytes of the mark before the text
  Lines lines_;
  const Limits& limits_;
  Diagnostics& diagnostics_;
  std::size_t last_ = 0;  // the byte after what was read last
  std::size_t nodes_ = 0;
  bool limited_ = false;
};

void report_trouble(const Source& source, simdjson::error_code error, const Limits& limits,
                    Diagnostics& diagnostics) {
  const std::size_t shift = byte_order_mark(source.text);
  const auto trouble = find_json_trouble(std::string_view(source.text).substr(shift), limits.depth);
  if (trouble) {
    const Span span = Lines(source).span(trouble->begin + shift, trouble->end + shift);
    if (trouble->deep)
      diagnostics.add(Code::too_deep, span, deeper_than(limits));
    else
      diagnostics.add(Code::syntax, span, trouble->message, trouble->help);
  } else {
    diagnostics.add(Code::syntax, Lines(source).span(shift, shift),
                    std::string("this is not JSON: ") + simdjson::error_message(error));
  }
}

}  // namespace

std::optional<Node> parse_json(const Source& source, Diagnostics& diagnostics, const Limits& limits) {
  const std::size_t errors = diagnostics.errors();
  if (!is_readable(source, limits, diagnostics)) return std::nullopt;
  const std::string_view text = std::string_view(source.text).substr(byte_order_mark(source.text));
  if (text.find_first_not_of(kSpace) == std::string_view::npos) {
    diagnostics.add(Code::empty_file, Lines(source).span(0, 0), "the text holds nothing",
                    std::string(nothing_help));
    return std::nullopt;
  }
  const simdjson::padded_string padded(text);
  od::parser parser;
  od::document document;
  const simdjson::error_code error = parser.iterate(padded).get(document);
  Reader reader(source, std::string_view(padded), limits, diagnostics);
  Node root;
  if (error || !reader.read(document, root)) {
    if (!reader.limited()) report_trouble(source, error ? error : simdjson::TAPE_ERROR, limits, diagnostics);
    return std::nullopt;
  }
  keys_are_unique(root, diagnostics);
  if (diagnostics.errors() == errors && root.kind == NodeKind::blank) {
    diagnostics.add(Code::empty_file, root.span, "the text holds nothing", std::string(nothing_help));
  }
  if (diagnostics.errors() > errors) return std::nullopt;
  return root;
}

}  // namespace openrisk
