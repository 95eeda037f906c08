// A card is walked with the path of the mapping in hand: a key either completes the path of a fact, or
// leads to facts further down, or is wrong. Keys with dots need nothing special, since only the joined
// path is looked up. Statements are collected per fact, so their order in the file does not matter.
#include "card/read.hpp"

#include <algorithm>
#include <map>

#include "base/file.hpp"
#include "base/text.hpp"
#include "card/argument.hpp"
#include "card/fields.hpp"
#include "card/suggest.hpp"
#include "card/value.hpp"
#include "node/shape.hpp"

namespace openrisk {
namespace {

const std::vector<std::string> leaf_keys{"value", "source", "note", "date", "partial"};

class CardReader {
 public:
  CardReader(const Vocabulary& vocabulary, Diagnostics& diagnostics)
      : vocabulary_(vocabulary), diagnostics_(diagnostics) {
    for (const Fact& fact : vocabulary.facts()) paths_.push_back(fact.path);
    std::sort(paths_.begin(), paths_.end());
  }

  std::optional<Card> read(const Node& root, CardPart part) {
    const std::size_t before = diagnostics_.errors();
    for (const NodeEntry& entry : root.entries) {
      if (entry.key == "openrisk") continue;
      if (entry.key == "argument") {
        read_argument(entry, card_.argument, diagnostics_);
      } else {
        read_entry(entry, entry.key);
      }
    }
    if (part == CardPart::file) require_name(root);
    if (diagnostics_.errors() > before) return std::nullopt;
    for (auto& [fact, statement] : statements_) card_.statements.push_back(std::move(statement));
    return std::move(card_);
  }

 private:
  bool leads_to_facts(const std::string& path) const {
    const std::string prefix = path + ".";
    const auto next = std::lower_bound(paths_.begin(), paths_.end(), prefix);
    return next != paths_.end() && next->starts_with(prefix);
  }

  void read_entry(const NodeEntry& entry, const std::string& path) {
    if (const Fact* fact = vocabulary_.find(path)) {
      read_fact(*fact, entry);
    } else if (!leads_to_facts(path)) {
      diagnostics_.add(Code::unknown_fact, entry.key_span, "no fact is called '" + visible(path, 200) + "'",
                       suggest_fact(vocabulary_, path, path.size() - entry.key.size()));
    } else if (entry.value.is_mapping()) {
      for (const NodeEntry& inner : entry.value.entries) read_entry(inner, path + "." + inner.key);
    } else {
      const Span span = place_of(entry.value, entry.key_span);
      const std::string help = "its facts: " + join(names_below(vocabulary_, path), ", ");
      if (is_blank(entry.value)) {
        diagnostics_.add(Code::blank_value, span, "'" + path + "' has no facts", help);
      } else {
        diagnostics_.add(Code::wrong_kind, span, "'" + path + "' is not a fact but holds facts",
                         lacks_blank(entry.value, path) ? "a blank is missing after the ':'" : help);
      }
    }
  }

  // Whether a text reads as a name below `path` and its value, run together.
  bool lacks_blank(const Node& value, const std::string& path) const {
    const std::size_t colon = value.text.find(':');
    return value.is_scalar() && !value.quoted && colon != std::string::npos &&
           (vocabulary_.find(path + "." + value.text.substr(0, colon)) != nullptr ||
            leads_to_facts(path + "." + value.text.substr(0, colon)));
  }

  void read_fact(const Fact& fact, const NodeEntry& entry) {
    const auto [earlier, fresh] = seen_.emplace(fact.id, entry.key_span);
    if (!fresh) {
      Diagnostic& diagnostic = diagnostics_.add(Code::duplicate_key, entry.key_span,
                                                "'" + fact.path + "' occurs twice", "remove one of the two");
      diagnostic.labels.push_back({earlier->second, "first here"});
      return;
    }
    Statement statement;
    const bool read = entry.value.is_mapping()
                          ? read_record(fact, entry, statement)
                          : read_value(entry.value, fact, entry.key_span, statement, diagnostics_);
    if (!read) return;
    if (statement.standing == Standing::not_applicable && trim(statement.note).empty()) {
      diagnostics_.add(Code::note_missing, statement.span, "'" + fact.path + "' is n/a without a note",
                       "say why it makes no sense for this release: {value: n/a, note: …}");
    }
    statements_.emplace(fact.id, std::move(statement));
  }

  // {value, source, note, date, partial}
  bool read_record(const Fact& fact, const NodeEntry& entry, Statement& statement) {
    const Node& node = entry.value;
    const Span span = place_of(node, entry.key_span);
    const bool any_key = std::any_of(node.entries.begin(), node.entries.end(),
                                     [](const NodeEntry& inner) { return contains(leaf_keys, inner.key); });
    if (!any_key && !(node.entries.size() == 1 && nearest(node.entries[0].key, leaf_keys))) {
      diagnostics_.add(Code::wrong_kind, span, "'" + fact.path + "' is a fact and holds no others",
                       "write a value, or {value: …, source: …}");
      return false;
    }
    const std::size_t before = diagnostics_.errors();
    for (const NodeEntry& inner : node.entries) read_leaf_key(fact, inner, statement);
    if (const Node* value = node.get("value")) {
      read_value(*value, fact, key_span(node, "value"), statement, diagnostics_);
    } else if (diagnostics_.errors() == before) {
      diagnostics_.add(Code::missing_key, span, "'" + fact.path + "' has no `value`",
                       "add a value, or `value: unknown` if nobody said");
    }
    statement.partial = statement.partial && statement.standing == Standing::stated;
    return diagnostics_.errors() == before;
  }

  void read_leaf_key(const Fact& fact, const NodeEntry& entry, Statement& statement) {
    if (entry.key == "value") return;
    if (entry.key == "source") {
      statement.sources = read_sources(entry, diagnostics_);
    } else if (entry.key == "note") {
      statement.note = read_text(entry, "a note is one text", diagnostics_);
    } else if (entry.key == "date") {
      const std::string text = read_text(entry, "a date is written YYYY-MM-DD", diagnostics_);
      statement.date = parse_date(text);
      if (!text.empty() && !statement.date) {
        diagnostics_.add(Code::not_a_date, entry.value.span, "'" + visible(text) + "' is not a day",
                         "write it as YYYY-MM-DD");
      }
    } else if (entry.key == "partial") {
      read_partial(fact, entry, statement);
    } else {
      diagnostics_.add(Code::unknown_key, entry.key_span, "a value has no `" + visible(entry.key) + "`",
                       key_help(entry.key, leaf_keys));
    }
  }

  void read_partial(const Fact& fact, const NodeEntry& entry, Statement& statement) {
    const std::optional<bool> partial = boolean_of(entry.value);
    if (fact.type != FactType::set) {
      diagnostics_.add(Code::unknown_key, entry.key_span, "'" + fact.path + "' cannot be partial",
                       "only sets can list some members and be silent on the rest");
    } else if (!partial) {
      diagnostics_.add(Code::wrong_kind, place_of(entry.value, entry.key_span), "`partial` is true or false",
                       "write true or false, without quotes");
    } else {
      statement.partial = *partial;
    }
  }

  // A release that nobody can name cannot be reported on.
  void require_name(const Node& root) {
    const Fact* name = vocabulary_.find("release.name");
    if (!name) return;
    const auto stated = statements_.find(name->id);
    Span span = root.entries.empty() ? root.span : root.entries.front().key_span;
    if (stated != statements_.end()) {
      if (stated->second.standing == Standing::stated) return;
      span = stated->second.span;
    } else if (seen_.count(name->id)) {
      return;  // stated, but wrong: reported already
    } else if (root.get("release")) {
      span = key_span(root, "release");
    }
    diagnostics_.add(Code::missing_key, span, "the release has no name", "add `release: {name: …}`");
  }

  const Vocabulary& vocabulary_;
  Diagnostics& diagnostics_;
  std::vector<std::string_view> paths_;  // sorted
  std::map<FactId, Span> seen_;          // the keys of the facts that were met
  std::map<FactId, Statement> statements_;
  Card card_;
};

}  // namespace

std::optional<Card> read_card_node(const Node& node, CardPart part, const Vocabulary& vocabulary,
                                   Diagnostics& diagnostics) {
  if (!node.is_mapping()) {
    diagnostics.add(Code::wrong_kind, node.span, "a card is a mapping from facts to values");
    return std::nullopt;
  }
  if (part == CardPart::file && !expect_format(node, "card", 1, diagnostics)) return std::nullopt;
  return CardReader(vocabulary, diagnostics).read(node, part);
}

std::optional<Card> read_card(const Source& source, const Vocabulary& vocabulary, Diagnostics& diagnostics) {
  const std::optional<Node> node = parse(source, diagnostics);
  if (!node) return std::nullopt;
  std::optional<Card> card = read_card_node(*node, CardPart::file, vocabulary, diagnostics);
  if (!card) return std::nullopt;
  card->path = source.name;
  card->source = source.id;
  card->sha256 = sha256(source.text);
  return card;
}

}  // namespace openrisk
