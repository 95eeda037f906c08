// Numbers with their reasons: shares, effects, ceilings, and the stages and rules that hold them.
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/text.hpp"
#include "rubric/parts.hpp"
#include "rubric/take.hpp"

namespace openrisk {
namespace {

constexpr double tolerance = 1e-9;

// What a number is called in messages, and the interval its range must stay in.
struct About {
  std::string name;
  double least = 0;
  double most = 1;
  bool needs_range = true;
};

std::optional<std::pair<double, double>> pair_of(const Node* node) {
  if (node == nullptr || !node->is_sequence() || node->items.size() != 2) return std::nullopt;
  const auto low = number_of(node->items[0]), high = number_of(node->items[1]);
  if (!low || !high) return std::nullopt;
  return std::pair{*low, *high};
}

void check_reasons(const Node& owner, const Judged& judged, const About& about, Complaints& complaints) {
  std::vector<std::string> missing;
  const bool defined = judged.basis == Basis::defined;  // the source says why, and leaves no range
  if (!defined && is_absent(owner.get("why"))) missing.emplace_back("why");
  if (is_absent(owner.get("basis"))) missing.emplace_back("basis");
  if (about.needs_range && !defined && owner.get("range") == nullptr) missing.emplace_back("range");
  const Node* source = owner.get("source");
  const bool judged_alone = source != nullptr && (!judged.basis || *judged.basis == Basis::judged);
  if (is_absent(source) && !judged_alone) missing.emplace_back("source");
  if (missing.empty()) return;
  complaints.add(Code::missing_reason, judged.span,
                 fmt::format("{} has no {}", about.name, join(missing, ", ")),
                 source != nullptr && judged.sources.empty() && judged.basis && *judged.basis != Basis::judged
                     ? "only a judged number may go without sources"
                     : "");
}

void check_range(const Judged& judged, const About& about, Complaints& complaints) {
  if (!judged.range) return;
  const auto [low, high] = *judged.range;
  if (low > judged.value || high < judged.value)
    complaints.add(
        Code::range_excludes, judged.range_span,
        fmt::format("the range [{}, {}] of {} does not contain {}", low, high, about.name, judged.value));
  else if (low < about.least || high > about.most + tolerance)
    complaints.add(Code::range_excludes, judged.range_span,
                   fmt::format("the range [{}, {}] of {} leaves [{}, {:.4g}]", low, high, about.name,
                               about.least, about.most));
}

// The number at `number` with the reasons that stand beside it in `owner`; nothing for `value` where the
// shape has refused it.
Judged read_judged(const Node& owner, const Node& number, std::optional<double> value, const About& about,
                   Complaints& complaints) {
  Judged judged;
  judged.value = value.value_or(0);
  judged.span = number.span;
  const Node* range = owner.get("range");
  judged.range = pair_of(range);
  if (range != nullptr) judged.range_span = range->span;
  judged.basis = named(owner.get("basis"), {Basis::measured, Basis::derived, Basis::judged, Basis::defined});
  judged.why = prose_at(owner, "why");
  judged.sources = texts_at(owner, "source");
  check_reasons(owner, judged, about, complaints);
  if (value) check_range(judged, about, complaints);
  return judged;
}

void read_points(const Node& node, Graded& graded, Complaints& complaints) {
  for (const Node& item : items_at(node, "points")) {
    const auto point = pair_of(&item);
    if (!point) continue;
    if (!graded.points.empty() && point->first <= graded.points.back().first)
      complaints.add(Code::curve_order, item.span,
                     fmt::format("{} does not come after {}", point->first, graded.points.back().first));
    else if (!graded.points.empty() && point->second < graded.points.back().second)
      complaints.add(
          Code::curve_order, item.span,
          fmt::format("the effect falls from {} to {}", graded.points.back().second, point->second));
    if (point->second < 0 || point->second > 1)
      complaints.add(Code::curve_order, item.span, fmt::format("the effect {} leaves [0, 1]", point->second));
    graded.points.push_back(*point);
    graded.point_spans.push_back(item.items[0].span);
  }
}

// A curve or steps. Which of the two is told by its keys; a mixture is an error.
Graded read_graded(const Node& node, Complaints& complaints) {
  Graded graded;
  graded.span = node.span;
  const bool curve = node.get("curve") != nullptr;
  graded.steps = !curve && node.get("level") != nullptr;
  if (!curve && !graded.steps)
    complaints.add(Code::missing_key, node.span, "an effect that names neither a curve nor a level",
                   "write {curve: FACT, points: [..]} or {level: FACT, steps: {..}}");
  else if (node.get(curve ? "points" : "steps") == nullptr)
    complaints.add(Code::missing_key, node.span,
                   curve ? "a curve without `points`" : "a level without `steps`");
  for (const std::string_view key : {"points", "level", "steps"})
    if (const Node* other = node.get(key);
        other != nullptr && (curve || graded.steps) && curve == (key != "points"))
      complaints.add(Code::unknown_key, other->span,
                     fmt::format("`{}` does not go with `{}`", key, curve ? "curve" : "level"),
                     "an effect has a curve or steps, not both");
  graded.fact = text_at(node, curve ? "curve" : "level");
  if (curve) read_points(node, graded, complaints);
  if (graded.steps)
    for (const NodeEntry& entry : entries_at(node, "steps"))
      if (const auto effect = number_of(entry.value))
        graded.levels.emplace_back(Text{entry.key, entry.key_span}, *effect);
  if (const Node* steps = node.get("steps"); graded.steps && steps != nullptr && steps->entries.empty())
    complaints.add(Code::missing_key, steps->span, "`steps` gives no value of the level an effect",
                   "write {level: FACT, steps: {VALUE: EFFECT}}");
  return graded;
}

// The factor that lifts the highest effect to 1; no limit where that is 0, or out of range itself.
double greatest_factor(const Graded& graded) {
  double height = 0;
  for (const auto& [value, effect] : graded.points) height = std::max(height, effect);
  for (const auto& [value, effect] : graded.levels) height = std::max(height, effect);
  return height > 0 && height <= 1 ? 1 / height : std::numeric_limits<double>::max();
}

Rule read_rule(const Node& node, Complaints& complaints) {
  Rule rule;
  rule.span = node.span;
  rule.id = text_at(node, "id");
  rule.when = text_at(node, "when");
  About about{fmt::format("the effect of '{}'", visible(rule.id.text)), 0, 1, true};
  std::optional<double> value;
  const Node* by = node.get("by");
  if (by != nullptr && by->is_mapping()) {
    rule.graded = read_graded(*by, complaints);
    value = 1;
    about.most = greatest_factor(*rule.graded);
  } else if (by != nullptr) {
    value = number_of(*by);
  }
  if (by != nullptr) rule.by = read_judged(node, *by, value, about, complaints);
  const Node* needs = node.get("needs");
  rule.needs_evidence = needs != nullptr && needs->is_scalar() && needs->text == "evidence";
  if (rule.needs_evidence && rule.graded)
    complaints.add(Code::evidence_with_curve, needs->span,
                   fmt::format("'{}' needs evidence for a graded effect", visible(rule.id.text)),
                   "put the evidence into `when` of a rule with one effect");
  return rule;
}

Stage read_stage(const Node& node, bool alone, Complaints& complaints) {
  Stage stage;
  stage.span = node.span;
  stage.id = text_at(node, "id");
  stage.title = prose_at(node, "title");
  if (const Node* share = node.get("share")) {
    const About about{fmt::format("the share of '{}'", visible(stage.id.text)), 0, 100, !alone};
    stage.share = read_judged(node, *share, number_of(*share), about, complaints);
  }
  stage.raise = read_rules(node, "raise", complaints);
  stage.lower = read_rules(node, "lower", complaints);
  for (const Rule& lower : stage.lower)
    for (const Rule& raise : stage.raise)
      if (!lower.id.empty() && lower.id.text == raise.id.text)
        complaints
            .add(Code::duplicate_id, lower.id.span,
                 fmt::format("'{}' is the id of two rules of one stage", visible(lower.id.text)))
            .labels.push_back({raise.id.span, "the other one"});
  return stage;
}

}  // namespace

std::vector<Rule> read_rules(const Node& owner, std::string_view key, Complaints& complaints) {
  std::vector<Rule> rules;
  for (const Node& item : items_at(owner, key))
    if (item.is_mapping()) rules.push_back(read_rule(item, complaints));
  return rules;
}

std::vector<Stage> read_stages(const Node& owner, std::string_view key, Complaints& complaints) {
  std::vector<Stage> stages;
  const std::vector<Node>& items = items_at(owner, key);
  double sum = 0;
  bool complete = !items.empty();
  for (const Node& item : items) {
    const auto share = number_at(item, "share");
    complete = complete && share;
    sum += share.value_or(0);
    if (item.is_mapping()) stages.push_back(read_stage(item, items.size() == 1, complaints));
  }
  if (complete && (sum < 100 - tolerance || sum > 100 + tolerance))
    complaints.add(
        Code::shares_sum, owner.span,
        fmt::format("the shares of '{}' sum to {:.10g}, not 100", visible(text_at(owner, "id").text), sum));
  return stages;
}

std::optional<Judged> read_ceiling(const Node& path, Complaints& complaints) {
  const Node* node = path.get("ceiling");
  if (node == nullptr) return std::nullopt;
  const About about{"the ceiling", 0, 100, true};
  const Node* value = node->is_mapping() ? node->get("value") : node;
  if (value == nullptr) return std::nullopt;
  return read_judged(*node, *value, number_of(*value), about, complaints);
}

Bands read_bands(const Node& node, Complaints& complaints) {
  Bands bands;
  bands.span = node.span;
  double below = 0;
  for (auto [key, value] : {std::pair{"low", &bands.low}, std::pair{"moderate", &bands.moderate},
                            std::pair{"high", &bands.high}, std::pair{"severe", &bands.severe}}) {
    const Node* number = node.get(key);
    const auto read = number == nullptr ? std::nullopt : number_of(*number);
    if (!read) continue;
    *value = *read;
    if (*read <= below)
      complaints.add(Code::out_of_range, number->span,
                     fmt::format("the band `{}` begins at {}, not above {}", key, *read, below),
                     "bands ascend, and the lowest begins above 0");
    below = *read;
  }
  return bands;
}

}  // namespace openrisk
