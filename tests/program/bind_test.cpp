// Card × program: which standing each fact gets, what contradicts what, and what tests make of it.
#include "support/toy.hpp"

using namespace openrisk;
using namespace openrisk::toy;

namespace {

Toy& shared() {
  static Toy one(one_stage(rule("fluent", "capabilities.text >= fluent")));
  REQUIRE(one.program);
  return one;
}

std::string standing(const std::string& card, const char* fact) {
  return std::string(name_of(shared().bind(card)[shared().fact(fact)].standing));
}

}  // namespace

TEST_CASE("every fact has one standing") {
  struct Row {
    std::string card;
    const char* fact;
    std::string standing;
  };
  const Row table[] = {
      {"", "data.filtered", "unknown"},
      {"data: {filtered: unknown}", "data.filtered", "unknown"},
      {"data: {filtered: withheld}", "data.filtered", "withheld"},
      {"data: {filtered: false}", "data.filtered", "stated"},
      // A fact that does not apply is n/a by itself; where that is open, it is unknown.
      {"outputs: [text]", "capabilities.photorealism", "n/a"},
      {"outputs: [image]", "capabilities.photorealism", "unknown"},
      {"outputs: unknown", "capabilities.photorealism", "unknown"},
      {"outputs: {value: [text], partial: true}", "capabilities.photorealism", "unknown"},
      {"outputs: {value: [image], partial: true}", "capabilities.photorealism", "unknown"},
      {"outputs: [text]\ncapabilities: {photorealism: unknown}", "capabilities.photorealism", "n/a"},
      {"outputs: [text]\ncapabilities: {photorealism: withheld}", "capabilities.photorealism", "n/a"},
      {"outputs: [text]\ncapabilities: {photorealism: {value: n/a, note: no images}}",
       "capabilities.photorealism", "n/a"},
      {"outputs: [text]\ncapabilities: {photorealism: none}", "capabilities.photorealism", "stated"},
      {"weights: {license: MIT}", "weights.license", "stated"},
      {"weights: {license: other}", "weights.license", "unknown"},
  };
  for (const Row& row : table) {
    CAPTURE(row.card);
    CHECK(standing(row.card, row.fact) == row.standing);
  }
}

TEST_CASE("statements that cannot be are complained about where they stand") {
  struct Row {
    std::string card;
    std::vector<std::string> codes;  // in the order of the marks
    bool bound;
  };
  const std::string na = "{value: ^n/a, note: why}";
  const Row table[] = {
      {"data: {filtered: " + na + "}", {"applies-after-all"}, false},
      {"outputs: [image]\ncapabilities: {photorealism: " + na + "}", {"applies-after-all"}, false},
      {"capabilities: {photorealism: " + na + "}", {"applies-after-all"}, false},
      {"outputs: {value: [text], partial: true}\ndata: {faces: " + na + "}", {"applies-after-all"}, false},
      {"outputs: [text]\ndata: {faces: ^some}", {"does-not-apply"}, true},
      {"outputs: [text]\ndata: {faces: none}", {}, true},
      {"outputs: [image]\ndata: {faces: some}", {}, true},
      {"data: {faces: some}", {}, true},
      {"outputs: {value: [image], partial: true}\ncapabilities: {photorealism: high}", {}, true},
      {"outputs: {value: [text], partial: true}\ncapabilities: {photorealism: high}", {}, true},
      {"weights: {license: ^Terms of Nobody}", {"unresolved-license"}, true},
      {"argument: {spam: {evidence: {value: none}}}", {}, true},
      {"argument: {^spm: {evidence: {value: none}}}", {"unknown-threat"}, false},
      {"argument: {^spm: {evidence: none, defence: none}, ^xyz: {evidence: none}}",
       {"unknown-threat", "unknown-threat"},
       false},
  };
  for (Row row : table) {
    row.card = "\n\n" + row.card;  // below the head
    std::string whole = "openrisk: card/1\nrelease: {name: X}\n" + row.card;
    const auto places = take_marks(whole);
    take_marks(row.card);
    Diagnostics found;
    const auto answers = shared().bind(row.card, found);
    CAPTURE(row.card);
    CHECK(sorted(complaints(found)) == at(row.codes, places));
    CHECK(answers.has_value() == row.bound);
  }
}

TEST_CASE("a value that another fact forces to be different is a contradiction") {
  Diagnostics found;
  CHECK_FALSE(shared().bind("outputs: [text, audio]\ncapabilities: {photorealism: high}", found));
  const auto all = sorted(complaints(found));
  REQUIRE(!all.empty());
  CHECK(all.front() == "contradiction 4:30");
}

TEST_CASE("a licence is resolved, and its terms are there") {
  const Answers answers = shared().bind("weights: {license: mit}");
  const Answer& license = answers[shared().fact("weights.license")];
  CHECK(license.license.known);
  CHECK(license.license.terms.at(0).value == 1);
  Diagnostics found;
  const auto unresolved = shared().bind("weights: {license: Terms of Nobody}", found);
  REQUIRE(unresolved);
  CHECK((*unresolved)[shared().fact("weights.license")].stated());
  CHECK_FALSE((*unresolved)[shared().fact("weights.license")].license.known);
}

TEST_CASE("a source makes a claim evidence; silence never is") {
  struct Row {
    std::string value;
    bool sourced;
  };
  const Row table[] = {{"true", false},
                       {"{value: true}", false},
                       {"{value: true, note: seen}", false},
                       {"{value: true, source: a}", true},
                       {"{value: true, source: [a, b]}", true},
                       {"{value: unknown, source: a}", false},
                       {"{value: withheld, source: a}", false}};
  for (const Row& row : table) {
    CAPTURE(row.value);
    CHECK(shared().bind("data: {filtered: " + row.value + "}")[shared().fact("data.filtered")].sourced ==
          row.sourced);
  }
  Card card;
  Diagnostics found;
  REQUIRE(set_fact(card, "data.filtered=true", shared().vocabulary, found));
  const auto answers = bind(*shared().program, card, found);
  REQUIRE(answers);
  CHECK((*answers)[shared().fact("data.filtered")].sourced);
}

TEST_CASE("conditions have three truth values") {
  struct Row {
    std::string condition, card;
    Tri truth;
  };
  const std::string some = "{value: [text], partial: true}", none = "{value: [], partial: true}";
  const std::string high = "capabilities.photorealism == high",
                    not_high = "capabilities.photorealism != high";
  const Row table[] = {
      {"data.filtered", "data: {filtered: true}", Tri::yes},
      {"data.filtered", "data: {filtered: false}", Tri::no},
      {"data.filtered", "", Tri::unknown},
      {"data.filtered", "data: {filtered: withheld}", Tri::unknown},
      {"not data.filtered", "data: {filtered: false}", Tri::yes},
      {"not data.filtered", "", Tri::unknown},
      // Kleene: what settles, settles.
      {"data.filtered and released", "weights: {access: none}", Tri::no},
      {"data.filtered or released", "weights: {access: open}", Tri::yes},
      {"data.filtered and released", "weights: {access: open}", Tri::unknown},
      // Levels and numbers, at their borders.
      {"weights.access >= gated", "weights: {access: gated}", Tri::yes},
      {"weights.access > gated", "weights: {access: gated}", Tri::no},
      {"weights.access in [none, open]", "weights: {access: hosted}", Tri::no},
      {"evals.score >= 0.5", "evals: {score: 0.5}", Tri::yes},
      {"evals.score > 0.5", "evals: {score: 0.5}", Tri::no},
      {"release.date < 2026-01-01", "", Tri::unknown},
      {"release.name == 'X'", "", Tri::yes},
      {"release.name != 'X'", "", Tri::no},
      {"release.name in ['Y', 'Z']", "", Tri::no},
      // A stated set is complete, a partial one says yes only.
      {"outputs has image", "outputs: [text]", Tri::no},
      {"outputs has image", "outputs: " + some, Tri::unknown},
      {"outputs has text", "outputs: " + some, Tri::yes},
      {"outputs has any [text, image]", "outputs: " + some, Tri::yes},
      {"outputs has all [text, image]", "outputs: " + some, Tri::unknown},
      {"outputs has all [text, image]", "outputs: [image, text]", Tri::yes},
      {"outputs has text", "outputs: " + none, Tri::unknown},
      // Every test of a fact that does not apply is no, `!=` too; `not` of it is yes.
      {high, "outputs: [text]", Tri::no},
      {not_high, "outputs: [text]", Tri::no},
      {"not " + high, "outputs: [text]", Tri::yes},
      {"not " + not_high, "outputs: [text]", Tri::yes},
      {not_high, "outputs: [text]\ncapabilities: {photorealism: none}", Tri::no},
      {not_high, "outputs: [image]\ncapabilities: {photorealism: none}", Tri::yes},
      {"known(capabilities.photorealism)", "outputs: [text]", Tri::yes},
      {"known(capabilities.photorealism)", "outputs: [image]", Tri::no},
      {"known(data.filtered)", "data: {filtered: withheld}", Tri::no},
      {"known(data.filtered)", "data: {filtered: false}", Tri::yes},
      // Licences: the terms of what is resolved; of `or` the better, of `and` the stricter.
      {"weights.license.osi", "weights: {license: MIT}", Tri::yes},
      {"weights.license.osi", "weights: {license: CC-BY-NC-4.0}", Tri::no},
      {"weights.license.osi", "weights: {license: MIT OR CC-BY-NC-4.0}", Tri::yes},
      {"weights.license.osi", "weights: {license: MIT AND CC-BY-NC-4.0}", Tri::no},
      {"weights.license.osi", "weights: {license: unknown}", Tri::unknown},
      {"weights.license.user_cap < 1000", "weights: {license: LicenseRef-Cap}", Tri::yes},
      {"weights.license.user_cap < 100", "weights: {license: LicenseRef-Cap}", Tri::no},
      {"weights.license.user_cap < 1000", "weights: {license: MIT}", Tri::no},  // there is no such number
      {"weights.license.known", "weights: {license: MIT}", Tri::yes},
      {"weights.license.known", "", Tri::no},
  };
  for (const Row& row : table) {
    Toy asked(asking(row.condition));
    CAPTURE(row.condition, row.card);
    REQUIRE(asked.program);
    const Answers answers = asked.bind(row.card);
    const WorldView release(*asked.program, answers, asked.program->worlds.front());
    CHECK(name_of(truth(*asked.program, release, asked.program->written_conditions.front().second)) ==
          name_of(row.truth));
  }
}

TEST_CASE("a world overrides what a card says, and counts as sourced unless it changes nothing") {
  struct Row {
    std::string card;
    bool sourced;  // safeguards.moderation, in the world closed
  };
  const Row table[] = {
      {"", true},
      {"safeguards: {moderation: false, watermark: none}\nweights: {access: hosted}", true},
      {"safeguards: {moderation: true, watermark: none}\nweights: {access: open}", true},
      {"safeguards: {moderation: true, watermark: none}\nweights: {access: hosted}", false},
      {"safeguards: {moderation: {value: true, source: a}, watermark: none}\nweights: {access: hosted}",
       true},
  };
  for (const Row& row : table) {
    CAPTURE(row.card);
    const Answers answers = shared().bind(row.card);
    const WorldView closed(*shared().program, answers, shared().program->worlds.at(1));
    const Answer& moderation = closed[shared().fact("safeguards.moderation")];
    CHECK(moderation.stated());
    CHECK(std::get<bool>(moderation.value));
    CHECK(moderation.sourced == row.sourced);
    CHECK(closed.sets(shared().fact("safeguards.moderation")));
    CHECK_FALSE(closed.sets(shared().fact("data.filtered")));
  }
}
