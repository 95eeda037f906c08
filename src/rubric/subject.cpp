// Threats, burdens and benefits: paths of stages with what a reader needs to disagree with them.
#include <fmt/format.h>

#include "base/text.hpp"
#include "rubric/parts.hpp"
#include "rubric/take.hpp"

namespace openrisk {
namespace {

std::string shown(const Node& node) { return std::string(visible(text_at(node, "id").text)); }

Path read_path(const Node& node, Complaints& complaints) {
  Path path;
  path.span = node.span;
  path.id = text_at(node, "id");
  path.title = prose_at(node, "title");
  const Node* actor = node.get("actor");
  if (actor != nullptr) path.actor = {prose_at(*actor, "who"), prose_at(*actor, "resources")};
  if (actor == nullptr ||
      (actor->is_mapping() && (is_absent(actor->get("who")) || is_absent(actor->get("resources")))))
    complaints.add(Code::missing_actor, actor == nullptr ? place_of(node) : actor->span,
                   fmt::format("the path '{}' does not say {}", shown(node),
                               path.actor.who.empty() ? "whose effort it is" : "with which resources"),
                   "write actor: {who: …, resources: …}");
  path.applies = text_at(node, "applies");
  path.ceiling = read_ceiling(node, complaints);
  path.stages = read_stages(node, "stages", complaints);
  return path;
}

Evidence read_evidence(const Node& node) {
  Evidence evidence;
  evidence.span = node.span;
  evidence.id = text_at(node, "id");
  evidence.grade = prose_at(node, "grade");
  evidence.sign = prose_at(node, "sign");
  evidence.date = date_at(node, "date");
  evidence.baseline = prose_at(node, "baseline");
  evidence.outcome = prose_at(node, "outcome");
  evidence.sources = texts_at(node, "source");
  evidence.says = prose_at(node, "says");
  return evidence;
}

Regime read_regime(const Node& node, Complaints& complaints) {
  Regime regime;
  regime.span = node.span;
  regime.id = text_at(node, "id");
  regime.title = prose_at(node, "title");
  regime.jurisdiction = prose_at(node, "jurisdiction");
  regime.status = named(node.get("status"), {RegimeStatus::in_force, RegimeStatus::adopted,
                                             RegimeStatus::proposed, RegimeStatus::failed})
                      .value_or(RegimeStatus::in_force);
  regime.since = date_at(node, "since");
  regime.from = date_at(node, "from");
  regime.until = date_at(node, "until");
  if (regime.from && regime.until && *regime.until < *regime.from)
    complaints.add(Code::out_of_range, node.get("until")->span,
                   fmt::format("'{}' ends before it begins", shown(node)));
  regime.applies = text_at(node, "applies");
  regime.effect = prose_at(node, "effect");
  regime.sources = texts_at(node, "source");
  return regime;
}

// The six steps and the consequence: what makes a threat more than a number.
void check_steps(const Node& node, Complaints& complaints) {
  if (is_absent(node.get("consequence")))
    complaints.add(Code::missing_consequence, place_of(node),
                   fmt::format("the threat '{}' has no consequence", shown(node)),
                   "add one sentence on scale and reversibility");
  for (const std::string_view step :
       {"identification", "existing_risk", "existing_defences", "evidence", "absorb", "assumptions"}) {
    const Node* given = node.get(step);
    if (step == "absorb" ? given != nullptr : !is_absent(given)) continue;
    complaints.add(Code::missing_step, given == nullptr ? place_of(node) : given->span,
                   fmt::format("the threat '{}' lacks the step `{}`", shown(node), step),
                   step == "absorb"
                       ? "if nothing absorbs the risk, write `absorb: []` and say so in an assumption"
                       : "");
  }
}

void check_absorb(const std::vector<Rule>& absorb, Complaints& complaints) {
  for (const Rule& rule : absorb)
    if (rule.graded)
      complaints.add(Code::curve_use, rule.graded->span,
                     fmt::format("'{}' absorbs by a graded effect", visible(rule.id.text)),
                     "give it one effect");
}

}  // namespace

Subject read_subject(const Node& node, Kind kind, Complaints& complaints) {
  Subject subject;
  subject.kind = kind;
  subject.span = node.span;
  subject.id = text_at(node, "id");
  subject.title = prose_at(node, "title");
  subject.consequence = prose_at(node, "consequence");
  subject.about = prose_at(node, "about");
  subject.applies = text_at(node, "applies");
  if (const Node* bands = node.get("bands")) subject.bands = read_bands(*bands, complaints);
  if (const Node* over = node.get("over")) {
    subject.over = texts_at(node, "over");
    if (kind == Kind::threat && over->is_sequence() && over->items.empty())
      complaints.add(Code::empty_rubric, over->span,
                     fmt::format("the threat '{}' is compared with nothing", shown(node)),
                     "name a world, for instance existing, or leave the key out");
  }
  subject.identification = prose_at(node, "identification");
  subject.existing_risk = prose_at(node, "existing_risk");
  subject.existing_defences = prose_at(node, "existing_defences");
  for (const Node& item : items_at(node, "evidence")) subject.evidence.push_back(read_evidence(item));
  subject.assumptions = proses_at(node, "assumptions");
  subject.caveats = proses_at(node, "caveats");
  for (const Node& item : items_at(node, "regimes")) subject.regimes.push_back(read_regime(item, complaints));
  if (kind == Kind::threat) {
    for (const Node& item : items_at(node, "paths"))
      if (item.is_mapping()) subject.paths.push_back(read_path(item, complaints));
    subject.absorb = read_rules(node, "absorb", complaints);
    check_steps(node, complaints);
    check_absorb(subject.absorb, complaints);
  } else {
    Path factors;
    factors.id = {"factors", node.span};
    factors.span = node.span;
    factors.stages = read_stages(node, "factors", complaints);
    subject.paths.push_back(std::move(factors));
  }
  return subject;
}

}  // namespace openrisk
