// The tree grows on a stack of unfinished collections, one per level. The parser tells only where
// things begin: where they end is read from the text. yaml-cpp also reads on where a quote, a bracket,
// a colon or a value is missing, and takes much for a comment: that is checked here.
#include "node/yaml_tree.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace openrisk {
namespace {

constexpr std::size_t kMostErrors = 50;  // after so many, reading on helps nobody

}  // namespace

void YamlTree::add(const Trouble& trouble) {
  const Span span = lines_.span(trouble.begin, trouble.end);
  Diagnostic& added = diagnostics_.add(trouble.code, span, trouble.message, trouble.help);
  if (!trouble.label) return;
  added.labels.push_back({lines_.span(*trouble.label, *trouble.label + 1), trouble.label_text});
}

// Behind an open bracket or quote nothing else that is found is worth saying.
void YamlTree::report(const Trouble& trouble) {
  const std::size_t open = outline_.unclosed.value_or(text_.size());
  if (trouble.begin == open || (trouble.begin > open && trouble.code == Code::syntax)) {
    add(explain_open(text_, open));
    throw Stop();
  }
  if (++errors_ > kMostErrors) throw Stop();
  add(trouble);
}

void YamlTree::report(Code code, std::size_t begin, std::size_t end, std::string message, std::string help) {
  report(Trouble{code, begin, end, std::move(message), std::move(help), {}, {}});
}

void YamlTree::give_up(Code code, std::size_t begin, std::size_t end, std::string message, std::string help) {
  report(code, begin, end, std::move(message), std::move(help));
  throw Stop();
}

// Anchors and tags; what stands behind them is read all the same.
bool YamlTree::refuse(std::size_t at, const Properties& properties) {
  const char first = at < text_.size() ? text_[at] : '\0';
  const bool tagged = (properties.tag != "?" && properties.tag != "!") || first == '!';
  if (!properties.anchored && !tagged) return false;
  report(Code::alias, at, word_end(text_, at), first == '&' ? "an anchor stands here" : "a tag stands here",
         "write the content out; a text that begins with '&', '*' or '!' needs quotes");
  return true;
}

void YamlTree::document(std::size_t at) {
  if (++documents_ == 1) return;
  report(explain_more_text(text_, last_, at));
  throw Stop();
}

void YamlTree::nothing(std::size_t at, const Properties& properties) {
  refuse(at, properties);
  const std::size_t size = null_size(text_, at);
  if (awaits_key()) refuse_null_key(at, size);
  Node node;
  if (size > 0) {
    last_ = at + size;
    node.span = lines_.span(at, last_);
  } else {
    node.span = place_of_nothing(at);
    check_absence(at);
  }
  attach(std::move(node), at);
}

void YamlTree::alias(std::size_t at) {
  last_ = word_end(text_, at);
  report(Code::alias, at, last_, "an alias is used here",
         "write the content out; a text that begins with '*' needs quotes");
  if (awaits_key()) return hold_key(at, {}, false);
  Node node;
  node.span = lines_.span(at, last_);
  attach(std::move(node), at);
}

void YamlTree::scalar(std::size_t at, const Properties& properties, const std::string& value) {
  const bool refused = refuse(at, properties);
  const bool quoted = properties.tag == "!";
  last_ = refused ? word_end(text_, at) : scalar_end(text_, at, value);
  if (quoted && !refused) check_quotes(at, value);
  if (awaits_key()) return hold_key(at, value, quoted);
  Node node;
  node.kind = NodeKind::scalar;
  node.quoted = quoted;
  node.text = value;
  node.span = lines_.span(at, last_);
  attach(std::move(node), at);
}

void YamlTree::begin(NodeKind kind, std::size_t at, const Properties& properties) {
  refuse(at, properties);
  if (awaits_key()) {
    give_up(Code::syntax, at, at + 1, "a key is a list or a mapping",
            "keys are texts: quote a key that begins with a bracket");
  }
  if (levels_.size() >= limits_.depth) {
    give_up(Code::too_deep, at, at + 1,
            "this is nested deeper than " + std::to_string(limits_.depth) + " levels", "");
  }
  count(at);
  Level& level = levels_.emplace_back();
  level.node.kind = kind;
  level.begin = at;
  const char opener = at < text_.size() ? text_[at] : '\0';
  if (opener == '[' && kind == NodeKind::sequence) level.closer = ']';
  if (opener == '{' && kind == NodeKind::mapping) level.closer = '}';
  if (level.closer != '\0') last_ = at + 1;
}

void YamlTree::end() {
  Level level = std::move(levels_.back());
  levels_.pop_back();
  if (level.closer != '\0') close(level);
  level.node.span = lines_.span(level.begin, std::max(last_, level.begin + 1));
  nodes_ -= 1;  // it was counted when it began
  attach(std::move(level.node), level.begin);
}

// Only blanks, commas and comments stand before the closing bracket.
void YamlTree::close(const Level& level) {
  for (std::size_t i = last_; i < text_.size(); ++i) {
    if (text_[i] == level.closer) {
      last_ = i + 1;
      return check_comment();
    }
    if (text_[i] == '#') i = std::min(text_.find('\n', i), text_.size());
  }
  report(explain_open(text_, level.begin));
  throw Stop();
}

bool YamlTree::awaits_key() const {
  return !levels_.empty() && levels_.back().node.kind == NodeKind::mapping && !levels_.back().has_key;
}

void YamlTree::hold_key(std::size_t at, std::string key, bool quoted) {
  Level& level = levels_.back();
  level.has_key = true;
  level.key_quoted = quoted;
  level.key_begin = at;
  level.key = std::move(key);
  level.key_span = lines_.span(at, last_);
  if (level.key != "<<" || quoted) return;
  report(Code::alias, at, last_, "a merge key stands here", "write the content out");
}

void YamlTree::refuse_null_key(std::size_t at, std::size_t size) {
  const std::size_t end = word_end(text_, at);
  const std::size_t colon = text_.substr(std::min(at, end), end - std::min(at, end)).find(':');
  if (size == 0 && colon != std::string_view::npos && colon > 0 && at + colon + 1 < end) {
    give_up(Code::syntax, at, end, "a blank is missing after the ':'", "write 'key: value'");
  }
  give_up(Code::syntax, at, at + std::max<std::size_t>(size, 1), "a key is missing here",
          "write a key before the ':', in quotes if it is null");
}

// A value that is not there is placed at its key or its dash.
Span YamlTree::place_of_nothing(std::size_t at) const {
  if (levels_.empty()) return lines_.span(at, at);
  const Level& level = levels_.back();
  if (level.has_key) return level.key_span;
  const std::size_t from = std::min(last_, at);
  const std::size_t dash = text_.substr(from, at - from).rfind('-');
  const bool dashed = level.closer == '\0' && dash != std::string_view::npos;
  return dashed ? lines_.span(from + dash, from + dash + 1) : lines_.span(at, at + 1);
}

// yaml-cpp takes quotes that are open at the end of the text for closed, and every '#' for a comment;
// for some escapes it gives bytes that are not UTF-8.
void YamlTree::check_quotes(std::size_t at, const std::string& value) {
  if (text_[at] != '"' && text_[at] != '\'') return;
  if (!closing_quote(text_, at)) {
    report(explain_open(text_, at));
    throw Stop();
  }
  if (const auto invalid = invalid_utf8(value)) {
    const std::size_t escape = locate(text_, at, value, *invalid).value_or(at);
    report(Code::syntax, escape, escape + 2, "this escape is not read", "write the character itself");
  }
  check_comment();
}

void YamlTree::check_comment() {
  if (last_ >= text_.size() || text_[last_] != '#') return;
  report(Code::syntax, last_, last_ + 1, "a '#' stands directly behind a value",
         "write a blank before a comment");
}

// A value that is absent where something else should stand: the parser reads on.
void YamlTree::check_absence(std::size_t at) {
  if (levels_.empty()) return;
  const Level& level = levels_.back();
  const bool flow = level.closer != '\0';
  if (level.has_key) {
    LostValue lost{level.key_begin, last_, level.value_begin, {}, flow, level.key_quoted};
    const Node* before = level.node.entries.empty() ? nullptr : &level.node.entries.back().value;
    if (before != nullptr && before->is_scalar() && !before->quoted) lost.before = before->text;
    if (const auto trouble = explain_lost_value(text_, lost)) report(*trouble);
  } else if (flow) {
    report(Code::syntax, at, at + 1, "a value is missing here", "write the value, or remove the comma");
  }
}

void YamlTree::count(std::size_t at) {
  if (++nodes_ <= limits_.nodes) return;
  give_up(Code::too_many_nodes, at, at + 1,
          "the text has more than " + std::to_string(limits_.nodes) + " nodes", "");
}

void YamlTree::attach(Node node, std::size_t at) {
  count(at);
  if (levels_.empty()) {
    root_ = std::move(node);
    return;
  }
  Level& level = levels_.back();
  level.value_begin = at;
  if (level.node.kind == NodeKind::sequence) {
    level.node.items.push_back(std::move(node));
  } else {
    level.node.entries.push_back({std::move(level.key), level.key_span, std::move(node)});
    level.has_key = false;
  }
}

}  // namespace openrisk
