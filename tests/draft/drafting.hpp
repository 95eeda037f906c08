// Drafts of texts as values, for tests.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "card/value.hpp"
#include "openrisk/card.hpp"
#include "openrisk/draft.hpp"
#include "openrisk/license.hpp"
#include "openrisk/program.hpp"
#include "openrisk/rubric.hpp"
#include "rubric/find.hpp"
#include "support/catch.hpp"
#include "support/complaints.hpp"

namespace openrisk {

inline const Program& default_program() {
  static const Program program = *builtin_program("science-2024");
  return program;
}

// What became of some sources. Every draft is a card, in both syntaxes, and says the same in both.
struct Drafted {
  SettledDraft draft;
  std::vector<std::string> complaints;
  std::string yaml;

  // "open", "[text]…" for a partial set, "unknown", or "" where nothing is said.
  std::string operator[](std::string_view path) const {
    const Fact* fact = builtin_vocabulary().find(path);
    REQUIRE(fact != nullptr);
    const SettledFact* settled = draft.find(fact->id);
    if (settled == nullptr) return "";
    const Statement& statement = settled->said.statement;
    if (statement.standing != Standing::stated) return std::string(name_of(statement.standing));
    return to_text(*fact, statement.value) + (statement.partial ? "…" : "");
  }

  const SettledFact& fact(std::string_view path) const {
    const SettledFact* settled = draft.find(builtin_vocabulary().find(path)->id);
    REQUIRE(settled != nullptr);
    return *settled;
  }

  std::string note(std::string_view path) const { return fact(path).said.statement.note; }
  std::string place(std::string_view path) const { return to_text(fact(path).said.origin); }
  Sureness sure(std::string_view path) const { return fact(path).said.sure; }

  bool remarks(std::string_view text) const {
    for (const Remark& remark : draft.remarks)
      if (remark.text.find(text) != std::string::npos) return true;
    return false;
  }
};

inline Drafted drafted(const std::vector<NamedSource>& named) {
  const Vocabulary& vocabulary = builtin_vocabulary();
  Sources sources;
  Diagnostics diagnostics;
  Drafted result;
  const Draft draft = read_sources(named, vocabulary, sources, diagnostics);
  result.draft = settle(draft, default_program(), diagnostics);
  result.complaints = complaints(diagnostics);
  result.yaml = draft_yaml(result.draft, vocabulary);
  INFO(result.yaml);
  Diagnostics reading;
  const auto from_yaml = read_card(sources.add("a.yaml", result.yaml), vocabulary, reading);
  const auto from_json =
      read_card(sources.add("a.json", draft_json(result.draft, vocabulary)), vocabulary, reading);
  CHECK(complaints(reading) == std::vector<std::string>{});
  REQUIRE(from_yaml);
  REQUIRE(from_json);
  Diagnostics binding;
  CHECK(bind(default_program(), *from_yaml, binding));
  REQUIRE(from_yaml->statements.size() == from_json->statements.size());
  for (std::size_t i = 0; i < from_yaml->statements.size(); ++i) {
    const Statement &a = from_yaml->statements[i], &b = from_json->statements[i];
    CHECK(a.fact == b.fact);
    CHECK(a.value == b.value);
    CHECK(a.standing == b.standing);
    CHECK(a.partial == b.partial);
    CHECK(a.sources == b.sources);
    CHECK(a.note == b.note);
  }
  return result;
}

inline Drafted drafted(const std::string& name, const std::string& text) {
  return drafted({NamedSource{name, true, text}});
}

using Complaints = std::vector<std::string>;

}  // namespace openrisk
