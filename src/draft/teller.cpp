#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "base/unicode.hpp"
#include "card/value.hpp"
#include "draft/importer.hpp"

namespace openrisk {
namespace {

// Of one source: a draft stays a card of a readable size, whatever the source holds.
constexpr std::size_t most_remarks = 1000, most_statements = 1000;

Node scalar(std::string text, bool quoted) {
  Node node;
  node.kind = NodeKind::scalar;
  node.quoted = quoted;
  node.text = std::move(text);
  return node;
}

// What a set or list holds once each, without blanks.
Node sequence(const std::vector<std::string>& values) {
  Node node;
  node.kind = NodeKind::sequence;
  for (const std::string& value : values) {
    const bool again = std::any_of(node.items.begin(), node.items.end(),
                                   [&](const Node& other) { return other.text == value; });
    if (!again && !trim(value).empty()) node.items.push_back(scalar(value, true));
  }
  return node;
}

// The text as it is, with blanks for what must not be shown.
std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size() && out.size() < 1000;) {
    const CodePoint point = code_point_at(text.substr(at));
    if (point.valid && point.value >= 0x20 && !is_unprintable(point.value))
      out.append(text.substr(at, point.length));
    else
      out += ' ';
    at += std::max<std::size_t>(point.length, 1);
  }
  return out;
}

}  // namespace

std::string tame(std::string_view text, std::size_t most) {
  std::string out;
  std::size_t shown = 0;
  bool blank = true;  // leading blanks go
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text.substr(at));
    const bool space = !point.valid || point.value <= 0x20 || is_unprintable(point.value);
    if (shown == most) return out + "…";
    if (!space) out.append(text.substr(at, point.length));
    if (space && !blank) out += ' ';
    if (!space || !blank) ++shown;
    blank = space;
    at += std::max<std::size_t>(point.length, 1);
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

Origin origin_at(const SourceFile& file, const Node& node, std::string pointer) {
  Origin origin{file.name(), node.span.begin.line, std::move(pointer)};
  if (!origin.pointer.empty()) origin.line = 0;
  return origin;
}

void Teller::say(std::string_view fact, std::string_view value, Saying saying) {
  const Fact* known = vocabulary_.find(fact);
  // How a licence is written may matter to who compares spellings.
  const std::string text = known && known->type == FactType::license ? printable(value) : tame(value, 1000);
  if (trim(text).empty()) return;
  const bool list = known && (known->type == FactType::set || known->type == FactType::text_list);
  say_node(fact, list ? sequence({text}) : scalar(text, false), std::move(saying));
}

void Teller::say(std::string_view fact, double value, Saying saying) {
  say_node(fact, scalar(number_text(value), false), std::move(saying));
}

void Teller::say(std::string_view fact, bool value, Saying saying) {
  say_node(fact, scalar(value ? "true" : "false", false), std::move(saying));
}

void Teller::say(std::string_view fact, const std::vector<std::string>& values, Saying saying) {
  std::vector<std::string> tamed;
  for (const std::string& value : values) tamed.push_back(tame(value, 300));
  say_node(fact, sequence(tamed), std::move(saying));
}

void Teller::note(std::string_view fact, Saying saying) {
  saying.complete = true;
  say_node(fact, scalar("unknown", false), std::move(saying));
}

void Teller::refuse(const std::string& what, const std::string& why, const Origin& origin) {
  diagnostics_.add(Code::statement_dropped, {},
                   visible(to_text(origin), 4096) + " gives " + visible(what, 200) + ": " + why);
  remark(what + " (" + why + ")", origin);
}

Shards& Teller::shards(const std::string& whole, std::size_t of) {
  Shards& shards = shards_[whole];
  if (shards.of == 0) shards.of = of;
  return shards;
}

void Teller::begin_source() {
  if (std::exchange(sources_seen_, draft_.sources.size()) == draft_.sources.size()) return;
  remarks_of_source_ = 0;
  statements_of_source_ = 0;
}

void Teller::remark(std::string text, Origin origin) {
  begin_source();
  if (++remarks_of_source_ > most_remarks) return;
  if (remarks_of_source_ == most_remarks) text = "there is more in it that no fact holds";
  draft_.remarks.push_back({tame(text, 300), std::move(origin)});
}

std::vector<std::string> Teller::texts_said(std::string_view path) const {
  std::vector<std::string> texts;
  const Fact* fact = vocabulary_.find(path);
  for (const Said& said : draft_.said)
    if (fact != nullptr && said.statement.fact == fact->id)
      if (const auto* text = std::get_if<std::string>(&said.statement.value)) texts.push_back(*text);
  return texts;
}

bool Teller::full() {
  begin_source();
  return remarks_of_source_ >= most_remarks && statements_of_source_ >= most_statements;
}

void Teller::say_node(std::string_view path, const Node& value, Saying saying) {
  begin_source();
  if (++statements_of_source_ > most_statements)
    return remark("more is said than a card can hold, of " + std::string(path) + " here", saying.origin);
  Said said{{}, std::move(saying.origin), saying.sure};
  const Fact* fact = vocabulary_.find(path);
  Diagnostics found;
  if (fact == nullptr || !read_value(value, *fact, {}, said.statement, found)) {
    const std::string what =
        std::string(path) + ": " +
        (value.is_scalar() ? visible(value.text) : std::to_string(value.items.size()) + " values");
    const std::string why = fact == nullptr       ? "no fact is called that"
                            : found.all().empty() ? "it has no value"
                                                  : found.all().front().message;
    return refuse(what, why, said.origin);
  }
  // Only somebody who knows the release can say that a fact makes no sense for it.
  if (said.statement.standing == Standing::not_applicable) said.statement.standing = Standing::unknown;
  said.statement.partial =
      said.statement.standing == Standing::stated && fact->type == FactType::set && !saying.complete;
  said.statement.note = tame(saying.note, 1000);
  said.statement.date = saying.date;
  for (const std::string& page : saying.pages) {
    const std::string tamed = tame(page, 1000);
    if (!tamed.empty()) said.statement.sources.push_back(tamed);
  }
  draft_.said.push_back(std::move(said));
}

}  // namespace openrisk
