#include "reading.hpp"

namespace openrisk {
namespace {

class Dump {
 public:
  std::string out;

  void rubric(const Rubric& r) {
    line("rubric", r.id, r.title, r.version, r.about, to_string(r.as_of), to_string(r.review_by));
    for (const Author& a : r.authors) line("author", a.name, a.interests);
    for (const Citation& c : r.sources) line("source", c.id, c.title, c.url, c.date, c.read, c.note);
    bands(r.bands);
    for (const World& w : r.worlds) {
      line("world", w.id, w.title, w.why);
      settings(w.set);
    }
    for (const Option& o : r.options) {
      line("option", o.id, o.title, o.why, o.world);
      settings(o.set);
    }
    for (const auto& [name, condition] : r.lets) line("let", name, condition);
    for (const auto& [name, words] : r.lists) line("list", name, list(words));
    line("headline", list(r.headline));
    for (const Subject& s : r.subjects) subject(s);
    for (const Ladder& l : r.ladders) {
      line("ladder", l.id, l.title, l.about, l.applies);
      for (const Rung& rung : l.rungs) {
        line("rung", rung.id, rung.title);
        for (const Need& n : rung.needs) line("need", n.id, n.title, n.when, n.applies, n.why, list(n.sources));
      }
    }
    for (const Check& c : r.checks)
      line("check", c.id, c.group, c.title, c.when, c.applies, c.remedy, list(c.sources));
    for (const ReferenceCondition& c : r.reference)
      line("reference", c.id, c.title, list(c.at_most), list(c.at_least), c.remedy, list(c.sources));
  }

 private:
  static std::string text(const Text& t) { return t.text; }
  static std::string text(const std::string& t) { return t; }
  static std::string text(std::string_view t) { return std::string(t); }
  static std::string text(const char* t) { return t; }
  static std::string text(double n) { return fmt::format("{}", n); }
  static std::string text(bool b) { return b ? "yes" : "no"; }

  template <typename... Parts>
  void line(const Parts&... parts) {
    ((out += text(parts) + '\x1f'), ...);
    out += '\n';
  }

  static std::string list(const std::vector<Text>& texts) {
    std::string all = "[";
    for (const Text& t : texts) all += t.text + ",";
    return all + "]";
  }

  void bands(const std::optional<Bands>& b) {
    if (b) line("bands", b->low, b->moderate, b->high, b->severe);
  }

  void settings(const std::vector<Setting>& set) {
    for (const Setting& s : set) line("set", s.fact, s.value, list(s.sources), s.why);
  }

  void judged(const Judged& j) {
    const auto [low, high] = j.range.value_or(std::pair{-1.0, -1.0});
    line("number", j.value, low, high, j.basis ? name_of(*j.basis) : "none", j.why, list(j.sources));
  }

  void rules(const char* kind, const std::vector<Rule>& all) {
    for (const Rule& r : all) {
      line(kind, r.id, r.when, r.needs_evidence);
      judged(r.by);
      if (!r.graded) continue;
      line("graded", r.graded->fact, r.graded->steps);
      for (const auto& [x, y] : r.graded->points) line("point", x, y);
      for (const auto& [level, y] : r.graded->levels) line("step", level, y);
    }
  }

  void path(const Path& p) {
    line("path", p.id, p.title, p.actor.who, p.actor.resources, p.applies);
    if (p.ceiling) judged(*p.ceiling);
    for (const Stage& s : p.stages) {
      line("stage", s.id, s.title);
      judged(s.share);
      rules("raise", s.raise);
      rules("lower", s.lower);
    }
  }

  void subject(const Subject& s) {
    line(plural_of(s.kind), s.id, s.title, s.consequence, s.about, s.applies, s.identification,
         s.existing_risk, s.existing_defences, s.over ? list(*s.over) : "default");
    bands(s.bands);
    for (const Evidence& e : s.evidence)
      line("evidence", e.id, e.grade, e.sign, e.date ? to_string(*e.date) : "", e.baseline, e.outcome,
           list(e.sources), e.says);
    for (const std::string& a : s.assumptions) line("assumption", a);
    for (const std::string& c : s.caveats) line("caveat", c);
    for (const Path& p : s.paths) path(p);
    rules("absorb", s.absorb);
    for (const Regime& r : s.regimes)
      line("regime", r.id, r.title, r.jurisdiction, name_of(r.status), r.since ? to_string(*r.since) : "",
           r.from ? to_string(*r.from) : "", r.until ? to_string(*r.until) : "", r.applies, r.effect,
           list(r.sources));
  }
};

}  // namespace

std::string dump(const Rubric& rubric) {
  Dump dump;
  dump.rubric(rubric);
  return dump.out;
}

}  // namespace openrisk
