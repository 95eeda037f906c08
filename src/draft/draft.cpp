#include "openrisk/draft.hpp"

#include "card/skeleton.hpp"

namespace openrisk {

std::string_view name_of(Sureness sureness) {
  switch (sureness) {
    case Sureness::inferred: return "inferred";
    case Sureness::derived: return "derived";
    case Sureness::stated: return "stated";
  }
  return "";
}

std::string to_text(const Origin& origin) {
  if (!origin.pointer.empty()) return origin.file + "#" + origin.pointer;
  return origin.line == 0 ? origin.file : origin.file + ":" + std::to_string(origin.line);
}

const SettledFact* SettledDraft::find(FactId fact) const {
  for (const SettledFact& one : facts)
    if (one.said.statement.fact == fact && one.dropped.empty()) return &one;
  return nullptr;
}

std::vector<std::string> stated_outputs(const SettledDraft& draft, const Vocabulary& vocabulary) {
  std::vector<std::string> outputs;
  const Fact* fact = vocabulary.find("outputs");
  const SettledFact* settled = fact == nullptr ? nullptr : draft.find(fact->id);
  if (settled == nullptr || settled->said.statement.standing != Standing::stated) return outputs;
  const std::uint64_t bits = std::get<Members>(settled->said.statement.value).bits;
  for (std::size_t i = 0; i < fact->values.size(); ++i)
    if (bits >> i & 1) outputs.push_back(fact->values[i].id);
  return outputs;
}

Filled core_filled(const SettledDraft& draft, const Vocabulary& vocabulary) {
  const std::vector<std::string> outputs = stated_outputs(draft, vocabulary);
  Filled filled;
  for (const Fact& fact : vocabulary.facts()) {
    if (!is_asked(fact, outputs, false)) continue;
    const SettledFact* settled = draft.find(fact.id);
    ++filled.asked;
    const bool said = settled != nullptr && !settled->origins.empty();  // else it only holds a place
    filled.stated += said && settled->said.statement.standing == Standing::stated;
  }
  return filled;
}

}  // namespace openrisk
