#include "assessment/laws_support.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <stdexcept>

#include "support/catch.hpp"
#include "support/complaints.hpp"

namespace openrisk::laws {

namespace {

class Nowhere : public RubricFinder {
 public:
  const Source* find(std::string_view, const Source&) override { return nullptr; }
};

std::string complaint(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& d : diagnostics.all())
    text += fmt::format("{}: {}\n", page_of(d.code).name, d.message);
  return text;
}

void need(bool good, const Built& built, const Diagnostics& diagnostics) {
  if (!good) throw std::logic_error("not accepted: " + complaint(diagnostics) + random::show(built.c));
}

// States `n/a` where the vocabulary settles it, sometimes.
void state_inapplicable(Built& built, random::GenCard& card, Answers& answers, random::Dice& dice) {
  for (const Fact& fact : built.vocabulary.facts())
    if (answers[fact.id].standing == Standing::not_applicable && dice.chance(60))
      card[fact.path] = {"n/a", false, false};
  answers = built.bind(card).value();
}

// A card that does not contradict itself.
void settle(Built& built, random::GenCard& card, Answers& answers, random::Dice& dice,
            const random::Wishes& wishes) {
  for (;;) {
    if (const std::optional<Answers> bound = built.bind(card)) {
      answers = *bound;
      return state_inapplicable(built, card, answers, dice);
    }
    card = random::some_card(built.c, dice, wishes);
  }
}

double scale() {
  double factor = 1;
  if (const char* text = std::getenv("OPENRISK_CASES")) factor = std::max(0.001, std::atof(text));
#ifndef NDEBUG
  factor /= 8;
#endif
  return factor;
}

}  // namespace

Card Built::read(const random::GenCard& card, random::Dice* order) {
  Diagnostics diagnostics;
  const Source& source = sources.add("card.yaml", random::card_text(card, order));
  std::optional<Card> read = read_card(source, vocabulary, diagnostics);
  need(read.has_value(), *this, diagnostics);
  return *std::move(read);
}

std::optional<Answers> Built::bind(const random::GenCard& card, random::Dice* order) {
  Diagnostics diagnostics;
  return openrisk::bind(program, read(card, order), diagnostics);
}

Request Built::request() const {
  Request request;
  request.over.push_back({"other", other});
  return request;
}

Request Built::quick() const {
  Request quick = request();
  quick.missing = quick.fragile = false;
  return quick;
}

std::unique_ptr<Built> build(const random::Case& c, random::Dice* order) {
  auto built = std::make_unique<Built>();
  built->c = c;
  Diagnostics diagnostics;
  auto vocabulary =
      read_vocabulary(built->sources.add("vocabulary.yaml", random::vocabulary_text(c)), diagnostics);
  need(vocabulary.has_value(), *built, diagnostics);
  built->vocabulary = *std::move(vocabulary);
  auto licenses = read_licenses(built->sources.add("licenses.yaml", random::licenses_text), diagnostics);
  need(licenses.has_value(), *built, diagnostics);
  built->licenses = *std::move(licenses);
  Nowhere nowhere;
  auto rubric =
      read_rubric(built->sources.add("rubric.yaml", random::rubric_text(c, order)), nowhere, diagnostics);
  need(rubric.has_value(), *built, diagnostics);
  built->rubric = std::make_shared<const Rubric>(*std::move(rubric));
  auto program = compile(built->vocabulary, built->licenses, built->rubric, built->sources, diagnostics);
  need(program.has_value(), *built, diagnostics);
  built->program = *std::move(program);
  return built;
}

std::size_t each_case(std::uint64_t salt, std::size_t count, const random::Wishes& wishes,
                      const std::function<void(Built&, random::Dice&)>& law) {
  const auto scaled =
      std::max<std::size_t>(10, static_cast<std::size_t>(static_cast<double>(count) * scale()));
  for (std::size_t i = 1; i <= scaled; ++i) {
    const std::uint64_t seed = salt * 1000000 + i;
    random::Dice dice(seed ^ 0xABCDEFull << 32);
    std::unique_ptr<Built> built = build(random::make_case(seed, wishes));
    settle(*built, built->c.card, built->answers, dice, wishes);
    settle(*built, built->c.other, built->other, dice, wishes);
    law(*built, dice);
  }
  return scaled;
}

void fail(const Built& built, const std::string& what) {
  static std::map<std::string, int> failures;
  const std::string name = Catch::getResultCapture().getCurrentTestName();
  if (++failures[name] >= (std::getenv("MANY") ? 100000 : 3)) FAIL(what << "\n" << random::show(built.c));
  FAIL_CHECK(what << "\n" << random::show(built.c));
}

std::vector<Posed> problems(const Built& built, const Answers& answers) {
  std::vector<Posed> all;
  for (const CompiledSubject& subject : built.program.subjects) {
    all.push_back({&subject, "", make_problem(built.program, subject, {&answers, nullptr, nullptr})});
    for (std::size_t world : subject.over)
      if (world > 0)
        all.push_back(
            {&subject, built.program.worlds[world].id,
             make_problem(built.program, subject, {&answers, nullptr, &built.program.worlds[world]})});
    all.push_back(
        {&subject, "other",
         make_problem(built.program, subject, {&answers, &built.other, &built.program.worlds.front()})});
  }
  return all;
}

std::vector<double> numbers(const Program& program) {
  std::vector<double> values;
  for (const Number& n : program.numbers) values.push_back(n.value);
  return values;
}

bool possible(const Built& built, const Answers& answers) {
  const std::vector<double> values = numbers(built.program);
  for (const Posed& posed : problems(built, answers))
    if (!solve(posed.problem, values, End::low).possible) return false;
  return true;
}

void each_measure(const Assessment& assessment,
                  const std::function<void(const SubjectResult&, const Measure&)>& visit) {
  for (const SubjectResult& subject : assessment.subjects) {
    if (subject.score) visit(subject, *subject.score);
    for (const Measure& m : subject.measures) visit(subject, m);
  }
}

// --- fingerprint

namespace {

std::string text(const Interval& i) { return fmt::format("[{} {}]", i.low(), i.high()); }

std::string text(const BandRange& b) { return fmt::format("{}..{}", name_of(b.first), name_of(b.second)); }

std::string text(const Outcome& o) {
  return fmt::format("{}({};{})", name_of(o.truth), fmt::join(o.because, ","), fmt::join(o.missing, ","));
}

std::string text(const Program& program, const Measure& m) {
  std::string out = fmt::format("{} {} {} {} doubted {} {} judgement {}", m.name, text(m.value), m.exact,
                                text(m.band), text(m.doubted), text(m.doubted_band), text(m.judgement));
  for (const Missing& missing : m.missing)
    out += fmt::format(" m{}/{}/{}", missing.fact, missing.source, missing.settles);
  for (const Fragile& f : m.fragile)
    out += fmt::format(" f{}/{}/{}/{}", program.numbers[f.number].name, text(f.from), text(f.to), f.move);
  return out + "\n";
}

std::string text(const std::vector<RuleResult>& rules) {
  std::vector<std::string> lines;
  for (const RuleResult& r : rules)
    lines.push_back(fmt::format("{} {} {}", r.rule->id, text(r.outcome), text(r.by)));
  std::sort(lines.begin(), lines.end());
  return fmt::format("{}", fmt::join(lines, "; "));
}

std::string text(const PathResult& p) {
  std::vector<std::string> stages;
  for (const StageResult& s : p.stages)
    stages.push_back(fmt::format("{} {} {} raise {} lower {}", s.stage->id, text(s.reduction),
                                 text(s.contribution), text(s.raise), text(s.lower)));
  std::sort(stages.begin(), stages.end());
  std::string out = fmt::format("{} {} {}", p.path->id, text(p.applies), text(p.uplift));
  for (const Interval& marginal : p.marginal) out += " " + text(marginal);
  return out + fmt::format("\n  {}\n", fmt::join(stages, "\n  "));
}

}  // namespace

std::string change(const Interval& before, const Interval& after) {
  return fmt::format("[{}, {}] became [{}, {}]", before.low(), before.high(), after.low(), after.high());
}

std::string fingerprint(const Program& program, const Assessment& assessment) {
  std::vector<std::string> subjects;
  for (const SubjectResult& s : assessment.subjects) {
    std::string out = fmt::format("{} {} uplift {} absorbed {} basis {}\n", s.subject->name(),
                                  text(s.applies), text(s.uplift), text(s.absorbed), s.basis.total());
    if (s.score) out += text(program, *s.score);
    for (const Measure& m : s.measures) out += text(program, m);
    if (!s.paths.empty()) {
      const PathResult& deciding = s.paths[s.path];
      out += fmt::format("decides {} {}\n", deciding.path->id,
                         deciding.stages.empty() ? "" : deciding.stages[s.bottleneck].stage->id);
    }
    std::vector<std::string> paths;
    for (const PathResult& p : s.paths) paths.push_back(text(p));
    std::sort(paths.begin(), paths.end());
    out += fmt::format("{}absorb {}\n", fmt::join(paths, ""), text(s.absorb));
    subjects.push_back(std::move(out));
  }
  std::sort(subjects.begin(), subjects.end());
  return fmt::format("{}", fmt::join(subjects, "\n"));
}

}  // namespace openrisk::laws
