// A completion gives every open fact one value, as said and (where evidence is asked) as shown. A sheet is
// a card seen in one world: for every fact where its value comes from. All completions are counted
// through; of values that no test and no graded effect tells apart only the first is kept.
#include "support/brute.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <functional>
#include <set>
#include <stdexcept>

namespace openrisk::brute {

using Kind = Condition::Kind;

namespace {

double number_of(const std::string& text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

template <typename T>
bool compared(const std::string& op, const T& a, const T& b) {
  if (op == "==") return a == b;
  if (op == "!=") return a != b;
  if (op == "<") return a < b;
  if (op == "<=") return a <= b;
  if (op == ">") return a > b;
  return a >= b;
}

// One value that a fact has.
struct Concrete {
  Value value;
  Terms terms;  // licences
};

// Where a value is still to be chosen.
struct Slot {
  FactId fact = 0;
  std::vector<Concrete> domain;
  int chosen = -1;
  bool used = false;
  std::vector<const Clause*> tests;
  std::vector<const Graded*> graded;
};

// Piecewise linear and constant outside; of steps the last one reached.
double height(const Graded& graded, const Fact& fact, const Concrete& at) {
  if (graded.steps) {
    double reached = 0;
    int best = -1;
    for (const auto& [level, effect] : graded.levels) {
      const int rank = *fact.rank_of(level.text);
      if (rank <= std::get<Level>(at.value).rank && rank > best) {
        best = rank;
        reached = effect;
      }
    }
    return reached;
  }
  const double x = std::get<double>(at.value);
  const auto& points = graded.points;
  if (x <= points.front().first) return points.front().second;
  if (x >= points.back().first) return points.back().second;
  std::size_t i = 1;
  while (points[i].first < x) ++i;
  const double part = (x - points[i - 1].first) / (points[i].first - points[i - 1].first);
  return points[i - 1].second * (1 - part) + points[i].second * part;
}

}  // namespace

// --- the rubric, with names looked up

Reference::Reference(const Vocabulary& vocabulary, const Licenses& licenses, const Rubric& rubric,
                     const Sources& sources)
    : vocabulary_(vocabulary), licenses_(licenses), rubric_(rubric) {
  for (const Fact& fact : vocabulary.facts()) {
    applies_.push_back(clause({fact.applies, fact.applies_span}, sources));
    for (const Implication& implication : fact.implies) {
      Card card;
      Diagnostics diagnostics;
      set_fact(card, implication.fact + "=" + implication.value, vocabulary, diagnostics);
      if (card.statements.empty()) throw std::logic_error("cannot read the value " + implication.value);
      forced_.push_back({clause({implication.when, implication.span}, sources), card.statements.front().fact,
                         card.statements.front().value});
    }
  }
  for (const World& world : rubric.worlds) {
    settings_.emplace_back();
    for (const Setting& setting : world.set) {
      Card card;
      Diagnostics diagnostics;
      set_fact(card, setting.fact.text + "=" + setting.value.text, vocabulary, diagnostics);
      if (card.statements.empty()) throw std::logic_error("cannot read the setting " + setting.value.text);
      settings_.back().push_back(card.statements.front());
    }
  }
  for (const Subject& subject : rubric.subjects) {
    add(subject.applies, sources);
    for (const Rule& rule : subject.absorb) add(rule.when, sources);
    for (const Path& path : subject.paths) {
      add(path.applies, sources);
      for (const Stage& stage : path.stages)
        for (const auto* rules : {&stage.raise, &stage.lower})
          for (const Rule& rule : *rules) {
            add(rule.when, sources);
            if (rule.graded)
              for (const auto& point : rule.graded->points) numbers_.push_back(point.first);
          }
    }
  }
  std::function<void(const Clause&)> constants = [&](const Clause& c) {
    if (c.kind == Kind::compare || c.kind == Kind::in)
      for (const std::string& word : c.words) {
        texts_.push_back(word);
        if (const auto date = parse_date(word))
          dates_.push_back(*date);
        else if (word.find_first_not_of("0123456789.") == std::string::npos)
          numbers_.push_back(number_of(word));
      }
    for (const Clause& child : c.children) constants(child);
  };
  for (const auto& [text, c] : clauses_) constants(c);
  for (const Clause& c : applies_) constants(c);
  for (const Forced& forced : forced_) {
    constants(forced.when);
    if (const double* number = std::get_if<double>(&forced.value)) numbers_.push_back(*number);
  }
}

void Reference::add(const Text& text, const Sources& sources) {
  clauses_.emplace(&text, clause(text, sources));
}

Clause Reference::clause(const Text& text, const Sources& sources) const {
  if (text.empty()) return {};
  Diagnostics diagnostics;
  const std::optional<Condition> syntax = parse_condition(text, sources, diagnostics);
  if (!syntax) throw std::logic_error("cannot parse " + text.text);
  return resolve(*syntax, sources);
}

Clause Reference::resolve(const Condition& node, const Sources& sources) const {
  Clause c;
  c.kind = node.kind;
  c.compare = node.compare;
  for (const Condition::Word& word : node.values) c.words.push_back(word.text);
  for (const Condition& child : node.children) c.children.push_back(resolve(child, sources));
  if (node.text.empty()) return c;
  for (const auto& [name, condition] : rubric_.lets)
    if (name.text == node.text) return clause(condition, sources);
  std::string name = node.text;
  if (vocabulary_.find(name) == nullptr) {
    const std::string attribute = name.substr(name.rfind('.') + 1);
    name = name.substr(0, name.rfind('.'));
    c.license_known = attribute == "known";
    if (!c.license_known) c.attribute = licenses_.attribute(attribute).value();
  }
  const Fact* fact = vocabulary_.find(name);
  if (fact == nullptr) throw std::logic_error("no fact " + name);
  c.fact = fact->id;
  return c;
}

// --- a card in a world

class Run {
 public:
  explicit Run(const Reference& reference) : reference_(reference) {}

  // A card as it stands; returns the index of its sheet.
  std::size_t card(const Card& card);
  // The sheet of a card in a world.
  std::size_t world(std::size_t card, const Card& stated, const World& world);

  Tri truth(const Clause& clause, std::size_t sheet, bool shown);
  Tri applicable(FactId fact, std::size_t sheet);
  void read(const Clause& clause, std::size_t sheet, bool shown);  // marks the slots that a clause reads
  void read(const Rule& rule, std::size_t sheet);
  bool constrain(std::size_t sheet);  // marks what the vocabulary forces; true where something was new
  bool keeps(std::size_t sheet);      // whether the completion keeps it
  double by(const Rule& rule, bool raises, std::size_t sheet);  // 0 where the rule does not hold
  double uplift(const Path& path, std::size_t sheet);           // 0 to 100
  double left(const Subject& subject, std::size_t sheet);
  bool holds(const Text& text, std::size_t sheet) {
    return truth(reference_.clauses_.at(&text), sheet, false) == Tri::yes;
  }
  void thin();  // drops values that nothing tells apart
  std::vector<Slot> slots;

 private:
  struct Entry {
    int said = -1, shown = -1;  // slots; -1: `fixed`
    Concrete fixed;
    bool set = false, known = false, resolved = false;
  };
  using Sheet = std::vector<Entry>;

  int slot(FactId fact, std::vector<Concrete> domain);
  std::vector<Concrete> anything(const Fact& fact) const;
  std::vector<Concrete> like(const Fact& fact, const Statement& statement, bool& known) const;
  std::vector<Concrete> rows(const Fact& fact, Terms terms) const;
  Tri test(const Clause& clause, int slot, const Concrete& fixed) const;
  bool holds_of(const Clause& clause, const Concrete& value) const;

  const Reference& reference_;
  std::vector<Sheet> sheets_;
};

int Run::slot(FactId fact, std::vector<Concrete> domain) {
  slots.push_back({fact, std::move(domain), -1, false, {}, {}});
  return static_cast<int>(slots.size()) - 1;
}

// All rows of licence terms that agree with what is known; open terms both ways.
std::vector<Concrete> Run::rows(const Fact&, Terms terms) const {
  const auto& attributes = reference_.licenses_.attributes;
  terms.resize(attributes.size());
  std::vector<Terms> all{terms};
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    if (terms[i].state != Term::State::unknown) continue;
    std::vector<Term> choices{{Term::State::none, 0}};
    if (attributes[i].number)
      for (double x : reference_.numbers_)
        for (double near : {x - 1, x, x + 1}) choices.push_back({Term::State::stated, near});
    else
      choices = {{Term::State::stated, 0}, {Term::State::stated, 1}};
    std::vector<Terms> next;
    for (Terms row : all)
      for (const Term& term : choices) {
        row[i] = term;
        next.push_back(row);
      }
    all = std::move(next);
  }
  std::vector<Concrete> values;
  for (Terms& row : all) values.push_back({std::string(), std::move(row)});
  return values;
}

std::vector<Concrete> Run::anything(const Fact& fact) const {
  std::vector<Concrete> all;
  auto add = [&all](Value value) { all.push_back({std::move(value), {}}); };
  switch (fact.type) {
    case FactType::boolean:
      add(false);
      add(true);
      break;
    case FactType::level:
      for (std::size_t i = 0; i < fact.values.size(); ++i) add(Level{static_cast<std::uint8_t>(i)});
      break;
    case FactType::set:
      for (std::uint64_t bits = 0; bits < std::uint64_t{1} << fact.values.size(); ++bits) add(Members{bits});
      break;
    case FactType::number: {
      const double least = fact.min.value_or(-50), most = fact.max.value_or(50);
      std::set<double> grid;
      for (int i = 0; i <= 40; ++i) grid.insert(least + (most - least) * i / 40);
      for (double x : reference_.numbers_)
        for (double near : {x - 1e-10, x, x + 1e-10})
          if (near >= least && near <= most) grid.insert(near);
      for (double x : grid) add(x);
      break;
    }
    case FactType::date:
      add(Date{-100000});
      add(Date{100000});
      for (Date date : reference_.dates_)
        for (int step : {-1, 0, 1}) add(Date{date.days + step});
      break;
    case FactType::text:
      for (const std::string& text : reference_.texts_) add(text);
      add(std::string("something else"));
      break;
    case FactType::text_list: add(std::vector<std::string>{}); break;
    case FactType::license:
      for (const License& license : reference_.licenses_.licenses)
        for (Concrete& row : rows(fact, reference_.licenses_.terms(license))) all.push_back(std::move(row));
  }
  return all;
}

// What a stated value leaves open; `known`: whether the licence was resolved.
std::vector<Concrete> Run::like(const Fact& fact, const Statement& statement, bool& known) const {
  if (fact.type == FactType::license) {
    const ResolvedLicense license = reference_.licenses_.resolve(std::get<std::string>(statement.value));
    known = license.known;
    if (license.known) return rows(fact, license.terms);
    std::vector<Concrete> some;
    for (Concrete row : anything(fact)) {
      for (std::size_t i = 0; i < license.terms.size(); ++i)
        if (license.terms[i].state != Term::State::unknown) row.terms[i] = license.terms[i];
      some.push_back(std::move(row));
    }
    return some;
  }
  known = true;
  if (!statement.partial) return {{statement.value, {}}};
  std::vector<Concrete> some;
  const std::uint64_t listed = std::get<Members>(statement.value).bits;
  for (Concrete& set : anything(fact))
    if ((std::get<Members>(set.value).bits & listed) == listed) some.push_back(std::move(set));
  return some;
}

std::size_t Run::card(const Card& card) {
  Sheet sheet(reference_.vocabulary_.facts().size());
  for (const Fact& fact : reference_.vocabulary_.facts()) {
    Entry& entry = sheet[fact.id];
    const Statement* statement = card.find(fact.id);
    bool stated = statement != nullptr && statement->standing == Standing::stated;
    if (stated && fact.type == FactType::license &&
        reference_.licenses_.empty_statement(std::get<std::string>(statement->value)))
      stated = false;
    if (!stated) {
      entry.said = slot(fact.id, anything(fact));
      entry.shown = slot(fact.id, anything(fact));
      entry.known = statement != nullptr && statement->standing == Standing::not_applicable;
      entry.resolved = entry.known;
      continue;
    }
    entry.known = true;
    std::vector<Concrete> values = like(fact, *statement, entry.resolved);
    if (values.size() == 1)
      entry.fixed = values.front();
    else
      entry.said = slot(fact.id, values);
    if (statement->sourced())
      entry.shown = entry.said;
    else
      entry.shown = slot(fact.id, anything(fact));
  }
  sheets_.push_back(std::move(sheet));
  const std::size_t index = sheets_.size() - 1;
  for (const Fact& fact : reference_.vocabulary_.facts()) {
    const Statement* statement = card.find(fact.id);
    if (statement != nullptr && statement->standing == Standing::stated && sheets_[index][fact.id].known)
      continue;
    if (applicable(fact.id, index) == Tri::no)
      sheets_[index][fact.id].known = sheets_[index][fact.id].resolved = true;
  }
  return index;
}

std::size_t Run::world(std::size_t card, const Card& stated, const World& world) {
  const auto at = static_cast<std::size_t>(&world - reference_.rubric_.worlds.data());
  const std::vector<Statement>& settings = reference_.settings_[at];
  Sheet sheet = sheets_[card];
  auto open = [&](FactId fact) { return !sheets_[card][fact].known; };
  auto same = [&](const Statement& setting) {
    if (setting.standing != Standing::stated) return open(setting.fact);
    const Statement* own = stated.find(setting.fact);
    if (own == nullptr || own->standing != Standing::stated || own->partial) return false;
    if (reference_.vocabulary_[setting.fact].type != FactType::license) return own->value == setting.value;
    const auto a = reference_.licenses_.resolve(std::get<std::string>(own->value));
    const auto b = reference_.licenses_.resolve(std::get<std::string>(setting.value));
    return own->value == setting.value || (!a.expression.empty() && a.expression == b.expression);
  };
  // A world that changes no value is the card; in any other, what it sets is as good as sourced.
  const bool unchanged = std::all_of(settings.begin(), settings.end(), same);
  for (const Statement& setting : settings) {
    const Fact& fact = reference_.vocabulary_[setting.fact];
    Entry& entry = sheet[setting.fact];
    entry.set = true;
    if (unchanged || (setting.standing != Standing::stated && open(setting.fact))) continue;
    Entry fresh;
    fresh.set = true;
    if (setting.standing == Standing::stated) {
      fresh.known = true;
      std::vector<Concrete> values = like(fact, setting, fresh.resolved);
      if (values.size() == 1)
        fresh.fixed = values.front();
      else
        fresh.said = fresh.shown = slot(setting.fact, values);
    } else {
      fresh.said = slot(setting.fact, anything(fact));
      fresh.shown = slot(setting.fact, anything(fact));
    }
    entry = std::move(fresh);
  }
  sheets_.push_back(std::move(sheet));
  return sheets_.size() - 1;
}

// --- truth

bool Run::holds_of(const Clause& c, const Concrete& at) const {
  const Fact& fact = reference_.vocabulary_[c.fact];
  if (c.attribute) {
    const Term& term = at.terms[*c.attribute];
    if (term.state != Term::State::stated) return false;
    return c.kind == Kind::name ? term.value != 0
                                : compared(c.compare, term.value, number_of(c.words.front()));
  }
  switch (fact.type) {
    case FactType::boolean: {
      const bool value = std::get<bool>(at.value);
      return c.kind == Kind::name ? value : compared(c.compare, value, c.words.front() == "true");
    }
    case FactType::level: {
      const int rank = std::get<Level>(at.value).rank;
      if (c.kind == Kind::compare)
        return compared(c.compare, rank, static_cast<int>(*fact.rank_of(c.words.front())));
      return std::any_of(c.words.begin(), c.words.end(),
                         [&](const auto& w) { return *fact.rank_of(w) == rank; });
    }
    case FactType::set: {
      const auto has = [&](const std::string& w) {
        return (std::get<Members>(at.value).bits >> *fact.rank_of(w) & 1) != 0;
      };
      return c.kind == Kind::has_all ? std::all_of(c.words.begin(), c.words.end(), has)
                                     : std::any_of(c.words.begin(), c.words.end(), has);
    }
    case FactType::number: return compared(c.compare, std::get<double>(at.value), number_of(c.words.front()));
    case FactType::date: return compared(c.compare, std::get<Date>(at.value), *parse_date(c.words.front()));
    case FactType::text: {
      const std::string& text = std::get<std::string>(at.value);
      if (c.kind == Kind::compare) return compared(c.compare, text, c.words.front());
      return std::find(c.words.begin(), c.words.end(), text) != c.words.end();
    }
    default: throw std::logic_error("a test of a fact that has none");
  }
}

// While nothing is chosen, a test is settled where all values agree.
Tri Run::test(const Clause& c, int slot, const Concrete& fixed) const {
  if (slot < 0) return tri(holds_of(c, fixed));
  const Slot& s = slots[static_cast<std::size_t>(slot)];
  if (s.chosen >= 0) return tri(holds_of(c, s.domain[static_cast<std::size_t>(s.chosen)]));
  bool yes = false, no = false;
  for (const Concrete& value : s.domain) (holds_of(c, value) ? yes : no) = true;
  return yes && no ? Tri::unknown : tri(yes);
}

Tri Run::applicable(FactId fact, std::size_t sheet) {
  if (sheets_[sheet][fact].set) return Tri::yes;
  return truth(reference_.applies_[fact], sheet, false);
}

Tri Run::truth(const Clause& c, std::size_t sheet, bool shown) {
  if (c.kind == Kind::negation) return negate(truth(c.children.front(), sheet, shown));
  if (c.kind == Kind::conjunction || c.kind == Kind::disjunction) {
    const bool all = c.kind == Kind::conjunction;
    Tri result = tri(all);
    for (const Clause& child : c.children) {
      const Tri part = truth(child, sheet, shown);
      result = all ? both(result, part) : either(result, part);
    }
    return result;
  }
  const Entry& entry = sheets_[sheet][c.fact];
  if (c.license_known) return tri(entry.resolved);
  if (c.kind == Kind::known) return tri(entry.known);
  return both(applicable(c.fact, sheet), test(c, shown ? entry.shown : entry.said, entry.fixed));
}

// --- what matters

void Run::read(const Clause& c, std::size_t sheet, bool shown) {
  for (const Clause& child : c.children) read(child, sheet, shown);
  const bool leaf = c.kind != Kind::negation && c.kind != Kind::conjunction && c.kind != Kind::disjunction;
  if (!leaf || c.kind == Kind::known || c.license_known) return;
  const Entry& entry = sheets_[sheet][c.fact];
  const int at = shown ? entry.shown : entry.said;
  if (at >= 0) {
    slots[static_cast<std::size_t>(at)].used = true;
    slots[static_cast<std::size_t>(at)].tests.push_back(&c);
  }
  if (!entry.set) read(reference_.applies_[c.fact], sheet, false);
}

void Run::read(const Rule& rule, std::size_t sheet) {
  read(reference_.clauses_.at(&rule.when), sheet, false);
  if (rule.needs_evidence) read(reference_.clauses_.at(&rule.when), sheet, true);
  if (!rule.graded) return;
  const FactId fact = reference_.vocabulary_.find(rule.graded->fact.text)->id;
  const Entry& entry = sheets_[sheet][fact];
  if (entry.said >= 0) {
    slots[static_cast<std::size_t>(entry.said)].used = true;
    slots[static_cast<std::size_t>(entry.said)].graded.push_back(&*rule.graded);
  }
  if (!entry.set) read(reference_.applies_[fact], sheet, false);
}

bool Run::constrain(std::size_t sheet) {
  auto count = [this] {
    return std::count_if(slots.begin(), slots.end(), [](const Slot& s) { return s.used; });
  };
  const auto before = count();
  for (const Reference::Forced& forced : reference_.forced_) {
    read(forced.when, sheet, false);
    if (const int at = sheets_[sheet][forced.fact].said; at >= 0)
      slots[static_cast<std::size_t>(at)].used = true;
  }
  return count() != before;
}

bool Run::keeps(std::size_t sheet) {
  for (const Reference::Forced& forced : reference_.forced_) {
    if (truth(forced.when, sheet, false) != Tri::yes) continue;
    const Entry& entry = sheets_[sheet][forced.fact];
    const Concrete& now =
        entry.said < 0
            ? entry.fixed
            : slots[static_cast<std::size_t>(entry.said)]
                  .domain[static_cast<std::size_t>(slots[static_cast<std::size_t>(entry.said)].chosen)];
    if (!(now.value == forced.value)) return false;
  }
  return true;
}

void Run::thin() {
  for (Slot& s : slots) {
    if (!s.used) {
      s.domain.resize(1);
      continue;
    }
    std::set<std::vector<double>> seen;
    std::vector<Concrete> kept;
    for (Concrete& value : s.domain) {
      std::vector<double> signature;
      for (const Clause* c : s.tests) signature.push_back(holds_of(*c, value));
      for (const Graded* g : s.graded) signature.push_back(height(*g, reference_.vocabulary_[s.fact], value));
      for (const Reference::Forced& forced : reference_.forced_)
        if (forced.fact == s.fact) signature.push_back(value.value == forced.value);
      if (seen.insert(std::move(signature)).second) kept.push_back(std::move(value));
    }
    s.domain = std::move(kept);
  }
}

// --- numbers

double Run::by(const Rule& rule, bool raises, std::size_t sheet) {
  const Clause& when = reference_.clauses_.at(&rule.when);
  bool holds = truth(when, sheet, false) == Tri::yes;
  if (rule.needs_evidence) {
    const bool shown = truth(when, sheet, true) == Tri::yes;
    holds = raises ? holds || shown : holds && shown;
  }
  if (!holds) return 0;
  if (!rule.graded) return rule.by.value;
  const Fact& fact = *reference_.vocabulary_.find(rule.graded->fact.text);
  if (applicable(fact.id, sheet) != Tri::yes) return 0;
  const Entry& entry = sheets_[sheet][fact.id];
  if (entry.said < 0) return height(*rule.graded, fact, entry.fixed);
  const Slot& s = slots[static_cast<std::size_t>(entry.said)];
  return height(*rule.graded, fact, s.domain[static_cast<std::size_t>(s.chosen)]);
}

double Run::uplift(const Path& path, std::size_t sheet) {
  double sum = 0;
  for (const Stage& stage : path.stages) {
    double hard = 1, kept = 1;
    for (const Rule& rule : stage.raise) hard *= 1 - by(rule, true, sheet);
    for (const Rule& rule : stage.lower) kept *= 1 - by(rule, false, sheet);
    sum += stage.share.value * ((1 - hard) * kept);
  }
  return path.ceiling ? std::min(sum, path.ceiling->value) : sum;
}

double Run::left(const Subject& subject, std::size_t sheet) {
  double kept = 1;
  for (const Rule& rule : subject.absorb) kept *= 1 - by(rule, false, sheet);
  return kept;
}

// --- all completions

namespace {

// The least and the greatest of what was seen.
struct Range {
  double least = INFINITY, most = -INFINITY;
  void add(double x) {
    least = std::min(least, x);
    most = std::max(most, x);
  }
  Interval interval() const { return {least, most}; }
};

void read_subject(Run& run, const Reference&, const Subject& subject, std::size_t sheet, bool release,
                  const std::map<const Text*, Clause>& clauses) {
  run.read(clauses.at(&subject.applies), sheet, false);
  for (const Path& path : subject.paths) {
    run.read(clauses.at(&path.applies), sheet, false);
    for (const Stage& stage : path.stages)
      for (const auto* rules : {&stage.raise, &stage.lower})
        for (const Rule& rule : *rules) run.read(rule, sheet);
  }
  if (release)
    for (const Rule& rule : subject.absorb) run.read(rule, sheet);
}

}  // namespace

Tri Reference::applies(const Card& card, FactId fact) const {
  Run run(*this);
  return run.applicable(fact, run.card(card));
}

Found Reference::find(const Subject& subject, const Card& card, const World* world, const Card* other,
                      std::size_t most) const {
  Run run(*this);
  const std::size_t release = run.card(card);
  std::optional<std::size_t> base;
  if (other != nullptr)
    base = run.card(*other);
  else if (world != nullptr)
    base = run.world(release, card, *world);

  Found found;
  read_subject(run, *this, subject, release, true, clauses_);
  std::vector<bool> mine;
  for (const Slot& s : run.slots) mine.push_back(s.used);
  if (base) {
    for (Slot& s : run.slots) s.used = false;
    read_subject(run, *this, subject, *base, false, clauses_);
    for (std::size_t i = 0; i < run.slots.size(); ++i) {
      found.shared = found.shared || (run.slots[i].used && mine[i]);
      run.slots[i].used = run.slots[i].used || mine[i];
    }
  }
  run.constrain(release);
  if (other != nullptr) run.constrain(*base);
  run.thin();
  double product = 1;
  for (const Slot& s : run.slots) product *= static_cast<double>(s.domain.size());
  if (product > static_cast<double>(most)) {
    found.tried = false;
    return found;
  }

  for (const bool forced : {true, false}) {
    Range value, uplift, left;
    std::vector<std::array<Range, 3>> paths(
        subject.paths.size());  // marginal, uplift, uplift of the baseline
    for (Slot& s : run.slots) s.chosen = 0;
    for (bool more = true; more;) {
      if (!forced || (run.keeps(release) && (other == nullptr || run.keeps(*base)))) {
        ++found.completions;
        const double kept = run.left(subject, release);
        const bool applies = run.holds(subject.applies, release);
        const bool applied = base && run.holds(subject.applies, *base);
        double best = 0, highest = 0;
        for (std::size_t i = 0; i < subject.paths.size(); ++i) {
          const Path& path = subject.paths[i];
          const double now = applies && run.holds(path.applies, release) ? run.uplift(path, release) : 0;
          const double before = applied && run.holds(path.applies, *base) ? run.uplift(path, *base) : 0;
          const double marginal = std::max(0.0, now - before) * kept;
          paths[i][0].add(marginal);
          paths[i][1].add(now);
          paths[i][2].add(before);
          best = std::max(best, marginal);
          highest = std::max(highest, now);
        }
        value.add(best);
        uplift.add(highest);
        left.add(kept);
      }
      more = false;
      for (Slot& s : run.slots) {
        if (++s.chosen < static_cast<int>(s.domain.size())) {
          more = true;
          break;
        }
        s.chosen = 0;
      }
    }
    if (found.completions == 0) {
      found.possible = false;
      continue;
    }
    found.value = value.interval();
    found.uplift = uplift.interval();
    found.left = left.interval();
    double low = 0, high = 0;
    for (const auto& path : paths) {
      found.paths.push_back({path[0].interval(), path[1].interval()});
      low = std::max(low, path[1].least - path[2].most);
      high = std::max(high, path[1].most - path[2].least);
    }
    found.naive = {low * left.least, high * left.most};
    return found;
  }
  return found;
}

}  // namespace openrisk::brute
