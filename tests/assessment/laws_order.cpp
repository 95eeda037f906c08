// Laws 1, 6 and 9: order changes nothing; stages contribute what they should; the same input gives the
// same result on any thread and in any locale and time zone.
#include <fmt/format.h>

#include <clocale>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <locale>
#include <thread>

#include "assessment/laws_support.hpp"
#include "support/catch.hpp"

namespace openrisk::laws {

namespace {

using random::GenCard;

// Where two texts begin to differ.
std::string difference(const std::string& a, const std::string& b) {
  std::size_t at = 0;
  while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
  const std::size_t from = a.rfind('\n', at) == std::string::npos ? 0 : a.rfind('\n', at) + 1;
  return a.substr(from, 400) + "\n--- or ---\n" + b.substr(std::min(from, b.size()), 400);
}

// Everything said, with sources, and no licence with open terms.
GenCard complete(const Built& built, random::Dice& dice) {
  GenCard card;
  for (const random::GenFact& fact : built.c.facts)
    card[fact.path] = {fact.type == "license" ? "MIT" : random::some_value(fact, dice), true, false};
  return card;
}

class LocaleGuard {
 public:
  LocaleGuard() : old_(std::setlocale(LC_ALL, nullptr)) {
    if (const char* zone = std::getenv("TZ")) zone_ = zone;
    setenv("TZ", "Pacific/Chatham", 1);
    tzset();
  }
  ~LocaleGuard() {
    std::setlocale(LC_ALL, old_.c_str());
    if (zone_.empty())
      unsetenv("TZ");
    else
      setenv("TZ", zone_.c_str(), 1);
    tzset();
  }
  LocaleGuard(const LocaleGuard&) = delete;
  LocaleGuard& operator=(const LocaleGuard&) = delete;

 private:
  std::string old_, zone_;
};

}  // namespace

TEST_CASE("law 1: the order of rules, stages and card keys changes nothing") {
  each_case(1, 350, {}, [](Built& built, random::Dice& dice) {
    const std::unique_ptr<Built> shuffled = build(built.c, &dice);
    const std::optional<Answers> answers = shuffled->bind(built.c.card, &dice);
    const std::optional<Answers> other = shuffled->bind(built.c.other, &dice);
    if (!answers || !other) return fail(built, "the order decides whether a card can be read");
    shuffled->other = *other;
    const std::string a = fingerprint(built.program, assess(built.program, built.answers, built.request()));
    const std::string b =
        fingerprint(shuffled->program, assess(shuffled->program, *answers, shuffled->request()));
    if (a != b)
      fail(built, "in another order:\n" + difference(a, b) + "\n" + random::rubric_text(shuffled->c));
  });
}

TEST_CASE("law 6: no stage contributes more than its share, and all together are the uplift") {
  std::size_t paths = 0;
  each_case(6, 500, {}, [&](Built& built, random::Dice& dice) {
    const Assessment assessment = assess(built.program, built.answers, built.quick());
    for (const SubjectResult& subject : assessment.subjects)
      for (const PathResult& path : subject.paths)
        for (const StageResult& stage : path.stages)
          if (stage.contribution.low() < 0 || stage.contribution.high() > stage.stage->written->share.value ||
              stage.reduction.low() < 0 || stage.reduction.high() > 1)
            fail(built, fmt::format("stage {} contributes [{}, {}]", stage.stage->id,
                                    stage.contribution.low(), stage.contribution.high()));

    const std::optional<Answers> answers = built.bind(complete(built, dice));
    if (!answers || !possible(built, *answers)) return;
    const std::vector<double> values = numbers(built.program);
    for (const CompiledSubject& subject : built.program.subjects) {
      const Problem problem = make_problem(built.program, subject, {&*answers, nullptr, nullptr});
      for (std::size_t p = 0; p < subject.paths.size(); ++p) {
        const CompiledPath& path = subject.paths[p];
        if (evaluate(built.program, *answers, subject.applies).truth != Tri::yes ||
            evaluate(built.program, *answers, path.applies).truth != Tri::yes)
          continue;
        ++paths;
        Scope scope;
        scope.absorb = scope.baseline = false;
        scope.path = p;
        const Bound whole = solve(problem, values, End::low, scope);
        double sum = 0;
        for (scope.stage = 0; scope.stage < path.stages.size(); ++scope.stage) {
          const Bound low = solve(problem, values, End::low, scope),
                      high = solve(problem, values, End::high, scope);
          if (low.value != high.value)
            fail(built,
                 fmt::format("stage {} of a complete card is an interval", path.stages[scope.stage].id));
          sum += low.value;
        }
        if (path.ceiling) sum = std::min(sum, values[*path.ceiling]);
        if (std::abs(sum - whole.value) > 1e-9)
          fail(built, fmt::format("the stages of {} sum to {}, not {} for\n", path.id, sum, whole.value));
      }
    }
  });
  CHECK(paths > 40);
}

TEST_CASE("law 9: the same on any thread, in any locale and time zone") {
  each_case(9, 60, {}, [](Built& built, random::Dice&) {
    const std::string plain =
        fingerprint(built.program, assess(built.program, built.answers, built.request()));
    std::vector<std::string> found(4);
    std::vector<std::thread> threads;
    for (std::string& text : found)
      threads.emplace_back([&built, &text] {
        text = fingerprint(built.program, assess(built.program, built.answers, built.request()));
      });
    for (std::thread& thread : threads) thread.join();
    for (const std::string& text : found)
      if (text != plain) fail(built, "on another thread:\n" + difference(plain, text));
    Request divided = built.request();
    divided.jobs = 3;
    const std::string shared = fingerprint(built.program, assess(built.program, built.answers, divided));
    if (shared != plain) fail(built, "on several threads:\n" + difference(plain, shared));

    const LocaleGuard guard;
    bool other = false;
    for (const char* name : {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "tr_TR.UTF-8", "C.UTF-8"})
      other = other || std::setlocale(LC_ALL, name) != nullptr;
    const std::unique_ptr<Built> again = build(built.c);
    again->other = again->bind(built.c.other).value();
    const std::string abroad = fingerprint(
        again->program, assess(again->program, again->bind(built.c.card).value(), again->request()));
    if (abroad != plain) fail(built, "in another locale:\n" + difference(plain, abroad));
  });
}

}  // namespace openrisk::laws
