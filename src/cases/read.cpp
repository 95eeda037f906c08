// A file of cases and the `cases` of a rubric have the same list; each card in it is a fragment, read by the
// ordinary reader with positions in the file of cases.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "card/read.hpp"
#include "node/node.hpp"
#include "node/shape.hpp"
#include "openrisk/cases.hpp"
#include "rubric/shape.hpp"
#include "rubric/take.hpp"

namespace openrisk {
namespace {

using Compare = ConditionNode::Compare;

// Longer signs before those that they begin with.
constexpr std::pair<std::string_view, Compare> signs[] = {
    {">=", Compare::ge}, {"<=", Compare::le}, {"==", Compare::eq},
    {"!=", Compare::ne}, {">", Compare::gt},  {"<", Compare::lt},
};

std::optional<EndTest> read_bound(const Node* node, Diagnostics& diagnostics) {
  if (node == nullptr || !node->is_scalar()) return std::nullopt;
  EndTest bound;
  bound.written = text_of(node);
  std::string_view text = trim(bound.written.text);
  for (const auto& [sign, compare] : signs) {
    if (!text.starts_with(sign)) continue;
    bound.compare = compare;
    text = trim(text.substr(sign.size()));
    break;
  }
  const std::optional<double> value = number_of(text);
  if (!value) {
    diagnostics.add(Code::not_a_number, node->span,
                    fmt::format("'{}' bounds nothing", visible(bound.written.text)),
                    "write \">= 25\", \"<= 3\" or a number");
    return std::nullopt;
  }
  bound.value = *value;
  return bound;
}

std::optional<BandRange> read_band(const Node* node, Diagnostics& diagnostics) {
  if (node == nullptr) return std::nullopt;
  std::vector<Band> bands;
  if (node->is_scalar())
    if (const auto band = parse_band(node->text)) bands.push_back(*band);
  for (const Node& item : node->items)
    if (const auto band = parse_band(item.text)) bands.push_back(*band);
  if (bands.empty() || bands.size() > 2 || bands.front() > bands.back()) {
    diagnostics.add(Code::wrong_kind, node->span, "this is no range of bands",
                    "write one band, or [lowest, highest]");
    return std::nullopt;
  }
  return BandRange{bands.front(), bands.back()};
}

Expectation read_expectation(const NodeEntry& entry, Diagnostics& diagnostics) {
  Expectation expectation;
  expectation.measure = {entry.key, entry.key_span};
  expectation.span = entry.key_span;
  const Node& value = entry.value;
  if (value.is_scalar()) {
    expectation.state = named(
        &value, {CheckState::met, CheckState::not_met, CheckState::unknown, CheckState::not_applicable});
    expectation.reach =
        named(&value, {Reach::now, Reach::later, Reach::possible, Reach::precedent, Reach::no});
    expectation.given = named(&value, {Given::full, Given::partial, Given::absent});
    expectation.verdict = named(&value, {Verdict::pass, Verdict::warn, Verdict::fail});
    if (!expectation.state && !expectation.reach && !expectation.given && !expectation.verdict)
      expectation.word = text_of(&value);
    return expectation;
  }
  expectation.low = read_bound(value.get("low"), diagnostics);
  expectation.high = read_bound(value.get("high"), diagnostics);
  expectation.band = read_band(value.get("band"), diagnostics);
  expectation.applies = named(value.get("applies"), {Tri::no, Tri::unknown, Tri::yes});
  expectation.certain = text_at(value, "certain");
  expectation.possible = text_at(value, "possible");
  if (value.entries.empty())
    diagnostics.add(Code::missing_key, entry.key_span,
                    fmt::format("nothing is expected of '{}'", visible(entry.key)),
                    "give low, high, band, applies, certain or possible");
  return expectation;
}

std::optional<Case> read_case(const Node& node, SourceId source, const Vocabulary& vocabulary,
                              Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.errors();
  Case one;
  one.name = prose_at(node, "name");
  one.date = date_at(node, "date");
  one.span = node.get("name") != nullptr ? node.get("name")->span : node.span;
  if (const Node* card = node.get("card"))
    if (std::optional<Card> read = read_card_node(*card, CardPart::fragment, vocabulary, diagnostics))
      one.card = std::move(*read);
  one.card.source = source;
  const std::vector<NodeEntry>& expected = entries_at(node, "expect");
  for (const NodeEntry& entry : expected) one.expect.push_back(read_expectation(entry, diagnostics));
  if (expected.empty())
    diagnostics.add(Code::missing_key, one.span,
                    fmt::format("the case '{}' expects nothing", visible(one.name)),
                    "a case that expects nothing always passes: add a measure under `expect`");
  if (diagnostics.errors() > errors) return std::nullopt;
  return one;
}

// A name stands once: it is all that a failure is known by.
void names_are_unique(const std::vector<Case>& cases, Diagnostics& diagnostics) {
  std::map<std::string_view, Span> seen;
  for (const Case& one : cases) {
    const auto [first, is_new] = seen.emplace(one.name, one.span);
    if (is_new) continue;
    diagnostics
        .add(Code::duplicate_id, one.span, fmt::format("two cases are called '{}'", visible(one.name)),
             "say in the name what tells them apart")
        .labels.push_back({first->second, "first here"});
  }
}

// "rubric", "policy" or "cases": what a text that can hold cases is.
std::string_view kind_of(const Node& root) {
  const Node* format = root.get("openrisk");
  if (format == nullptr || !format->is_scalar()) return "";
  return std::string_view(format->text).substr(0, format->text.find('/'));
}

// The shape of a rubric's own `cases`.
const Shape& list_shape() {
  const std::vector<ShapeKey>& keys = cases_shape().keys;
  return *std::find_if(keys.begin(), keys.end(), [](const ShapeKey& key) {
            return key.name == "cases";
          })->shape;
}

bool fits(const Node& root, Diagnostics& diagnostics) {
  if (kind_of(root) == "rubric" || kind_of(root) == "policy") {
    const Node* list = root.get("cases");
    return list == nullptr || conform(*list, list_shape(), diagnostics);
  }
  return expect_format(root, "cases", 1, diagnostics) && conform(root, cases_shape(), diagnostics);
}

}  // namespace

std::optional<Cases> read_cases(const Source& source, const Vocabulary& vocabulary,
                                Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.errors();
  const std::optional<Node> root = parse(source, diagnostics);
  if (!root || !fits(*root, diagnostics)) return std::nullopt;
  Cases cases;
  if (kind_of(*root) == "cases") {
    cases.rubric = text_at(*root, "rubric");
    cases.policy = text_at(*root, "policy");
    if (cases.rubric.empty() == cases.policy.empty())
      diagnostics.add(Code::missing_key, root->span, "these cases are about no one thing",
                      "name one: `rubric: ID` or `policy: ID`");
  } else {
    (kind_of(*root) == "rubric" ? cases.rubric : cases.policy) = text_at(*root, "id");
  }
  for (const Node& item : items_at(*root, "cases"))
    if (std::optional<Case> one = read_case(item, source.id, vocabulary, diagnostics))
      cases.cases.push_back(std::move(*one));
  names_are_unique(cases.cases, diagnostics);
  if (diagnostics.errors() > errors) return std::nullopt;
  return cases;
}

}  // namespace openrisk
