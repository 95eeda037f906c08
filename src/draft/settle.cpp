// Statements are grouped by fact. Within a group the surest one leads; what agrees with it adds its place,
// what differs stays visible. Sets are united, since no source of a set is wrong for being silent on a
// member. Then the card is bound like any other: a statement that contradicts the rest, or makes no sense
// beside it, is taken out, the least sure first, until nothing is left to complain about.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/text.hpp"
#include "openrisk/draft.hpp"
#include "openrisk/license.hpp"

namespace openrisk {
namespace {

// A licence as the table knows it, so that spellings of one licence agree.
std::string license_key(const Licenses& licenses, const std::string& text) {
  const ResolvedLicense resolved = licenses.resolve(text);
  return resolved.known ? resolved.expression : lower_case(trim(text));
}

// "GPL-3.0" leaves open what "GPL-3.0-only" and "GPL-3.0-or-later" decide, so it agrees with both.
bool leaves_open(const Licenses& licenses, const std::string& text, const std::string& other) {
  constexpr std::string_view only = "-only", later = "-or-later";
  const std::string key = license_key(licenses, text), decided = license_key(licenses, other);
  if (!key.ends_with(only) || !decided.ends_with(later) || lower_case(text).ends_with("only")) return false;
  return key.substr(0, key.size() - only.size()) == decided.substr(0, decided.size() - later.size());
}

bool same_license(const Licenses& licenses, const std::string& a, const std::string& b) {
  return license_key(licenses, a) == license_key(licenses, b) || leaves_open(licenses, a, b) ||
         leaves_open(licenses, b, a);
}

bool is_list(const Fact& fact) { return fact.type == FactType::set || fact.type == FactType::text_list; }

class Settler {
 public:
  Settler(const Draft& draft, const Program& program, Diagnostics& diagnostics)
      : draft_(draft), program_(program), vocabulary_(*program.vocabulary), diagnostics_(diagnostics) {}

  SettledDraft run() {
    std::map<FactId, std::vector<Said>> by_fact;
    for (const Said& said : draft_.said) by_fact[said.statement.fact].push_back(said);
    settled_.sources = draft_.sources;
    settled_.remarks = draft_.remarks;
    for (auto& [fact, all] : by_fact) settled_.facts.push_back(settle(vocabulary_[fact], std::move(all)));
    need_name();
    while (drop_one()) continue;
    return std::move(settled_);
  }

 private:
  bool agree(const Fact& fact, const Said& a, const Said& b) const {
    const Value &x = a.statement.value, &y = b.statement.value;
    if (fact.type == FactType::license)
      return same_license(*program_.licenses, std::get<std::string>(x), std::get<std::string>(y));
    if (fact.type == FactType::text)
      return lower_case(std::get<std::string>(x)) == lower_case(std::get<std::string>(y));
    if (fact.type == FactType::number) {
      // "8B" in a name and a count of 8.03 billion are the same number. Shares are not rounded like that.
      const double p = std::get<double>(x), q = std::get<double>(y);
      const bool rounded = a.sure != b.sure && fact.unit != "fraction";
      return p == q || (rounded && std::abs(p - q) <= 0.06 * std::max(std::abs(p), std::abs(q)));
    }
    return x == y;
  }

  // A licence text that says nothing, or that nobody can resolve, is less than one that is known.
  int weight(const Fact& fact, const Said& said) const {
    int weight = static_cast<int>(said.sure) * 4;
    if (fact.type == FactType::license && said.statement.standing == Standing::stated) {
      const std::string& text = std::get<std::string>(said.statement.value);
      if (program_.licenses->empty_statement(text)) return -1;
      if (!program_.licenses->resolve(text).known) weight -= 1;
    }
    return weight;
  }

  SettledFact settle(const Fact& fact, std::vector<Said> all) {
    std::vector<Said> open;  // notes without a value
    for (const Said& said : all)
      if (said.statement.standing != Standing::stated) open.push_back(said);
    std::erase_if(all, [](const Said& said) { return said.statement.standing != Standing::stated; });
    SettledFact settled = all.empty()     ? first_of(std::move(open))
                          : is_list(fact) ? united(fact, all)
                                          : chosen(fact, all);
    if (!all.empty())
      for (const Said& said : open) add_note(settled.said.statement, said.statement.note);
    return settled;
  }

  SettledFact first_of(std::vector<Said> open) {
    SettledFact settled{open.front(), {}, {}, {}};
    for (const Said& said : open) {
      add_origin(settled, said);
      add_note(settled.said.statement, said.statement.note);
    }
    return settled;
  }

  SettledFact united(const Fact& fact, const std::vector<Said>& all) {
    SettledFact settled{all.front(), {}, {}, {}};
    Statement& union_ = settled.said.statement;
    for (const Said& said : all) {
      if (fact.type == FactType::set) {
        const std::uint64_t bits = std::get<Members>(said.statement.value).bits;
        auto& members = std::get<Members>(union_.value);
        const bool covers = !said.statement.partial && (members.bits & ~bits) == 0;
        union_.partial = !covers && (union_.partial || (bits & ~members.bits) != 0);
        members.bits |= bits;
      } else {
        auto& texts = std::get<std::vector<std::string>>(union_.value);
        for (const std::string& text : std::get<std::vector<std::string>>(said.statement.value))
          if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
      }
      settled.said.sure = std::min(settled.said.sure, said.sure);
      take(settled, said);
    }
    return settled;
  }

  SettledFact chosen(const Fact& fact, const std::vector<Said>& all) {
    const auto lead = std::max_element(all.begin(), all.end(), [&](const Said& a, const Said& b) {
      return weight(fact, a) < weight(fact, b);
    });
    SettledFact settled{*lead, {}, {}, {}};
    take(settled, *lead);
    for (const Said& said : all) {
      if (&said == &*lead) continue;
      if (agree(fact, *lead, said)) {
        take(settled, said);
      } else if (weight(fact, said) >= 0) {
        settled.others.push_back(said);
        // Titles and folders are called differently as a rule.
        if (fact.type != FactType::text || (said.sure == lead->sure && said.sure > Sureness::inferred))
          tell(fact, *lead, said);
      }
    }
    return settled;
  }

  void tell(const Fact& fact, const Said& lead, const Said& other) {
    diagnostics_.add(
        Code::sources_disagree, {},
        fmt::format("'{}' is {} by {} and {} by {}", fact.path, visible(to_text(fact, lead.statement.value)),
                    visible(to_text(lead.origin), 4096), visible(to_text(fact, other.statement.value)),
                    visible(to_text(other.origin), 4096)),
        lead.sure == other.sure ? "the draft takes the first" : "the draft takes the surer one");
  }

  static void add_origin(SettledFact& settled, const Said& said) {
    const std::string text = to_text(said.origin);
    for (const Origin& known : settled.origins)
      if (to_text(known) == text) return;
    settled.origins.push_back(said.origin);
  }

  static void add_note(Statement& statement, const std::string& note) {
    if (note.empty() || statement.note.find(note) != std::string::npos) return;
    statement.note += (statement.note.empty() ? "" : " ") + note;
  }

  static void take(SettledFact& settled, const Said& said) {
    add_origin(settled, said);
    Statement& statement = settled.said.statement;
    if (said.sure != Sureness::inferred || settled.said.sure == Sureness::inferred)
      add_note(statement, said.statement.note);
    for (const std::string& page : said.statement.sources)
      if (std::find(statement.sources.begin(), statement.sources.end(), page) == statement.sources.end())
        statement.sources.push_back(page);
  }

  // A card without a name is no card.
  void need_name() {
    const Fact* fact = vocabulary_.find("release.name");
    if (fact == nullptr) return;
    const SettledFact* named = settled_.find(fact->id);
    if (named != nullptr && named->said.statement.standing == Standing::stated) return;
    std::erase_if(settled_.facts,
                  [&](const SettledFact& one) { return one.said.statement.fact == fact->id; });
    SettledFact settled;
    settled.said.statement.fact = fact->id;
    settled.said.statement.value = std::string("unnamed");
    settled.said.statement.note = "No source names the release: write its name.";
    settled.said.sure = Sureness::inferred;
    const auto place =
        std::find_if(settled_.facts.begin(), settled_.facts.end(),
                     [&](const SettledFact& one) { return one.said.statement.fact > fact->id; });
    settled_.facts.insert(place, std::move(settled));
  }

  Card card() const {
    Card card;
    for (std::size_t i = 0; i < settled_.facts.size(); ++i) {
      if (!settled_.facts[i].dropped.empty()) continue;
      card.statements.push_back(settled_.facts[i].said.statement);
      card.statements.back().span.begin.line = static_cast<std::uint32_t>(i + 1);
    }
    return card;
  }

  // Takes out one statement that the vocabulary complains about: the least sure of all that are pointed at.
  bool drop_one() {
    Diagnostics found;
    bind(program_, card(), found);
    const Diagnostic* worst = nullptr;
    for (const Diagnostic& one : found.all()) {
      if (one.severity != Severity::error && one.code != Code::does_not_apply) continue;
      if (one.span.begin.line == 0 || one.span.begin.line > settled_.facts.size()) continue;
      if (worst == nullptr || at(one).said.sure < at(*worst).said.sure) worst = &one;
    }
    if (worst == nullptr) return false;
    SettledFact& fact = at(*worst);
    fact.dropped = worst->message;
    diagnostics_.add(Code::statement_dropped, {},
                     fmt::format("{}: {}", visible(to_text(fact.said.origin), 4096), worst->message),
                     worst->help);
    return true;
  }

  SettledFact& at(const Diagnostic& found) { return settled_.facts[found.span.begin.line - 1]; }

  const Draft& draft_;
  const Program& program_;
  const Vocabulary& vocabulary_;
  Diagnostics& diagnostics_;
  SettledDraft settled_;
};

}  // namespace

SettledDraft settle(const Draft& draft, const Program& program, Diagnostics& diagnostics) {
  return Settler(draft, program, diagnostics).run();
}

}  // namespace openrisk
