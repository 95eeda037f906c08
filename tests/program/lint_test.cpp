// Each lint: rubrics that give its code, at its place, and their neighbours that do not.
#include "support/toy.hpp"

using namespace openrisk;
using namespace openrisk::toy;

namespace {

struct Row {
  std::string rubric;
  std::vector<std::string> codes;  // in the order of the marks
};

void check(const std::vector<Row>& table) {
  for (Row row : table) {
    const auto places = take_marks(row.rubric);
    const Toy toy(row.rubric);
    INFO(row.rubric);
    CHECK(sorted(complaints(toy.diagnostics)) == at(row.codes, places));
    CHECK(toy.program.has_value() == !toy.diagnostics.has_errors());
  }
}

const std::string fluent = rule("fluent", "capabilities.text >= fluent");
const std::string curve = "{curve: evals.score, points: [[0, 0], [1, 0.5]]}";

std::string applying(const std::string& applies) {
  const std::string quoted = "applies: \"", marked = "applies: ^\"";
  std::string text = one_stage(fluent, "", "", applies.substr(applies[0] == '^'));
  if (applies[0] == '^') text.replace(text.find(quoted), quoted.size(), marked);
  return text;
}

// A rule whose condition carries the mark.
std::string complained(const std::string& id, const std::string& when, const std::string& more = "") {
  std::string text = rule(id, when, "0.5", "[0.5, 0.5]", more);
  return text.replace(text.find("when: "), 6, "when: ^");
}

}  // namespace

TEST_CASE("a threat begins at a service") {
  check({{applying("^weights.access >= internal"), {"threat-gate"}},
         {applying("^outputs has text"), {"threat-gate"}},
         {applying("^weights.access >= hosted or outputs has text"), {"threat-gate"}},
         {applying("^weights.access == internal"), {"threat-gate"}},
         {applying("weights.access >= hosted"), {}},
         {applying("weights.access >= open"), {}},
         {applying("outputs has text and weights.access in [hosted, gated, open]"), {}}});
}

TEST_CASE("serving-layer facts count for services only") {
  const std::string hosted = "weights.access <= hosted and ";
  check({{one_stage(fluent, complained("m", "safeguards.moderation")), {"serving-layer"}},
         {one_stage(fluent, complained("m", "weights.access <= gated and safeguards.moderation")),
          {"serving-layer"}},
         {one_stage(fluent, rule("m", "released or safeguards.moderation")), {}},
         {one_stage(fluent, rule("m", hosted + "safeguards.moderation")), {}},
         // Of a level only the step into a serving value is the service's.
         {one_stage(fluent, complained("w", "safeguards.watermark >= serving")), {"serving-layer"}},
         {one_stage(fluent, rule("w", "safeguards.watermark >= weights")), {}},
         {one_stage(fluent, rule("w", hosted + "safeguards.watermark >= serving")), {}},
         {one_stage(fluent, "", complained("m", "safeguards.moderation")), {"serving-layer"}},
         {one_stage(rule("w", "", "{level: ^safeguards.watermark, steps: {serving: 0.5}}", "[1, 1]")),
          {"serving-layer"}},
         // A burden may ask what it likes.
         {head + measured("burdens", stage("a", 100, rule("m", "safeguards.moderation"))), {}}});
}

TEST_CASE("more capability never lowers a threat") {
  check(
      {{one_stage(complained("a", "capabilities.text < expert")), {"capability-direction"}},
       {one_stage(complained("a", "not capabilities.text >= fluent")), {"capability-direction"}},
       {one_stage(complained("a", "capabilities.text == fluent")), {"capability-direction"}},
       {one_stage(complained("a", "evals.score <= 0.5")), {"capability-direction"}},
       {one_stage(fluent, complained("a", "capabilities.text >= fluent")), {"capability-direction"}},
       {one_stage(fluent, "", complained("a", "evals.score >= 0.5")), {"capability-direction"}},
       {applying("^weights.access >= hosted and not capabilities.text == expert"), {"capability-direction"}},
       {one_stage(fluent, rule("a", "capabilities.text < expert")), {}},
       {one_stage(rule("a", "not capabilities.text < fluent")), {}},
       {one_stage(rule("a", "capabilities.text == expert")), {}},
       {one_stage(rule("a", "not data.filtered")), {}},
       {one_stage(fluent, rule("a", "", "{curve: ^evals.score, points: [[0, 0], [1, 1]]}", "[1, 1]")),
        {"capability-direction"}}});
}

TEST_CASE("opening an artefact never lowers a benefit") {
  const auto benefit = [](const std::string& raise, const std::string& lower = "") {
    return head + measured("benefits", stage("a", 100, raise, lower));
  };
  check({{benefit(complained("a", "data.pretraining.access <= listed")), {"openness-direction"}},
         {benefit(complained("a", "not documentation.card == open")), {"openness-direction"}},
         {benefit(rule("a", "released"), complained("b", "documentation.card >= partial")),
          {"openness-direction"}},
         {benefit(rule("a", "documentation.card >= partial and data.pretraining.access >= listed")), {}},
         {benefit(rule("a", "not data.filtered")), {}},
         {head + measured("burdens", stage("a", 100, rule("a", "data.pretraining.access <= listed"))), {}}});
}

TEST_CASE("silence never moves a threat") {
  check({{one_stage(complained("a", "known(data.filtered)")), {"known-in-threat"}},
         {one_stage(complained("a", "weights.license.known")), {"known-in-threat"}},
         {one_stage(fluent, complained("a", "data.filtered and not known(weights.license)")),
          {"known-in-threat"}},
         {one_stage(fluent, "", complained("a", "known(data.filtered)")), {"known-in-threat"}},
         {applying("^weights.access >= hosted and known(outputs)"), {"known-in-threat"}},
         {one_stage(rule("a", "weights.license.osi")), {}},
         {head + measured("benefits", stage("a", 100, rule("a", "known(data.filtered)"))), {}}});
}

TEST_CASE("curves stand where bounds stay exact") {
  const auto curved = [](const std::string& id, const std::string& mark = "") {
    return rule(id, "", mark + curve, "[1, 1]");
  };
  const std::string steps = "{level: capabilities.text, steps: {fluent: 0.2, expert: 0.5}}";
  const auto twice = [](std::string rule) { return rule.insert(rule.find("{id"), "^"); };
  const auto with_ceiling = [](const std::string& raise, const std::string& mark) {
    std::string text = one_stage(raise);
    text.replace(text.find("- id: mail"), 2, "- " + mark);
    return text.insert(text.find("        stages:"),
                       "        ceiling: {value: 50, " + because("[50, 50]") + "}\n");
  };
  const auto two_paths = [](const std::string& second, bool marked) {
    return threats(threat("spam", path("a", stage("x", 100, rule("c", "", curve, "[1, 1]"))) +
                                      (marked ? "      - ^id: b\n" : "      - id: b\n") +
                                      path("b", stage("x", 100, second)).substr(14)));
  };
  check(
      {{one_stage(curved("a") + twice(curved("b", "^"))), {"overlapping-raises", "curve-use"}},
       {one_stage(rule("a", "", steps, "[1, 1]") + twice(rule("b", "", "^" + steps, "[1, 1]"))),
        {"overlapping-raises", "curve-use"}},
       {two_paths(curved("a"), true), {"curve-use"}},
       {with_ceiling(curved("a"), "^"), {"curve-use"}},
       {with_ceiling(rule("a", "", steps, "[1, 1]"), ""), {}},
       {two_paths(rule("a", "evals.score >= 0.5"), false), {}},
       {one_stage(curved("a") + rule("b", "", steps, "[1, 1]")), {}},
       {threats(threat("spam", path("a", stage("x", 50, curved("a")) + stage("y", 50, curved("a"))))), {}}});
}

TEST_CASE("two raises of a stage read different facts") {
  const std::string expert = "capabilities.text >= expert";
  check(
      {{one_stage(fluent + complained("grand", expert)), {"overlapping-raises"}},
       {one_stage(fluent + complained("grand", expert + " and data.filtered")), {"overlapping-raises"}},
       {one_stage(fluent + rule("score", "evals.score >= 0.5")), {}},
       {one_stage(fluent, rule("grand", "data.filtered")), {}},
       // What the threat asks itself is no overlap.
       {one_stage(rule("a", "released") + rule("b", "weights.access >= open and data.filtered")), {}},
       {threats(threat("spam", path("a", stage("x", 50, fluent) + stage("y", 50, rule("g", expert))))), {}}});
}

TEST_CASE("a condition decides something, and so does each of its parts") {
  const auto asks = [](const std::string& condition, bool complained) {
    std::string text = asking(condition);
    return complained ? text.replace(text.find("when: "), 6, "when: ^") : text;
  };
  const std::string never = "evals.score > 0.5 and evals.score < 0.4";
  check({{asks(never, true), {"constant-condition"}},
         {asks("evals.score >= 0.4 or evals.score < 0.5", true), {"constant-condition"}},
         {asks("data.filtered or not data.filtered", true), {"constant-condition"}},
         {asks("released and weights.access < gated", true), {"constant-condition"}},
         {asks("released or weights.access >= open", true), {"unreachable"}},
         {asks("evals.score > 0.5 and evals.score > 0.4", true), {"unreachable"}},
         {asks("outputs has any [text, image] or outputs has text", true), {"unreachable"}},
         {asks("released and weights.access < open", false), {}},
         {asks("evals.score > 0.4 and evals.score < 0.5", false), {}},
         {asks("outputs has text and not outputs has image", false), {}},
         {asks("data.filtered and (released or known(weights.access))", false), {}}});
}

TEST_CASE("what applies lets each path and rule count") {
  const std::string served = "weights.access >= hosted and outputs has text";
  const auto ruled = [&](const std::string& rule) { return one_stage(fluent + rule, "", "", served); };
  const auto asks = [&](const std::string& when) { return ruled(rule("a", when)); };
  const auto vain = [&](const std::string& when) { return ruled(complained("a", when)); };
  const auto with_path = [&](const std::string& applies, bool complains, const std::string& of = "") {
    std::string other = path("other", stage("x", 100, fluent), applies);
    if (complains) other.replace(other.find("applies: "), 9, "applies: ^");
    return threats(threat("spam", path("mail", stage("x", 100, fluent)) + other, of.empty() ? served : of));
  };
  const std::string inside = "weights.access < hosted";
  check({{vain(inside), {"unreachable"}},
         {vain("not weights.access >= hosted"), {"unreachable"}},
         {vain("data.filtered and weights.access < hosted"), {"unreachable"}},
         {vain("not outputs has any [image, text] and data.filtered"), {"unreachable"}},
         {asks("not outputs has any [image, audio]"), {}},
         {asks("weights.access <= hosted"), {}},
         {asks("data.filtered or weights.access < hosted"), {}},
         {one_stage(fluent, complained("a", inside), "", served), {"unreachable"}},
         {one_stage(fluent, "", complained("a", inside), served), {"unreachable"}},
         {with_path(inside, true), {"unreachable"}},
         {with_path("not outputs has text", true), {"unreachable"}},
         {with_path("weights.access <= hosted", false), {}},
         {threats(threat(
              "spam", path("mail", stage("x", 100, fluent + complained("a", "not released"), ""), "released"),
              served)),
          {"unreachable"}},
         // What applies only to images, graded in a threat of what has none.
         {one_stage(fluent + complained("a", "data.faces == some"), "", "",
                    "weights.access >= hosted and not outputs has image"),
          {"unreachable"}},
         // What was shown need not be what was said, and a raise holds by either.
         {ruled(rule("a", inside, "0.5", "[0.5, 0.5]", ", needs: evidence")), {}},
         {one_stage(fluent, complained("a", inside, ", needs: evidence"), "", served), {"unreachable"}},
         // Alone it is never: said once.
         {vain("weights.access < hosted and weights.access > hosted"), {"constant-condition"}}});
}

TEST_CASE("a rule that counts in a world only is not in vain") {
  const auto with_world = [](const std::string& world, const std::string& text) {
    std::string all = text;
    return all.insert(all.find("let:"), world);
  };
  const std::string served = "weights.access >= hosted and not outputs has image";
  const std::string faces = "  faces: {title: t, set: {data.faces: some}}\n";
  const std::string some = "data.faces == some";
  check({{one_stage(fluent + complained("a", some), "", "", served), {"unreachable"}},
         {with_world(faces, one_stage(fluent + rule("a", some), "", "", served)), {}}});
}

TEST_CASE("a closed world is closed, and leaves no serving-layer fact to the card") {
  const auto with_world = [](const std::string& world) {
    std::string text = asking("data.filtered");
    const std::size_t begin = text.find("  closed: "), end = text.find("\nlet:");
    return text.replace(begin, end - begin, "  " + world);
  };
  const auto closed = [&](const std::string& set, const std::string& mark = "") {
    return with_world("closed: " + mark + "{title: t, set: {" + set + "}}");
  };
  const std::string moderation = "safeguards.moderation: {value: true, source: paper}",
                    watermark = "safeguards.watermark: {value: none, source: paper}",
                    hosted = "weights.access: hosted", both = moderation + ", " + watermark;
  check({{closed(hosted + ", " + moderation, "^"), {"open-closed-world"}},
         {closed(hosted + ", " + both), {}},
         {closed(both, "^"), {"open-closed-world"}},
         {closed("weights.access: ^open, " + both), {"open-closed-world"}},
         {closed("weights.access: ^internal, " + both), {"open-closed-world"}},
         {closed("weights.access: ^unknown, " + both), {"open-closed-world"}},
         {closed(hosted + ", safeguards.moderation: ^unknown, " + watermark), {"open-closed-world"}},
         {closed(hosted + ", safeguards.moderation: ^withheld, " + watermark), {"open-closed-world"}},
         {closed(hosted + ", ^safeguards.moderation: true, " + watermark), {"open-closed-world"}},
         {closed(hosted + ", safeguards.moderation: {value: false, source: paper}, " + watermark), {}},
         {closed(hosted + ", data.faces: unknown, data.filtered: true, " + both), {}},
         {with_world("served: ^{title: t, set: {weights.access: hosted, safeguards.moderation: true}}"),
          {"open-closed-world"}},
         {with_world("served: {title: t, set: {weights.access: open, safeguards.moderation: unknown, "
                     "safeguards.watermark: none}}"),
          {}},
         {with_world("undisclosed: {title: t, set: {data.pretraining.access: undisclosed}}"), {}}});
}

TEST_CASE("a world sets n/a only where the fact may not apply") {
  const auto with_world = [](const std::string& set) {
    std::string text = asking("data.filtered");
    return text.insert(text.find("let:"), "  other: {title: t, set: {" + set + "}}\n");
  };
  check({{with_world("safeguards.moderation: ^n/a"), {"applies-after-all"}},
         {with_world("data.filtered: ^n/a, outputs: [image]"), {"applies-after-all"}},
         {with_world("data.faces: n/a"), {}},
         {with_world("data.filtered: unknown"), {}}});
}

TEST_CASE("a subject asks a bounded number of things of one fact") {
  const auto asks = [](int tests) {
    std::string condition = "evals.parameters >= 1";
    for (int i = 2; i <= tests; ++i)
      condition += " or evals.parameters >= " + std::to_string(i) + " and data.filtered";
    return condition;
  };
  const auto burden = [&](int tests, const std::string& mark) {
    std::string text = head + measured("burdens", stage("a", 100, rule("a", asks(tests))));
    return text.replace(text.find("- id: it"), 2, "- " + mark);
  };
  const auto sized = [](std::string text) {
    take_marks(text);
    const Toy toy(text);
    const auto found = complaints(toy.diagnostics);
    return std::any_of(found.begin(), found.end(),
                       [](const std::string& c) { return c.starts_with("condition-too-large"); });
  };
  CHECK_FALSE(sized(burden(48, "")));
  CHECK(sized(burden(49, "")));
}
