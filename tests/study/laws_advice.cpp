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

// A target, and the card of a case, where it has measures to aim at and says nothing that contradicts itself.
struct Question {
  std::string text;
  Target target;
  Card card;
};

std::optional<Question> some_question(Built& built, random::Dice& dice) {
  const std::string text = some_target(built, dice);
  if (text.empty()) return std::nullopt;
  Diagnostics diagnostics;
  std::optional<Target> target = read_target(built.program, text, diagnostics);
  REQUIRE(target);
  Card card = built.read(built.c.card);
  if (!bound(built.program, card)) return std::nullopt;
  return Question{text, std::move(*target), std::move(card)};
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

  // The same with the weights released in another way: sets of the further changes. At the smallest size
  // those count that do not reach the target by themselves.
  std::set<std::string> smallest_with(const std::string& access) {
    Card released = card_;
    REQUIRE(assign(released, built_.vocabulary, built_.vocabulary.find("weights.access")->id, access));
    for (int size = 0; size < most_changes; ++size) {
      found_.clear();
      descend(card_, 0, size, "");
      const std::set<std::string> without = std::move(found_);
      found_.clear();
      descend(released, 0, size, "");
      if (found_.empty()) continue;
      std::erase_if(found_, [&](const std::string& changes) { return without.count(changes) > 0; });
      return found_;
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

// The changes of a set, but that of how the weights are released.
std::string written(const Built& built, const ChangeSet& set) {
  std::string text;
  for (const Step& step : set.steps)
    if (built.vocabulary[step.fact].path != "weights.access")
      text += fmt::format("{}={};", built.vocabulary[step.fact].path, step.to);
  return text;
}

TEST_CASE("advice finds exactly the smallest sets of changes") {
  std::size_t reached = 0, by_one = 0, by_two = 0, never = 0;
  const std::size_t cases = each_case(71, 4000, {}, [&](Built& built, random::Dice& dice) {
    const std::optional<Question> question = some_question(built, dice);
    if (!question) return;
    const auto& [text, target, card] = *question;
    const Advice advice = advise(built.program, card, target, {{}, {}, {}, most_changes});
    const std::set<std::string> expected = Brute(built, card, target).smallest();
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

TEST_CASE("with the release allowed, advice finds the smallest sets for every way of releasing") {
  std::size_t ways = 0, alone = 0, together = 0, folded = 0, none = 0;
  each_case(78, 2000, {}, [&](Built& built, random::Dice& dice) {
    const std::optional<Question> question = some_question(built, dice);
    if (!question) return;
    const auto& [text, target, card] = *question;
    const Advice advice = advise(built.program, card, target, {{}, {}, {"weights.access"}, most_changes});
    if (advice.reached == Tri::yes || !advice.allows_release) return;
    const Fact& access = *built.vocabulary.find("weights.access");
    std::set<std::string> seen;
    std::size_t first = 0;
    for (const AdviceBranch& branch : advice.branches) {
      std::vector<std::string> values = branch.also;
      if (branch.release) values.push_back(branch.release->to);
      folded += branch.also.size();
      for (const std::string& value : values) {
        ++ways;
        if (!seen.insert(value).second) fail(built, text + ": twice " + value);
        const std::set<std::string> expected = Brute(built, card, target).smallest_with(value);
        none += expected.empty();
        alone += expected.count("");
        together += !expected.empty() && expected.count("") == 0;
        if (branch.complete && branch.found != expected.size())
          fail(built,
               fmt::format("{} with {}: {} sets instead of {}", text, value, branch.found, expected.size()));
        if (!branch.complete && !expected.empty()) fail(built, text + " with " + value + ": missed");
        for (std::size_t i = first; branch.complete && i < first + branch.listed; ++i)
          if (expected.count(written(built, advice.sets[i])) == 0)
            fail(built, text + " with " + value + ": not a smallest set: " + written(built, advice.sets[i]));
      }
      first += branch.listed;
    }
    const std::size_t all = access.values.size() - (card.find(access.id) != nullptr &&
                                                    card.find(access.id)->standing == Standing::stated);
    if (seen.size() != all) fail(built, fmt::format("{}: {} ways instead of {}", text, seen.size(), all));
  });
  INFO(ways << " ways: " << alone << " alone, " << together << " with more, " << folded << " folded, " << none
            << " none");
  CHECK(alone > 0);
  CHECK(together > 0);
  CHECK(folded > 0);
  CHECK(none > 0);
}

TEST_CASE("what advice proposes reaches the target") {
  std::size_t tried = 0;
  each_case(72, 2000, {}, [&](Built& built, random::Dice& dice) {
    const std::optional<Question> question = some_question(built, dice);
    if (!question) return;
    const auto& [text, target, card] = *question;
    const std::vector<std::string> allow(dice.chance(50) ? 1 : 0, "weights.access");
    const Advice advice = advise(built.program, card, target, {{}, {}, allow, 3});
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
      const PolicyResult result = judge(built.program, target.policy, made->card, made->answers, after);
      if (result.verdict == Verdict::fail) fail(built, text + ": does not reach it: " + written(built, set));
      if (readings(advice.measures, after) != set.readings) fail(built, text + ": other numbers afterwards");
    }
  });
  CHECK(tried > 0);
}

}  // namespace
}  // namespace openrisk::laws
