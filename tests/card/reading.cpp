// Reading cards: what each value becomes, and what is refused where.
#include "card/read.hpp"
#include "card/value.hpp"
#include "card/vocabulary.hpp"

using namespace openrisk;

namespace {

// "stated open", "unknown", …: what a card says about a fact.
std::string said(const Card& card, const char* path) {
  const Statement* statement = card.find(fact(path).id);
  if (!statement) return "nothing";
  std::string text(name_of(statement->standing));
  if (statement->standing == Standing::stated) text += " " + to_text(fact(path), statement->value);
  return statement->partial ? text + " and more" : text;
}

}  // namespace

TEST_CASE("values are read as the fact's type has them") {
  struct Row {
    const char* line;  // below `head`
    const char* path;
    const char* expected;
  };
  const Row rows[] = {
      {"weights: {access: open}", "weights.access", "stated open"},
      {"weights: {access: \"open\"}", "weights.access", "stated open"},
      {"weights.access: open", "weights.access", "stated open"},
      {"data.pretraining: {access: open}", "data.pretraining.access", "stated open"},
      {"data: {pretraining.access: open}", "data.pretraining.access", "stated open"},
      {"weights: {signed: true}", "weights.signed", "stated true"},
      {"weights: {signed: false}", "weights.signed", "stated false"},
      {"weights: {license: Apache 2.0}", "weights.license", "stated Apache 2.0"},
      {"weights: {license: other}", "weights.license", "stated other"},
      {"outputs: [text, 3d]", "outputs", "stated [text, 3d]"},
      {"outputs: [3d, text]", "outputs", "stated [text, 3d]"},
      {"outputs: []", "outputs", "stated []"},
      {"outputs: {value: [text], partial: true}", "outputs", "stated [text] and more"},
      {"outputs: {value: [text], partial: false}", "outputs", "stated [text]"},
      {"outputs: {value: unknown, partial: true}", "outputs", "unknown"},
      {"evals: {vct: 0.5}", "evals.vct", "stated 0.5"},
      {"evals: {vct: 0}", "evals.vct", "stated 0"},
      {"evals: {vct: 1}", "evals.vct", "stated 1"},
      {"evals: {parameters: 13000000000}", "evals.parameters", "stated 13000000000"},
      {"evals: {parameters: 1e25}", "evals.parameters", "stated 1e+25"},
      {"evals: {margin: -2}", "evals.margin", "stated -2"},
      {"release.date: 2024-11-25", "release.date", "stated 2024-11-25"},
      {"release.version: 1.10", "release.version", "stated 1.10"},
      {"release.version: true", "release.version", "stated true"},
      {"release.version: 2024-01-01", "release.version", "stated 2024-01-01"},
      {"release.base_models: [a, \"b c\"]", "release.base_models", "stated [a, b c]"},
      {"release.base_models: [7]", "release.base_models", "stated [7]"},
      {"weights: {access: unknown}", "weights.access", "unknown"},
      {"weights: {access: {value: unknown, note: n, source: s}}", "weights.access", "unknown"},
      {"weights: {access: withheld}", "weights.access", "withheld"},
      {"weights: {access: {value: n/a, note: because}}", "weights.access", "n/a"},
      {"weights: {signed: unknown}", "weights.signed", "unknown"},
      {"weights: {license: withheld}", "weights.license", "withheld"},
      {"outputs: unknown", "outputs", "unknown"},
      {"evals: {vct: \"unknown\"}", "evals.vct", "unknown"},
      {"release.version: unknown", "release.version", "unknown"},
      {"release.date: withheld", "release.date", "withheld"},
      {"release.base_models: unknown", "release.base_models", "unknown"},
      {"", "weights.access", "nothing"},
      {"weights: {}", "weights.access", "nothing"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.line);
    Diagnostics diagnostics;
    const auto card = card_of(head + row.line + "\n", diagnostics);
    CHECK(complaints(diagnostics).empty());
    REQUIRE(card);
    CHECK(said(*card, row.path) == row.expected);
  }
}

TEST_CASE("a value keeps what supports it, and its place") {
  Diagnostics diagnostics;
  const auto card = card_of(head + R"(weights:
  access: {value: open, source: https://example.org, note: seen, date: 2026-01-02}
  license: {source: [a, b], value: MIT}
  signed: true
)",
                            diagnostics);
  REQUIRE(complaints(diagnostics).empty());
  REQUIRE(card);
  const Statement& access = *card->find(fact("weights.access").id);
  CHECK(access.sources == std::vector<std::string>{"https://example.org"});
  CHECK(access.note == "seen");
  CHECK(access.date == parse_date("2026-01-02"));
  CHECK(access.sourced());
  CHECK(access.span.begin == Position{4, 19});
  CHECK(access.span.end == Position{4, 23});
  const Statement& license = *card->find(fact("weights.license").id);
  CHECK(license.sources == std::vector<std::string>{"a", "b"});
  CHECK(license.span.begin == Position{5, 36});
  const Statement& is_signed = *card->find(fact("weights.signed").id);
  CHECK_FALSE(is_signed.sourced());
  CHECK(is_signed.span.begin == Position{6, 11});

  CHECK(card->path == "release.yaml");
  CHECK(card->sha256.size() == 64);
  CHECK(card->source == 1);
  CHECK(card->text(small_vocabulary(), "release.name") == "X");
  CHECK(card->text(small_vocabulary(), "weights.license") == "MIT");
  CHECK(card->text(small_vocabulary(), "release.date").empty());
  CHECK(card->text(small_vocabulary(), "weights.access").empty());
  CHECK(card->text(small_vocabulary(), "no.such.fact").empty());
  for (std::size_t i = 1; i < card->statements.size(); ++i) {
    CHECK(card->statements[i - 1].fact < card->statements[i].fact);
  }
}

TEST_CASE("YAML and JSON give the same card") {
  const std::string yaml = R"(openrisk: card/1
weights: {access: {value: open, source: [s]}, license: n l, signed: true}
release:
  name: X
  version: 1.10
  date: 2024-11-25
outputs: {value: [image], partial: true}
evals: {vct: 0.52, parameters: unknown}
argument: {threat: {evidence: {value: says, source: s}}}
)";
  const std::string json = R"({"openrisk": "card/1",
 "evals": {"parameters": "unknown", "vct": 0.52},
 "outputs": {"partial": true, "value": ["image"]},
 "release": {"date": "2024-11-25", "name": "X", "version": 1.10},
 "weights.signed": true,
 "weights": {"access": {"source": ["s"], "value": "open"}, "license": "n l"},
 "argument": {"threat": {"evidence": {"value": "says", "source": "s"}}}})";
  Diagnostics diagnostics;
  const auto a = card_of(yaml, diagnostics);
  const auto b = card_of(json, diagnostics, "release.json");
  const auto c = card_of(json, diagnostics, "-");
  CHECK(complaints(diagnostics).empty());
  REQUIRE((a && b && c));
  for (const auto& other : {*b, *c}) {
    REQUIRE(other.statements.size() == a->statements.size());
    for (std::size_t i = 0; i < a->statements.size(); ++i) {
      const Statement &left = a->statements[i], &right = other.statements[i];
      CHECK(left.fact == right.fact);
      CHECK(left.standing == right.standing);
      CHECK(left.value == right.value);
      CHECK(left.partial == right.partial);
      CHECK(left.sources == right.sources);
    }
    REQUIRE(other.argument.size() == 1);
    CHECK(other.argument[0].text == a->argument[0].text);
  }
}

TEST_CASE("a card that is wrong is refused where it is wrong") {
  struct Row {
    const char* line;  // line 3
    std::vector<std::string> expected;
  };
  const std::vector<Row> rows{
      // names
      {"weights: {acess: open}", {"unknown-fact 3:11"}},
      {"wieghts: {access: open}", {"unknown-fact 3:1"}},
      {"weights.acess: open", {"unknown-fact 3:1"}},
      {"data: {license: MIT}", {"unknown-fact 3:8"}},
      {"zzz: 1", {"unknown-fact 3:1"}},
      {"weights..access: open", {"unknown-fact 3:1"}},
      {"weights: {access: {accces: open}}", {"wrong-kind 3:19"}},
      {"weights: {access: open, access: open}", {"duplicate-key 3:25"}},
      {"weights: {access: open}\nweights.access: open", {"duplicate-key 4:1"}},
      {"weights: {access: opne}\nweights.access: open", {"unknown-value 3:19", "duplicate-key 4:1"}},
      // sections
      {"weights: open", {"wrong-kind 3:10"}},
      {"weights: [open]", {"wrong-kind 3:10"}},
      {"weights:", {"blank-value 3:1"}},
      {"data: {pretraining: unknown}", {"wrong-kind 3:21"}},
      // blanks
      {"weights: {access: }", {"blank-value 3:11"}},
      {"weights: {access: ~}", {"blank-value 3:19"}},
      {"weights: {access: \"\"}", {"blank-value 3:19"}},
      {"weights: {access: {value: }}", {"blank-value 3:20"}},
      {"release.version: \" \"", {"blank-value 3:18"}},
      {"outputs: [text, ~]", {"blank-value 3:17"}},
      // levels
      {"weights: {access: opne}", {"unknown-value 3:19"}},
      {"weights: {access: Open}", {"unknown-value 3:19"}},
      {"weights: {access: Unknown}", {"unknown-value 3:19"}},
      {"weights: {access: true}", {"unknown-value 3:19"}},
      {"weights: {access: [open]}", {"wrong-kind 3:19"}},
      {"weights: {access: {value: {value: open}}}", {"wrong-kind 3:27"}},
      // yes and no
      {"weights: {signed: yes}", {"wrong-kind 3:19"}},
      {"weights: {signed: True}", {"wrong-kind 3:19"}},
      {"weights: {signed: \"true\"}", {"wrong-kind 3:19"}},
      {"weights: {signed: 1}", {"wrong-kind 3:19"}},
      {"weights: {signed: [true]}", {"wrong-kind 3:19"}},
      // sets and lists
      {"outputs: text", {"wrong-kind 3:10"}},
      {"outputs: {value: text}", {"wrong-kind 3:18"}},
      {"outputs: text, image", {"wrong-kind 3:10"}},
      {"outputs: [txt, image]", {"unknown-value 3:11"}},
      {"outputs: [text, [image]]", {"wrong-kind 3:17"}},
      {"outputs: [text, unknown]", {"wrong-kind 3:17"}},
      {"outputs: [text, image, text]", {"duplicate-id 3:24"}},
      {"outputs: {value: [text], partial: yes}", {"wrong-kind 3:35"}},
      {"release.base_models: a", {"wrong-kind 3:22"}},
      {"release.base_models: {value: [a], partial: true}", {"unknown-key 3:35"}},
      // numbers
      {"evals: {vct: 43}", {"out-of-range 3:14"}},
      {"evals: {vct: -0.1}", {"out-of-range 3:14"}},
      {"evals: {parameters: -1}", {"out-of-range 3:21"}},
      {"evals: {vct: 43%}", {"not-a-number 3:14"}},
      {"evals: {parameters: 13B}", {"not-a-number 3:21"}},
      {"evals: {parameters: 010}", {"not-a-number 3:21"}},
      {"evals: {parameters: 1_000}", {"not-a-number 3:21"}},
      {"evals: {vct: .5}", {"not-a-number 3:14"}},
      {"evals: {vct: .inf}", {"not-a-number 3:14"}},
      {"evals: {vct: -.5}", {"not-a-number 3:14"}},
      {"evals: {parameters: 1e999}", {"out-of-range 3:21"}},
      {"evals: {vct: \"0.5\"}", {"wrong-kind 3:14"}},
      {"evals: {vct: many}", {"wrong-kind 3:14"}},
      {"evals: {vct: [0.5]}", {"wrong-kind 3:14"}},
      {"evals: {vct: true}", {"wrong-kind 3:14"}},
      // dates and texts
      {"release.date: 2023-02-29", {"not-a-date 3:15"}},
      {"release.date: 2024", {"not-a-date 3:15"}},
      {"release.date: [2024-01-01]", {"wrong-kind 3:15"}},
      {"release.version: [1]", {"wrong-kind 3:18"}},
      {"weights: {license: [MIT, 0BSD]}", {"wrong-kind 3:20"}},
      // what stands beside a value
      {"weights: {access: n/a}", {"note-missing 3:19"}},
      {"weights: {access: {value: n/a, source: s}}", {"note-missing 3:27"}},
      {"weights: {access: {value: open, sources: s}}", {"unknown-key 3:33"}},
      {"weights: {access: {vlaue: open}}", {"unknown-key 3:20"}},
      {"weights: {access: {source: s}}", {"missing-key 3:19"}},
      {"weights: {access: {}}", {"wrong-kind 3:19"}},
      {"weights: {access: {value: open, source: }}", {"blank-value 3:33"}},
      {"weights: {access: {value: open, source: []}}", {"blank-value 3:41"}},
      {"weights: {access: {value: open, source: [a, ~]}}", {"blank-value 3:45"}},
      {"weights: {access: {value: open, source: {a: b}}}", {"wrong-kind 3:41"}},
      {"weights: {access: {value: open, source: unknown}}", {"blank-value 3:41"}},
      {"weights: {access: {value: open, source: [a, TODO]}}", {"blank-value 3:45"}},
      {"weights: {access: {value: open, source: '?'}}", {"blank-value 3:41"}},
      {"argument: {bio: {evidence: {value: t, source: n/a}}}", {"blank-value 3:47"}},
      {"null: 5", {"syntax 3:1"}},
      {"weights: {access: {value: open, note: [a]}}", {"wrong-kind 3:39"}},
      {"weights: {access: {value: open, date: soon}}", {"not-a-date 3:39"}},
      {"weights: {access: {value: open, partial: true}}", {"unknown-key 3:33"}},
      // the argument
      {"argument: {bio: {evidenc: text}}", {"unknown-threat 3:18"}},
      {"argument: {bio: text}", {"wrong-kind 3:17"}},
      {"argument: [bio]", {"wrong-kind 3:11"}},
      {"argument:", {"blank-value 3:1"}},
      {"argument: {bio: {evidence: }}", {"blank-value 3:18"}},
      {"argument: {bio: {evidence: {source: s}}}", {"missing-key 3:28"}},
      {"argument: {bio: {evidence: {value: t, note: n}}}", {"unknown-key 3:39"}},
      {"argument: {bio: {evidence: [a]}}", {"wrong-kind 3:28"}},
      {"arguments: {bio: {evidence: a}}", {"unknown-fact 3:1"}},
      // several at once
      {"weights: {access: opne, signed: yes, x: 1}",
       {"unknown-value 3:19", "wrong-kind 3:33", "unknown-fact 3:38"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.line);
    Diagnostics diagnostics;
    CHECK_FALSE(card_of(head + row.line + "\n", diagnostics));
    CHECK(complaints(diagnostics) == row.expected);
    for (const Diagnostic& diagnostic : diagnostics.all()) CHECK_FALSE(diagnostic.help.empty());
  }
}

TEST_CASE("a card says what it is and whose") {
  struct Row {
    const char* text;
    std::vector<std::string> expected;
  };
  const std::vector<Row> rows{
      {"openrisk: card/1\n", {"missing-key 1:1"}},
      {"openrisk: card/1\nrelease: {version: 1}\n", {"missing-key 2:1"}},
      {"openrisk: card/1\nrelease: {name: unknown}\n", {"missing-key 2:17"}},
      {"openrisk: card/1\nrelease: {name: }\n", {"blank-value 2:11"}},
      {"openrisk: card/1\nrelease.name: X\n", {}},
      {"release: {name: X}\nopenrisk: card/1\n", {}},
      {"openrisk: rubric/1\nrelease: {name: X}\n", {"wrong-format 1:11"}},
      {"openrisk: card/2\nrelease: {name: X}\n", {"wrong-format 1:11"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    Diagnostics diagnostics;
    CHECK(card_of(row.text, diagnostics).has_value() == row.expected.empty());
    CHECK(complaints(diagnostics) == row.expected);
  }
  for (const char* text : {"release: {name: X}\n", "[]", "text", "", "{"}) {
    CAPTURE(text);
    Diagnostics diagnostics;
    CHECK_FALSE(card_of(text, diagnostics));
    CHECK(diagnostics.has_errors());
  }
}

TEST_CASE("the argument of the developer") {
  Diagnostics diagnostics;
  const auto card = card_of(head + R"(argument:
  bio:
    evidence: {value: "a study: none", source: [s, t]}
    defence: plain
    uncertainty: unknown
  cyber: {identification: x}
)",
                            diagnostics);
  CHECK(complaints(diagnostics).empty());
  REQUIRE(card);
  REQUIRE(card->argument.size() == 3);
  CHECK(card->argument[0].threat == "bio");
  CHECK(card->argument[0].step == "evidence");
  CHECK(card->argument[0].text == "a study: none");
  CHECK(card->argument[0].sources == std::vector<std::string>{"s", "t"});
  CHECK(card->argument[0].span.begin == Position{5, 23});
  CHECK(card->argument[1].text == "plain");
  CHECK(card->argument[1].span.begin == Position{6, 14});
  CHECK(card->argument[2].threat == "cyber");
}

TEST_CASE("a fragment of another file needs neither format nor name") {
  Sources sources;
  Diagnostics diagnostics;
  const auto node = parse(sources.add("c.yaml", "weights: {access: open}\n"), diagnostics);
  REQUIRE(node);
  const auto card = read_card_node(*node, CardPart::fragment, small_vocabulary(), diagnostics);
  CHECK(complaints(diagnostics).empty());
  REQUIRE(card);
  CHECK(said(*card, "weights.access") == "stated open");
  CHECK_FALSE(read_card_node(*node, CardPart::file, small_vocabulary(), diagnostics));
  CHECK_FALSE(read_card_node(Node{}, CardPart::fragment, small_vocabulary(), diagnostics));
}

TEST_CASE("values are written as cards write them, and read back the same") {
  struct Row {
    const char* path;
    Value value;
    const char* text;
  };
  const std::vector<Row> rows{
      {"weights.access", Level{3}, "open"},
      {"outputs", Members{0b1001}, "[text, 3d]"},
      {"outputs", Members{}, "[]"},
      {"weights.signed", true, "true"},
      {"weights.signed", false, "false"},
      {"evals.vct", 0.5, "0.5"},
      {"evals.vct", 0.1, "0.1"},
      {"evals.parameters", 1e25, "1e+25"},
      {"evals.parameters", 13e9, "13000000000"},
      {"evals.margin", -2.0, "-2"},
      {"release.date", *parse_date("2024-11-25"), "2024-11-25"},
      {"release.name", std::string("a, b"), "a, b"},
      {"release.base_models", std::vector<std::string>{"a", "b c"}, "[a, b c]"},
      {"weights.license", std::string("MIT OR 0BSD"), "MIT OR 0BSD"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.path, row.text);
    CHECK(to_text(fact(row.path), row.value) == row.text);
    Card card;
    Diagnostics diagnostics;
    REQUIRE(set_fact(card, std::string(row.path) + "=" + row.text, small_vocabulary(), diagnostics));
    CHECK(card.statements.front().value == row.value);
  }
}
