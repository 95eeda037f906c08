// A toy vocabulary with one fact of every type, a few licences, and rubrics over them that are small enough
// to compute by hand. A '^' in a text marks where a complaint must point, and is taken out.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "openrisk/program.hpp"
#include "program/truth.hpp"
#include "support/catch.hpp"
#include "support/complaints.hpp"

namespace openrisk::toy {

inline const std::string vocabulary_text = R"(openrisk: vocabulary/1
version: 1.0.0
sections:
  - {id: release, title: Release}
  - {id: weights, title: Weights}
  - {id: data, title: Data}
  - {id: capabilities, title: Capabilities}
  - {id: evals, title: Evaluations}
  - {id: safeguards, title: Safeguards}
  - {id: documentation, title: Documentation}
facts:
  - {path: release.name, type: text, meaning: m, question: q}
  - {path: release.date, type: date, meaning: m, question: q}
  - {path: release.base_models, type: text_list, meaning: m, question: q}
  - {path: outputs, type: set, meaning: m, question: q, values: [{id: text}, {id: image}, {id: audio}],
     implies: [{when: "not outputs has image", fact: capabilities.photorealism, value: none}]}
  - {path: weights.access, type: level, meaning: m, question: q,
     values: [{id: none}, {id: internal}, {id: hosted}, {id: gated}, {id: open}]}
  - {path: weights.license, type: license, meaning: m, question: q}
  - {path: weights.irrevocable, type: bool, meaning: m, question: q}
  - {path: data.pretraining.access, type: level, meaning: m, question: q, values: [{id: undisclosed}, {id: listed}, {id: open}]}
  - {path: data.filtered, type: bool, meaning: m, question: q}
  - {path: data.faces, type: level, meaning: m, question: q, values: [{id: none}, {id: some}], applies: "outputs has image"}
  - {path: capabilities.text, type: level, meaning: m, question: q, values: [{id: none}, {id: fluent}, {id: expert}],
     checkable: developer}
  - {path: capabilities.photorealism, type: level, meaning: m, question: q, values: [{id: none}, {id: high}],
     applies: "outputs has image"}
  - {path: evals.score, type: number, meaning: m, question: q, unit: fraction, min: 0, max: 1}
  - {path: evals.parameters, type: number, meaning: m, question: q, min: 0}
  - {path: safeguards.moderation, type: bool, meaning: m, question: q, layer: serving}
  - {path: safeguards.watermark, type: level, meaning: m, question: q,
     values: [{id: none}, {id: serving, layer: serving}, {id: weights, layer: weights}]}
  - {path: documentation.card, type: level, meaning: m, question: q, values: [{id: none}, {id: partial}, {id: open}]}
)";

inline const std::string licenses_text = R"(openrisk: licenses/1
version: 1.0.0
attributes:
  - {id: osi, type: bool, freer: true, meaning: approved}
  - {id: noncommercial, type: bool, freer: false, meaning: no commerce}
  - {id: user_cap, type: number, freer: higher, meaning: users}
licenses:
  - {id: MIT, name: MIT License, osi: true, noncommercial: false, user_cap: none}
  - {id: CC-BY-NC-4.0, name: Creative Commons Non Commercial, osi: false, noncommercial: true, user_cap: none}
  - {id: LicenseRef-Cap, name: Capped Terms, osi: false, noncommercial: false, user_cap: 700}
unresolved: [other, unknown]
)";

inline const std::string head = R"(openrisk: rubric/1
id: toy
title: Toy
version: 1.0.0
authors: [{name: the tests}]
as_of: 2026-01-01
review_by: 2027-01-01
sources: {paper: {title: A paper, read: full}}
bands: {low: 2, moderate: 10, high: 25, severe: 50}
worlds:
  closed: {title: Behind an API, set: {weights.access: hosted,
    safeguards.moderation: {value: true, source: paper}, safeguards.watermark: {value: none, source: paper}}}
let: {released: "weights.access >= gated"}
)";

// Reasons that satisfy the reader, for a number and its range.
inline std::string because(const std::string& range) {
  return "range: " + range + ", basis: judged, why: w, source: [paper]";
}

inline std::string rule(const std::string& id, const std::string& when, const std::string& by = "0.5",
                        const std::string& range = "[0.5, 0.5]", const std::string& more = "") {
  return "            - {id: " + id + ", " + (when.empty() ? "" : "when: \"" + when + "\", ") + "by: " + by +
         ", " + because(range) + more + "}\n";
}

inline std::string stage(const std::string& id, int share, const std::string& raise,
                         const std::string& lower = "", const std::string& range = "") {
  const std::string number = std::to_string(share);
  const std::string plausible = range.empty() ? "[" + number + ", " + number + "]" : range;
  return "        - id: " + id + "\n          title: t\n          share: " + number +
         "\n          range: " + plausible + "\n          basis: judged\n" +
         "          why: w\n          source: [paper]\n" +
         (raise.empty() ? "" : "          raise:\n" + raise) +
         (lower.empty() ? "" : "          lower:\n" + lower);
}

inline std::string path(const std::string& id, const std::string& stages, const std::string& applies = "") {
  return "      - id: " + id + "\n        title: t\n        actor: {who: w, resources: r}\n" +
         (applies.empty() ? "" : "        applies: \"" + applies + "\"\n") + "        stages:\n" + stages;
}

inline std::string threat(const std::string& id, const std::string& paths,
                          const std::string& applies = "weights.access >= hosted",
                          const std::string& absorb = "") {
  return "  - id: " + id + "\n    title: t\n    consequence: c\n    applies: \"" + applies +
         "\"\n    identification: i\n    existing_risk: e\n    existing_defences: e\n" +
         "    evidence: [{id: none, grade: G0, sign: \"0\", source: paper, says: Nothing.}]\n" +
         "    assumptions: [Nothing absorbs it.]\n    paths:\n" + paths +
         (absorb.empty() ? "    absorb: []\n" : "    absorb:\n" + absorb);
}

inline std::string threats(const std::string& all) { return head + "threats:\n" + all; }

// One threat with one path of one stage.
inline std::string one_stage(const std::string& raise, const std::string& lower = "",
                             const std::string& absorb = "",
                             const std::string& applies = "weights.access >= hosted") {
  return threats(threat("spam", path("mail", stage("write", 100, raise, lower)), applies, absorb));
}

inline std::string measured(const std::string& kind, const std::string& factors,
                            const std::string& more = "") {
  return kind + ":\n  - id: it\n    title: t\n    about: a\n" + more + "    factors:\n" + factors;
}

// A rubric with one check, which asks the condition.
inline std::string asking(const std::string& condition) {
  return head + "checks:\n  - {id: it, group: g, title: t, when: \"" + condition +
         "\", remedy: r, source: paper}\n";
}

// Takes every '^' out; the places where they stood, as "line:column".
inline std::vector<std::string> take_marks(std::string& text) {
  std::vector<std::string> places;
  for (std::size_t mark = text.find('^'); mark != text.npos; mark = text.find('^', mark)) {
    text.erase(mark, 1);
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(mark), '\n');
    const std::size_t begin = mark == 0 ? 0 : text.rfind('\n', mark - 1) + 1;
    places.push_back(std::to_string(line) + ":" + std::to_string(mark - begin + 1));
  }
  return places;
}

// The complaints that codes at the places of marks make, in the order in which `sorted` gives them.
inline std::vector<std::string> at(std::vector<std::string> codes, const std::vector<std::string>& places) {
  REQUIRE(codes.size() == places.size());
  for (std::size_t i = 0; i < codes.size(); ++i) codes[i] += " " + places[i];
  std::sort(codes.begin(), codes.end());
  return codes;
}

inline std::vector<std::string> sorted(std::vector<std::string> all) {
  std::sort(all.begin(), all.end());
  return all;
}

class Nowhere : public RubricFinder {
 public:
  const Source* find(std::string_view, const Source&) override { return nullptr; }
};

// A rubric compiled over the toy vocabulary, and cards bound to it. Its parts point at each other: it
// stays where it is.
struct Toy {
  Sources sources;
  Vocabulary vocabulary;
  Licenses licenses;
  Diagnostics diagnostics;  // of the rubric
  std::optional<Program> program;

  explicit Toy(const std::string& rubric_text) {
    Diagnostics clean;
    vocabulary = read_vocabulary(sources.add("vocabulary.yaml", vocabulary_text), clean).value();
    licenses = read_licenses(sources.add("licenses.yaml", licenses_text), clean).value();
    Nowhere nowhere;
    std::optional<Rubric> rubric = read_rubric(sources.add("toy.yaml", rubric_text), nowhere, clean);
    INFO(rubric_text);
    REQUIRE(complaints(clean) == std::vector<std::string>{});
    program = compile(vocabulary, licenses, std::make_shared<const Rubric>(*std::move(rubric)), sources,
                      diagnostics);
  }
  Toy(const Toy&) = delete;
  Toy& operator=(const Toy&) = delete;

  FactId fact(std::string_view name) const { return vocabulary.find(name)->id; }

  // The card `text` under a head of two lines.
  std::optional<Answers> bind(const std::string& text, Diagnostics& found) {
    const Source& source = sources.add("release.yaml", "openrisk: card/1\nrelease: {name: X}\n" + text);
    const std::optional<Card> card = read_card(source, vocabulary, found);
    INFO(text);
    REQUIRE(card);
    return openrisk::bind(*program, *card, found);
  }
  Answers bind(const std::string& text) {
    Diagnostics found;
    std::optional<Answers> answers = bind(text, found);
    INFO(text);
    REQUIRE(complaints(found) == std::vector<std::string>{});
    return *std::move(answers);
  }
};

}  // namespace openrisk::toy
