#include "fuzz/targets.hpp"

#include <memory>

#include "openrisk/openrisk.hpp"
#include "rubric/condition.hpp"
#include "rubric/find.hpp"

namespace openrisk::fuzz {
namespace {

const Program& shipped() {
  static const Program program = *builtin_program("science-2024");
  return program;
}

// Nothing comes back from a broken input without an error, and a result never comes with one.
std::string agrees(bool result, const Diagnostics& diagnostics) {
  if (result && diagnostics.has_errors()) return "a result beside an error";
  if (!result && !diagnostics.has_errors()) return "nothing, and no error";
  return "";
}

std::string assessed(const Card& card) {
  Diagnostics diagnostics;
  const std::optional<Answers> answers = bind(shipped(), card, diagnostics);
  if (const std::string wrong = agrees(answers.has_value(), diagnostics); !wrong.empty())
    return "bind: " + wrong;
  if (!answers) return "";
  const Assessment assessment = assess(shipped(), *answers, numbers_only({}));
  for (const SubjectResult& subject : assessment.subjects)
    for (const Measure& measure : subject.measures)
      if (!(measure.value.low() >= 0 && measure.value.high() <= 100))
        return measure.name + " leaves 0 to 100";
  return "";
}

std::string card_target(std::string_view bytes, const char* name) {
  Sources sources;
  Diagnostics diagnostics;
  const auto card = read_card(sources.add(name, std::string(bytes)), builtin_vocabulary(), diagnostics);
  const std::string wrong = agrees(card.has_value(), diagnostics);
  return !wrong.empty() || !card ? wrong : assessed(*card);
}

std::string yaml_card(std::string_view bytes) { return card_target(bytes, "release.yaml"); }
std::string json_card(std::string_view bytes) { return card_target(bytes, "release.json"); }

std::string rubric(std::string_view bytes) {
  Sources sources;
  Diagnostics diagnostics;
  ShippedRubrics finder(sources);
  auto read = read_rubric(sources.add("rubric.yaml", std::string(bytes)), finder, diagnostics);
  if (const std::string wrong = agrees(read.has_value(), diagnostics); !wrong.empty())
    return "read: " + wrong;
  if (!read) return "";
  const auto program = compile(builtin_vocabulary(), builtin_licenses(),
                               std::make_shared<const Rubric>(std::move(*read)), sources, diagnostics);
  return agrees(program.has_value(), diagnostics);
}

std::string policy(std::string_view bytes) {
  Sources sources;
  Diagnostics diagnostics;
  auto read = read_policy(sources.add("policy.yaml", std::string(bytes)), diagnostics);
  if (const std::string wrong = agrees(read.has_value(), diagnostics); !wrong.empty())
    return "read: " + wrong;
  if (!read) return "";
  Program program = shipped();
  return agrees(
      compile_policy(program, std::make_shared<const Policy>(std::move(*read)), sources, diagnostics)
          .has_value(),
      diagnostics);
}

std::string cases(std::string_view bytes) {
  Sources sources;
  Diagnostics diagnostics;
  const auto read =
      read_cases(sources.add("a.cases.yaml", std::string(bytes)), builtin_vocabulary(), diagnostics);
  return agrees(read.has_value(), diagnostics);
}

std::string licenses(std::string_view bytes) {
  Sources sources;
  Diagnostics diagnostics;
  const auto read = read_licenses(sources.add("licenses.yaml", std::string(bytes)), diagnostics);
  if (read)
    for (const License& one : read->licenses) read->resolve(one.id);
  return agrees(read.has_value(), diagnostics);
}

std::string vocabulary(std::string_view bytes) {
  Sources sources;
  Diagnostics diagnostics;
  const auto read = read_vocabulary(sources.add("vocabulary.yaml", std::string(bytes)), diagnostics);
  return agrees(read.has_value(), diagnostics);
}

std::string condition(std::string_view bytes) {
  Sources sources;
  Diagnostics diagnostics;
  const Text text{std::string(bytes), {}};
  return agrees(parse_condition(text, sources, diagnostics).has_value(), diagnostics);
}

std::string license(std::string_view bytes) {
  const ResolvedLicense resolved = builtin_licenses().resolve(bytes);
  return resolved.known == resolved.expression.empty() ? "known without an expression, or the other way round"
                                                       : "";
}

// A draft of anything is a card without errors, in both forms.
std::string draft_named(std::string_view bytes, const char* name) {
  Sources sources;
  Diagnostics diagnostics;
  const Draft read =
      read_sources({{name, true, std::string(bytes)}}, builtin_vocabulary(), sources, diagnostics);
  const SettledDraft draft = settle(read, shipped(), diagnostics);
  draft_table(draft, builtin_vocabulary());
  for (const auto& [form, text] : {std::pair{"card.yaml", draft_yaml(draft, builtin_vocabulary())},
                                   std::pair{"card.json", draft_json(draft, builtin_vocabulary())}}) {
    Diagnostics again;
    const auto card = read_card(sources.add(form, text), builtin_vocabulary(), again);
    if (!card) return std::string(form) + " of the draft is no card: " + again.all().front().message;
    if (const std::string wrong = assessed(*card); !wrong.empty()) return wrong;
    if (!bind(shipped(), *card, again)) return std::string(form) + " of the draft contradicts itself";
  }
  return "";
}

std::string draft_markdown(std::string_view bytes) { return draft_named(bytes, "README.md"); }
std::string draft_json_source(std::string_view bytes) { return draft_named(bytes, "source.json"); }
std::string draft_yaml_source(std::string_view bytes) { return draft_named(bytes, "source.yaml"); }
std::string draft_weights(std::string_view bytes) { return draft_named(bytes, "model.safetensors"); }
std::string draft_gguf(std::string_view bytes) { return draft_named(bytes, "model.gguf"); }
std::string draft_lines(std::string_view bytes) { return draft_named(bytes, "report.jsonl"); }
std::string draft_archive(std::string_view bytes) { return draft_named(bytes, "log.eval"); }
std::string draft_license(std::string_view bytes) { return draft_named(bytes, "LICENSE"); }

}  // namespace

const std::vector<Target>& targets() {
  static const std::vector<Target> all{{"card-yaml", ".yaml", yaml_card},
                                       {"card-json", ".json", json_card},
                                       {"rubric", ".yaml", rubric},
                                       {"policy", ".yaml", policy},
                                       {"cases", ".cases.yaml", cases},
                                       {"licenses", "licenses.yaml", licenses},
                                       {"vocabulary", "vocabulary.yaml", vocabulary},
                                       {"condition", "condition.txt", condition},
                                       {"license", "expressions.txt", license},
                                       {"draft-markdown", ".md", draft_markdown},
                                       {"draft-json", ".json", draft_json_source},
                                       {"draft-yaml", ".yaml", draft_yaml_source},
                                       {"draft-safetensors", ".safetensors", draft_weights},
                                       {"draft-gguf", ".gguf", draft_gguf},
                                       {"draft-lines", ".jsonl", draft_lines},
                                       {"draft-archive", ".eval", draft_archive},
                                       {"draft-license", "LICENSE", draft_license}};
  return all;
}

}  // namespace openrisk::fuzz
