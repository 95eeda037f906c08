// Threats, burdens and benefits, with their paths, stages, rules, evidence and regimes.
#include <fmt/format.h>

#include "base/text.hpp"
#include "report/pages_topics.hpp"
#include "report/words.hpp"

namespace openrisk {
namespace {

std::string_view singular_of(Kind kind) {
  switch (kind) {
    case Kind::threat: return "threat";
    case Kind::burden: return "burden";
    case Kind::benefit: return "benefit";
  }
  return {};
}

std::string graded_words(const Graded& graded) {
  std::vector<std::string> parts;
  for (const auto& [value, effect] : graded.points)
    parts.push_back(fmt::format("{} at {}", number_words(effect), number_words(value)));
  for (const auto& [level, effect] : graded.levels)
    parts.push_back(fmt::format("{} from {}", number_words(effect), level.text));
  return fmt::format("{} of {}: {}", graded.steps ? "steps" : "curve", graded.fact.text, join(parts, ", "));
}

std::string effect_words(const Rule& rule) {
  return rule.graded ? graded_words(*rule.graded) : number_words(rule.by.value);
}

std::string condition_words(const Rule& rule) { return rule.when.empty() ? "always" : rule.when.text; }

// Where a rule, stage or path stands.
struct RulePlace {
  const Subject* subject = nullptr;
  const Path* path = nullptr;  // threats
  const Stage* stage = nullptr;
  std::string role;  // of a rule: "raises", "lowers", "absorbs"
  std::string name;
};

void add_place(Page& page, const RulePlace& place) {
  page.row(std::string(singular_of(place.subject->kind)),
           place.subject->id.text + " (" + place.subject->title + ")");
  if (place.path != nullptr) page.row("path", place.path->id.text + " (" + place.path->title + ")");
  if (place.stage != nullptr) page.row("stage", place.stage->id.text + " (" + place.stage->title + ")");
}

Page rule_page(const Book& book, const RulePlace& place, const Rule& rule) {
  Page page;
  page.title = rule.id.text;
  page.subtitle = subtitle(book, "rule", place.name);
  add_place(page, place);
  page.row("acts", place.role);
  page.row_code("when", condition_words(rule));
  page.row("effect", effect_words(rule));
  if (rule.needs_evidence) page.row("needs", "evidence: a claim without a source is not enough");
  add_reasons(page, rule.by);
  const Topic reads{{}, {}, {}, {}, &rule.when, rule.graded ? &*rule.graded : nullptr, {}};
  page.row("reads", join(book.facts_of(reads), ", "));
  page.heading("How to read the effect");
  page.paragraph(
      place.role == "absorbs"
          ? "The part of the remaining uplift that this defence takes away where the condition holds."
      : place.role == "lowers"
          ? "The part of the stage's reduction that this takes away again where the condition holds."
          : "The part of the stage's effort that disappears where the condition holds.");
  return page;
}

void add_rules(Page& page, int depth, std::string_view role, const std::vector<Rule>& rules) {
  for (const Rule& rule : rules) {
    const std::string when = rule.when.empty() ? "" : ", when " + rule.when.text;
    page.entry(depth, fmt::format("{} {}", role, rule.id.text), effect_words(rule) + when);
  }
}

void add_stage(Page& page, int depth, const Stage& stage) {
  page.entry(depth, fmt::format("{} ({})", stage.id.text, judged_words(stage.share)), stage.title);
  add_rules(page, depth + 1, "raise", stage.raise);
  add_rules(page, depth + 1, "lower", stage.lower);
}

Page stage_page(const Book& book, const RulePlace& place, const Stage& stage) {
  Page page;
  page.title = stage.title;
  page.subtitle = subtitle(book, place.subject->kind == Kind::threat ? "stage" : "factor", place.name);
  RulePlace outer = place;
  outer.stage = nullptr;
  add_place(page, outer);
  page.row("share", number_words(stage.share.value) + " percent");
  add_reasons(page, stage.share);
  page.heading("Rules");
  add_rules(page, 0, "raise", stage.raise);
  add_rules(page, 0, "lower", stage.lower);
  if (stage.raise.empty()) page.paragraph("None: no release changes this stage.");
  return page;
}

void add_path_rows(Page& page, const Path& path) {
  page.row("actor", path.actor.who);
  page.row("resources", path.actor.resources);
  page.row_code("applies", path.applies.text);
  if (path.ceiling) page.row("ceiling", judged_words(*path.ceiling) + " percent. " + path.ceiling->why);
}

Page path_page(const Book& book, const RulePlace& place, const Path& path) {
  Page page;
  page.title = path.title;
  page.subtitle = subtitle(book, "path", place.name);
  page.row("threat", place.subject->id.text + " (" + place.subject->title + ")");
  add_path_rows(page, path);
  page.heading("Stages");
  for (const Stage& stage : path.stages) add_stage(page, 0, stage);
  return page;
}

void add_evidence(Page& page, const Evidence& entry) {
  std::string head = fmt::format("{} {} ({})", entry.grade, entry.id.text, sign_words(entry.sign));
  std::string text = entry.says;
  if (entry.date) text += " " + to_string(*entry.date) + ".";
  if (!entry.baseline.empty()) text += " Compared with: " + entry.baseline + ".";
  if (!entry.outcome.empty()) text += " Measured: " + entry.outcome + ".";
  page.entry(0, std::move(head), text + " [" + join(ids_of(entry.sources), ", ") + "]");
}

Page evidence_page(const Book& book, const RulePlace& place, const Evidence& entry) {
  Page page;
  page.title = entry.says;
  page.subtitle = subtitle(book, "evidence", place.name);
  page.row("grade", fmt::format("{} ({})", entry.grade, grade_words(entry.grade)));
  page.row("sign", fmt::format("{} ({})", entry.sign, sign_words(entry.sign)));
  if (entry.date) page.row("date", to_string(*entry.date));
  page.row("compared with", entry.baseline);
  page.row("measured", entry.outcome);
  page.row("source", join(ids_of(entry.sources), ", "));
  return page;
}

void add_steps(Page& page, const Subject& threat) {
  page.heading("Threat identification");
  page.paragraph(threat.identification);
  page.heading("Existing risk");
  page.paragraph(threat.existing_risk);
  page.heading("Existing defences");
  page.paragraph(threat.existing_defences);
  page.heading("Evidence of marginal risk");
  for (const Evidence& entry : threat.evidence) add_evidence(page, entry);
  page.heading("Ease of defending");
  add_rules(page, 0, "absorb", threat.absorb);
  if (threat.absorb.empty()) page.paragraph("Nothing is credited; see the assumptions.");
  page.heading("Uncertainty and assumptions");
  for (const std::string& text : threat.assumptions) page.entry(0, {}, text);
}

std::string over_words(const Subject& subject) {
  if (subject.over) return join(ids_of(*subject.over), ", ");
  return subject.kind == Kind::threat ? "existing, closed" : "closed";
}

Page regime_page(const Book& book, const RulePlace& place, const Regime& regime) {
  Page page;
  page.title = regime.title;
  page.subtitle = subtitle(book, "regime", place.name);
  page.row("jurisdiction", regime.jurisdiction);
  page.row("status", std::string(name_of(regime.status)));
  if (regime.from) page.row("from", to_string(*regime.from));
  if (regime.until) page.row("until", to_string(*regime.until));
  page.row("effect", regime.effect);
  page.row_code("reaches", regime.applies.empty() ? "every release" : regime.applies.text);
  page.row("source", join(ids_of(regime.sources), ", "));
  page.row("burden", place.subject->id.text + " (" + place.subject->title + ")");
  return page;
}

Page subject_page(const Book& book, const Subject& subject) {
  Page page;
  page.title = subject.title;
  page.subtitle = fmt::format("{} {} of {}", singular_of(subject.kind), subject.id.text, book.rubric_words());
  page.row("consequence", subject.consequence);
  page.row("about", subject.about);
  page.row_code("applies", subject.applies.text);
  page.row("compared over", over_words(subject));
  if (subject.bands) page.row("bands", bands_words(*subject.bands));
  if (subject.kind == Kind::threat) add_steps(page, subject);
  for (const Path& path : subject.paths) {
    page.heading(subject.kind == Kind::threat ? fmt::format("Path {}: {}", path.id.text, path.title)
                                              : "Factors");
    add_path_rows(page, path);
    for (const Stage& stage : path.stages) add_stage(page, 0, stage);
  }
  if (!subject.regimes.empty()) page.heading("Regimes");
  for (const Regime& regime : subject.regimes)
    page.entry(0, regime.id.text,
               fmt::format("{} ({}, {})", regime.title, regime.jurisdiction, name_of(regime.status)));
  if (!subject.caveats.empty()) page.heading("What it leaves out");
  for (const std::string& text : subject.caveats) page.entry(0, {}, text);
  return page;
}

// Adds the topics of one subject; pointers into the rubric live as long as the program.
class Adder {
 public:
  Adder(const Subject& subject, std::vector<Topic>& topics) : subject_(subject), topics_(topics) {}

  void run() {
    const std::string name = std::string(plural_of(subject_.kind)) + "." + subject_.id.text;
    topics_.push_back({name,
                       std::string(singular_of(subject_.kind)),
                       subject_.title,
                       [&s = subject_](const Book& book) { return subject_page(book, s); },
                       &subject_.applies,
                       nullptr,
                       {}});
    for (const Path& path : subject_.paths) add(path, name);
    for (const Rule& rule : subject_.absorb)
      add(rule, {&subject_, nullptr, nullptr, "absorbs", name + ".absorb"});
    for (const Evidence& entry : subject_.evidence) {
      const RulePlace place{&subject_, nullptr, nullptr, {}, name + ".evidence." + entry.id.text};
      topics_.push_back({place.name, "evidence", entry.says,
                         [place, &entry](const Book& book) { return evidence_page(book, place, entry); },
                         nullptr, nullptr, ids_of(entry.sources)});
    }
    for (const Regime& regime : subject_.regimes) {
      const RulePlace place{&subject_, nullptr, nullptr, {}, name + ".regimes." + regime.id.text};
      topics_.push_back({place.name, "regime", regime.title,
                         [place, &regime](const Book& book) { return regime_page(book, place, regime); },
                         &regime.applies, nullptr, ids_of(regime.sources)});
    }
  }

 private:
  void add(const Path& path, const std::string& outer) {
    const bool threat = subject_.kind == Kind::threat;
    const RulePlace place{
        &subject_, threat ? &path : nullptr, nullptr, {}, threat ? outer + "." + path.id.text : outer};
    if (threat)
      topics_.push_back({place.name, "path", path.title,
                         [place, &path](const Book& book) { return path_page(book, place, path); },
                         &path.applies, nullptr,
                         path.ceiling ? ids_of(path.ceiling->sources) : std::vector<std::string>{}});
    for (const Stage& stage : path.stages) {
      RulePlace inner = place;
      inner.stage = &stage;
      inner.name += "." + stage.id.text;
      topics_.push_back({inner.name, threat ? "stage" : "factor", stage.title,
                         [inner, &stage](const Book& book) { return stage_page(book, inner, stage); },
                         nullptr, nullptr, ids_of(stage.share.sources)});
      inner.role = "raises";
      for (const Rule& rule : stage.raise) add(rule, inner);
      inner.role = "lowers";
      for (const Rule& rule : stage.lower) add(rule, inner);
    }
  }

  void add(const Rule& rule, RulePlace place) {
    place.name += "." + rule.id.text;
    topics_.push_back({place.name, "rule", rule.by.why,
                       [place, &rule](const Book& book) { return rule_page(book, place, rule); }, &rule.when,
                       rule.graded ? &*rule.graded : nullptr, ids_of(rule.by.sources)});
  }

  const Subject& subject_;
  std::vector<Topic>& topics_;
};

}  // namespace

void add_subject_topics(const Program& program, std::vector<Topic>& topics) {
  for (const Subject& subject : program.rubric->subjects) Adder(subject, topics).run();
}

}  // namespace openrisk
