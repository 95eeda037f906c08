// The search for changes against one that tries every set, over random rubrics and cards.
#include <fmt/format.h>

#include <set>

#include "assessment/laws_support.hpp"
#include "openrisk/study.hpp"
#include "study/study.hpp"
#include "support/catch.hpp"

namespace openrisk::laws {
namespace {

constexpr int most_changes = 2;

// The measures of a case, and a threshold that some cards miss.
std::string some_target(const Built& built, random::Dice& dice) {
  std::vector<std::string> risks;
  for (const StudyMeasure& measure : study_measures(built.program))
    if (measure.is_risk()) risks.push_back(measure.id);
  return risks.empty() ? "" : fmt::format("{}<={}", dice.pick(risks), dice.below(60));
}

// Every set of up to `left` more changes, by the definition: any fact that a developer can change and that
// may apply, at any value that the card does not give it.
class Brute {
 public:
  Brute(const Built& built, const Card& card, const Target& target)
      : built_(built), card_(card), target_(target) {
    const Answers answers = bound(built.program, card)->answers;
    for (const Fact& fact : built.vocabulary.facts())
      if (fact.effort && fact.path != "weights.access" &&
          answers[fact.id].standing != Standing::not_applicable)
        facts_.push_back(fact.id);
  }

  // The sets of the smallest size that reach the target; none where no set of up to `most_changes` does.
  std::set<std::string> smallest() {
    for (int size = 0; size <= most_changes; ++size) {
      found_.clear();
      descend(card_, 0, size, "");
      if (!found_.empty()) return found_;
    }
    return {};
  }

 private:
  bool reached(const Card& card) const {
    const auto made = bound(built_.program, card);
    if (!made) return false;
    Request request = built_.quick();
    request.over.clear();
    const Assessment assessment = assess(built_.program, made->answers, request);
    return judge(built_.program, target_.policy, made->card, made->answers, assessment).verdict !=
           Verdict::fail;
  }

  // Less open than the card says, or not open at all.
  bool hides(const Fact& fact, std::size_t rank) const {
    if (!fact.path.ends_with(".access") && !fact.path.starts_with("documentation.")) return false;
    const Statement* statement = card_.find(fact.id);
    const Level* level = statement == nullptr ? nullptr : std::get_if<Level>(&statement->value);
    return rank <= (level == nullptr ? 0 : level->rank);
  }

  void descend(const Card& card, std::size_t from, int left, const std::string& changes) {
    if (left == 0) {
      if (reached(card)) found_.insert(changes);
      return;
    }
    for (std::size_t i = from; i < facts_.size(); ++i) {
      const Fact& fact = built_.vocabulary[facts_[i]];
      const std::vector<std::string> levels = telling_values(built_.program, fact.id);
      for (std::size_t rank = 0; rank < levels.size(); ++rank) {
        const std::string& value = levels[rank];
        if (value == said(built_.vocabulary, card_, fact.id)) continue;
        if (hides(fact, rank)) continue;
        Card changed = card;
        REQUIRE(assign(changed, built_.vocabulary, fact.id, value));
        descend(changed, i + 1, left - 1, changes + fmt::format("{}={};", fact.path, value));
      }
    }
  }

  const Built& built_;
  const Card& card_;
  const Target& target_;
  std::vector<FactId> facts_;
  std::set<std::string> found_;
};

std::string written(const Built& built, const ChangeSet& set) {
  std::string text;
  for (const Step& step : set.steps) text += fmt::format("{}={};", built.vocabulary[step.fact].path, step.to);
  return text;
}

TEST_CASE("advice finds exactly the smallest sets of changes") {
  std::size_t reached = 0, by_one = 0, by_two = 0, never = 0;
  const std::size_t cases = each_case(71, 4000, {}, [&](Built& built, random::Dice& dice) {
    const std::string text = some_target(built, dice);
    if (text.empty()) return;
    Diagnostics diagnostics;
    const std::optional<Target> target = read_target(built.program, text, diagnostics);
    REQUIRE(target);
    const Card card = built.read(built.c.card);
    if (!bound(built.program, card)) return;
    const Advice advice = advise(built.program, card, *target, {{}, {}, {}, most_changes});
    const std::set<std::string> expected = Brute(built, card, *target).smallest();
    if (advice.reached == Tri::yes) {
      ++reached;
      if (!expected.count("")) fail(built, text + ": said to be reached");
      return;
    }
    if (expected.empty()) {
      ++never;
      if (advice.searched.complete && advice.within_reach) fail(built, text + ": nothing reaches it");
      return;
    }
    if (advice.searched.found != expected.size())
      fail(built, fmt::format("{}: {} sets instead of {}", text, advice.searched.found, expected.size()));
    for (const ChangeSet& set : advice.sets) {
      (set.steps.size() == 1 ? by_one : by_two) += 1;
      if (expected.count(written(built, set)) == 0)
        fail(built, text + ": not a smallest set: " + written(built, set));
    }
    for (std::size_t i = 1; i < advice.sets.size(); ++i)
      if (advice.sets[i - 1].effort() > advice.sets[i].effort()) fail(built, text + ": not by effort");
  });
  INFO(cases << " cases: " << reached << " reached, " << by_one << " by one, " << by_two << " by two, "
             << never << " never");
  CHECK(reached * 20 > cases);
  CHECK(by_one > 0);
  CHECK(by_two > 0);
  CHECK(never > 0);
}

TEST_CASE("what advice proposes reaches the target") {
  std::size_t tried = 0;
  each_case(72, 2000, {}, [&](Built& built, random::Dice& dice) {
    const std::string text = some_target(built, dice);
    if (text.empty()) return;
    Diagnostics diagnostics;
    const std::optional<Target> target = read_target(built.program, text, diagnostics);
    const Card card = built.read(built.c.card);
    if (!bound(built.program, card)) return;
    const Advice advice = advise(built.program, card, *target, {{}, {}, {}, 3});
    for (const ChangeSet& set : advice.sets) {
      Card changed = card;
      for (const Step& step : set.steps) assign(changed, built.vocabulary, step.fact, step.to);
      const auto made = bound(built.program, changed);
      if (!made) {
        fail(built, text + ": proposes a contradiction");
        continue;
      }
      ++tried;
      Request request = built.quick();
      request.over.clear();
      const Assessment after = assess(built.program, made->answers, request);
      const PolicyResult result = judge(built.program, target->policy, made->card, made->answers, after);
      if (result.verdict == Verdict::fail) fail(built, text + ": does not reach it: " + written(built, set));
      if (readings(advice.measures, after) != set.readings) fail(built, text + ": other numbers afterwards");
    }
  });
  CHECK(tried > 0);
}

}  // namespace
}  // namespace openrisk::laws
