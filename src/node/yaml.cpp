// The only file that knows yaml-cpp: its events become calls of a YamlTree, its errors are explained.
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <streambuf>

#include "node/yaml_tree.hpp"

namespace openrisk {
namespace {

// Reads from a text without copying it.
class View : public std::streambuf {
 public:
  explicit View(std::string_view text) {
    char* begin = const_cast<char*>(text.data());  // never written: there is no put area
    setg(begin, begin, begin + text.size());
  }
};

class Events : public YAML::EventHandler {
 public:
  Events(std::string_view text, YamlTree& tree) : text_(text), tree_(tree) {}

  void OnDocumentStart(const YAML::Mark& mark) override { tree_.document(offset(mark)); }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    tree_.nothing(offset(mark), {anchor != 0, "?"});
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { tree_.alias(offset(mark)); }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    tree_.scalar(offset(mark), {anchor != 0, tag}, value);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    tree_.begin(NodeKind::sequence, offset(mark), {anchor != 0, tag});
  }
  void OnSequenceEnd() override { tree_.end(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    tree_.begin(NodeKind::mapping, offset(mark), {anchor != 0, tag});
  }
  void OnMapEnd() override { tree_.end(); }

  // yaml-cpp counts bytes, a byte order mark not; a mark of nowhere is where reading stands.
  std::size_t offset(const YAML::Mark& mark) const {
    if (mark.pos < 0) return tree_.last();
    return std::min(text_.size(), static_cast<std::size_t>(mark.pos) + byte_order_mark(text_));
  }

 private:
  std::string_view text_;
  YamlTree& tree_;
};

// yaml-cpp reads the first document and is asked for a second, which must not be there.
void run_parser(std::string_view text, const Outline& outline, YamlTree& tree) {
  Events events(text, tree);
  try {
    View view(text);
    std::istream stream(&view);
    YAML::Parser parser(stream);
    if (parser.HandleNextDocument(events)) parser.HandleNextDocument(events);
  } catch (const Stop&) {  // everything is said
  } catch (const YAML::Exception& error) {
    tree.add(explain_yaml(text, events.offset(error.mark), error.msg, outline));
  }
}

// What would stop yaml-cpp too late, what it drops, or what its versions read differently.
std::optional<Trouble> refuse_before(std::string_view text, const Outline& outline, const Limits& limits) {
  const auto trouble = [](Code code, std::size_t at, std::string message, std::string help) {
    return Trouble{code, at, at + 1, std::move(message), std::move(help), {}, {}};
  };
  if (outline.too_deep) {
    return trouble(Code::too_deep, *outline.too_deep, deeper_than(limits), "");
  }
  if (outline.too_many) {
    return trouble(Code::too_many_nodes, *outline.too_many,
                   "the text has more than " + std::to_string(limits.nodes) + " nodes", "");
  }
  if (outline.directive) {
    return trouble(Code::syntax, *outline.directive, "a line begins with '%'",
                   "remove the line; a text that begins with '%' needs quotes");
  }
  for (std::size_t i = text.find('\r'); i != std::string_view::npos; i = text.find('\r', i + 1)) {
    if (text.substr(i + 1, 1) == "\n") continue;
    return trouble(Code::syntax, i, "a carriage return stands here without a line feed",
                   "end lines with a line feed");
  }
  return std::nullopt;
}

}  // namespace

std::optional<Node> parse_yaml(const Source& source, Diagnostics& diagnostics, const Limits& limits) {
  const std::size_t errors = diagnostics.errors();
  if (!is_readable(source, limits, diagnostics)) return std::nullopt;
  const Outline outline = outline_of(source.text, limits);
  YamlTree tree(source, outline, limits, diagnostics);
  if (const auto trouble = refuse_before(source.text, outline, limits)) {
    tree.add(*trouble);
    return std::nullopt;
  }
  run_parser(source.text, outline, tree);
  auto root = tree.take();
  if (root) keys_are_unique(*root, diagnostics);
  if (diagnostics.errors() > errors) return std::nullopt;
  if (!root || root->kind == NodeKind::blank) {
    diagnostics.add(Code::empty_file, Lines(source).span(0, 0), "the text holds nothing",
                    std::string(nothing_help));
    return std::nullopt;
  }
  return root;
}

}  // namespace openrisk
