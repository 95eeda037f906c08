// Laws 4, 5 and 7: what protects a service protects no released weights; more capability never lowers a
// threat; opening something never lowers a benefit.
#include <fmt/format.h>

#include <algorithm>

#include "assessment/laws_support.hpp"
#include "support/catch.hpp"

namespace openrisk::laws {

namespace {

using random::GenCard;
using random::GenFact;
using random::Leaf;

// Two values of a fact, the second one higher.
std::pair<std::string, std::string> two_values(const GenFact& fact, random::Dice& dice) {
  if (fact.type == "number") {
    const std::size_t low = dice.below(20), high = low + 1 + dice.below(20 - low);
    return {fmt::format("{}", static_cast<double>(low) / 20),
            fmt::format("{}", static_cast<double>(high) / 20)};
  }
  const std::size_t low = dice.below(fact.values.size() - 1);
  return {fact.values[low], fact.values[low + 1 + dice.below(fact.values.size() - 1 - low)]};
}

// A card with a fact of the family at two values; nothing where there is none, or the card refuses one.
struct Pair {
  std::string what;
  Answers low, high;
};

template <typename Family>
std::optional<Pair> pair_of(Built& built, GenCard card, random::Dice& dice, Family family) {
  std::vector<const GenFact*> some;
  for (const GenFact& fact : built.c.facts)
    if (family(fact.path)) some.push_back(&fact);
  if (some.empty()) return std::nullopt;
  const GenFact& fact = *dice.pick(some);
  for (auto& [path, leaf] : card)
    if (leaf.value == "n/a") leaf.value = "unknown";
  const auto [low, high] = two_values(fact, dice);
  const bool sourced = dice.chance(50);
  card[fact.path] = {low, sourced, false};
  const std::optional<Answers> before = built.bind(card);
  card[fact.path] = {high, sourced, false};
  const std::optional<Answers> after = built.bind(card);
  if (!before || !after) return std::nullopt;
  return Pair{fmt::format("{} from {} to {}", fact.path, low, high), *before, *after};
}

bool is_capability(const std::string& path) {
  return path.starts_with("capabilities.") || path.starts_with("evals.");
}
bool is_openness(const std::string& path) {
  return path.ends_with(".access") || path.starts_with("documentation.");
}

bool falls(const Interval& before, const Interval& after) {
  return after.low() < before.low() || after.high() < before.high();
}

}  // namespace

TEST_CASE("law 4: serving-layer facts change no threat of released weights") {
  std::size_t changes = 0;
  each_case(4, 900, {}, [&](Built& built, random::Dice& dice) {
    GenCard card = built.c.card;
    // With a source: what a bare claim leaves unshown could still be a service.
    card["weights.access"] = {dice.chance(50) ? "open" : "gated", true, false};
    std::vector<const GenFact*> serving;
    for (const GenFact& fact : built.c.facts)
      if (fact.layer == "serving" || !fact.serving_value.empty()) serving.push_back(&fact);
    if (serving.empty()) return;
    const GenFact& fact = *dice.pick(serving);
    const std::optional<Answers> before = built.bind(card);
    // Of a level that mixes layers only the step to its serving value is about the service.
    const bool mixed = !fact.serving_value.empty();
    card[fact.path] = {mixed ? "none" : dice.chance(30) ? "unknown" : "false", dice.chance(50), false};
    const std::optional<Answers> one = built.bind(card);
    card[fact.path] = {mixed ? fact.serving_value : "true", dice.chance(50), false};
    const std::optional<Answers> two = built.bind(card);
    if (!before || !one || !two || !possible(built, *one) || !possible(built, *two)) return;
    ++changes;
    const Assessment a = assess(built.program, *one, built.request()),
                     b = assess(built.program, *two, built.request());
    for (std::size_t i = 0; i < a.subjects.size(); ++i) {
      const SubjectResult &old = a.subjects[i], &now = b.subjects[i];
      if (old.subject->kind != Kind::threat) continue;
      bool same = old.uplift == now.uplift && old.absorbed == now.absorbed;
      for (std::size_t m = 0; m < old.measures.size(); ++m) {
        const Measure &x = old.measures[m], &y = now.measures[m];
        same = same && x.value == y.value && x.doubted == y.doubted && x.judgement == y.judgement &&
               x.missing.size() == y.missing.size() && x.fragile.size() == y.fragile.size();
      }
      if (!same)
        fail(built,
             fmt::format("{} changes {} of\n{}", fact.path, old.subject->name(), random::card_text(card)));
    }
  });
  CHECK(changes > 20);
}

TEST_CASE("law 5: a more capable release never lowers a threat, a more capable baseline never raises one") {
  std::size_t releases = 0, baselines = 0;
  random::Wishes wishes;
  wishes.implies = false;
  each_case(5, 900, wishes, [&](Built& built, random::Dice& dice) {
    if (const auto pair = pair_of(built, built.c.card, dice, is_capability)) {
      ++releases;
      const Assessment a = assess(built.program, pair->low, built.quick());
      const Assessment b = assess(built.program, pair->high, built.quick());
      for (std::size_t i = 0; i < a.subjects.size(); ++i)
        for (std::size_t m = 0; m < a.subjects[i].measures.size(); ++m) {
          const Measure &old = a.subjects[i].measures[m], &now = b.subjects[i].measures[m];
          if (a.subjects[i].subject->kind != Kind::threat ||
              (old.baseline != "existing" && old.baseline != "other"))
            continue;
          if (falls(old.value, now.value) || falls(old.doubted, now.doubted))
            fail(built, fmt::format("release {}: {} {}", pair->what, old.name, change(old.value, now.value)));
        }
    }
    if (const auto pair = pair_of(built, built.c.other, dice, is_capability)) {
      ++baselines;
      Request low = built.quick(), high = built.quick();
      low.over.front().answers = pair->low;
      high.over.front().answers = pair->high;
      const Assessment a = assess(built.program, built.answers, low),
                       b = assess(built.program, built.answers, high);
      for (std::size_t i = 0; i < a.subjects.size(); ++i) {
        const Measure &old = a.subjects[i].measures.back(), &now = b.subjects[i].measures.back();
        if (a.subjects[i].subject->kind == Kind::threat && falls(now.value, old.value))
          fail(built, fmt::format("baseline {}: {} {}", pair->what, old.name, change(old.value, now.value)));
      }
    }
  });
  CHECK(releases > 40);
  CHECK(baselines > 40);
}

TEST_CASE("law 7: opening something never lowers a benefit") {
  std::size_t scores = 0;
  random::Wishes wishes;
  wishes.implies = false;
  each_case(7, 900, wishes, [&](Built& built, random::Dice& dice) {
    const auto pair = pair_of(built, built.c.card, dice, is_openness);
    if (!pair) return;
    const Assessment a = assess(built.program, pair->low, built.quick());
    const Assessment b = assess(built.program, pair->high, built.quick());
    for (std::size_t i = 0; i < a.subjects.size(); ++i) {
      if (a.subjects[i].subject->kind != Kind::benefit) continue;
      ++scores;
      const Measure &old = *a.subjects[i].score, &now = *b.subjects[i].score;
      if (falls(old.value, now.value))
        fail(built, fmt::format("{}: {} {}", pair->what, old.name, change(old.value, now.value)));
    }
  });
  CHECK(scores > 40);
}

}  // namespace openrisk::laws
