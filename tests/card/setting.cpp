// Facts set on the command line.
#include "card/vocabulary.hpp"

using namespace openrisk;

TEST_CASE("an assignment is read as the fact's type has it") {
  struct Row {
    const char* assignment;
    const char* path;
    Standing standing;
    const char* text;
  };
  const Row rows[] = {
      {"weights.access=hosted", "weights.access", Standing::stated, "hosted"},
      {" weights.access = hosted ", "weights.access", Standing::stated, "hosted"},
      {"weights.access=unknown", "weights.access", Standing::unknown, ""},
      {"weights.access=n/a", "weights.access", Standing::not_applicable, ""},
      {"outputs=text", "outputs", Standing::stated, "[text]"},
      {"outputs=text,image", "outputs", Standing::stated, "[text, image]"},
      {"outputs=[text, image]", "outputs", Standing::stated, "[text, image]"},
      {"outputs=[\"text\", 'image']", "outputs", Standing::stated, "[text, image]"},
      {"outputs=[]", "outputs", Standing::stated, "[]"},
      {"outputs=withheld", "outputs", Standing::withheld, ""},
      {"weights.signed=true", "weights.signed", Standing::stated, "true"},
      {"evals.vct=0.5", "evals.vct", Standing::stated, "0.5"},
      {"release.name=a=b, c", "release.name", Standing::stated, "a=b, c"},
      {"release.base_models=a b, c", "release.base_models", Standing::stated, "[a b, c]"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.assignment);
    Card card;
    Diagnostics diagnostics;
    CHECK(set_fact(card, row.assignment, small_vocabulary(), diagnostics));
    CHECK(complaints(diagnostics).empty());
    const Statement* statement = card.find(fact(row.path).id);
    REQUIRE(statement);
    CHECK(statement->standing == row.standing);
    CHECK(statement->assumed);
    CHECK(statement->sourced());
    CHECK(statement->span == Span{});
    if (row.standing == Standing::stated) CHECK(to_text(fact(row.path), statement->value) == row.text);
  }
}

TEST_CASE("an assignment that is wrong is refused and changes nothing") {
  struct Row {
    const char* assignment;
    std::vector<std::string> expected;
  };
  const std::vector<Row> rows{
      {"weights.access", {"usage"}},
      {"", {"usage"}},
      {"=open", {"unknown-fact"}},
      {"weights.acess=open", {"unknown-fact"}},
      {"weights=open", {"unknown-fact"}},
      {"weights.access=", {"blank-value"}},
      {"weights.access=opne", {"unknown-value"}},
      {"outputs=[text,]", {"blank-value"}},
      {"outputs=text,txt", {"unknown-value"}},
      {"outputs=text,text", {"duplicate-id"}},
      {"weights.signed=yes", {"wrong-kind"}},
      {"evals.vct=43", {"out-of-range"}},
      {"evals.vct=43%", {"not-a-number"}},
      {"release.date=tomorrow", {"not-a-date"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.assignment);
    Card card;
    Diagnostics diagnostics;
    CHECK_FALSE(set_fact(card, row.assignment, small_vocabulary(), diagnostics));
    CHECK(complaints(diagnostics) == row.expected);
    CHECK(card.statements.empty());
  }
}

TEST_CASE("an assignment to no fact is told which one was meant") {
  const std::pair<const char*, const char*> rows[] = {
      {"weights=open", "'weights.access'"},
      {"access=open", "'weights.access', 'data.pretraining.access'"},
      {"data=open", "'data.pretraining.access', 'data.pretraining.license'"},
      {"data.pretraining=open", "'data.pretraining.access', 'data.pretraining.license'"},
      {"weights.acess=open", "'weights.access'"},
      {"pretraining.access=open", "'data.pretraining.access'"},
      {"wieghts=open", "'weights.access'"},
      {"evals.signed=true", "'weights.signed'"},
      {"arguments=none", "explain facts"},
      {"=open", "explain facts"},
  };
  for (const auto& [assignment, meant] : rows) {
    CAPTURE(assignment);
    Card card;
    Diagnostics diagnostics;
    CHECK_FALSE(set_fact(card, assignment, small_vocabulary(), diagnostics));
    REQUIRE(diagnostics.all().size() == 1);
    CAPTURE(diagnostics.all()[0].help);
    CHECK(diagnostics.all()[0].help.find(meant) != std::string::npos);
  }
}

TEST_CASE("a later assignment replaces an earlier statement, and the order stays") {
  Diagnostics diagnostics;
  auto card = card_of(head + "weights: {access: {value: open, source: s}, signed: true}\n", diagnostics);
  REQUIRE(card);
  for (const char* assignment :
       {"weights.access=hosted", "outputs=text", "weights.access=gated", "evals.vct=1"}) {
    CHECK(set_fact(*card, assignment, small_vocabulary(), diagnostics));
  }
  CHECK(complaints(diagnostics).empty());
  const Statement& access = *card->find(fact("weights.access").id);
  CHECK(to_text(fact("weights.access"), access.value) == "gated");
  CHECK(access.sources.empty());
  CHECK(card->statements.size() == 5);
  for (std::size_t i = 1; i < card->statements.size(); ++i) {
    CHECK(card->statements[i - 1].fact < card->statements[i].fact);
  }
}
