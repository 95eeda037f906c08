// Lints about worlds. `closed` is the same model behind a service, whatever the card says: it sets how the
// weights can be reached and everything that the service does. What a world leaves open is the card's, and
// the card may be of weights that no service stands before.
#include <fmt/format.h>

#include "program/access.hpp"
#include "program/lint.hpp"
#include "program/walk.hpp"

namespace openrisk {

namespace {

constexpr const char* known_of_services = "set it to what such services are known to have, with a source";

const CompiledSetting* setting_of(const CompiledWorld& world, FactId fact) {
  for (const CompiledSetting& setting : world.set)
    if (setting.fact == fact) return &setting;
  return nullptr;
}

// Whether a fact applies where the world holds, as far as the levels and booleans that it sets tell.
Tri applies_in(const Program& program, const CompiledWorld& world, FactId fact) {
  PartialFacts facts;
  for (const CompiledSetting& setting : world.set) {
    if (setting.standing != Standing::stated) continue;
    if (const auto* level = std::get_if<Level>(&setting.value))
      facts.ranks.emplace_back(setting.fact, level->rank);
    else if (const auto* flag = std::get_if<bool>(&setting.value))
      facts.ranks.emplace_back(setting.fact, static_cast<std::uint8_t>(*flag));
  }
  return fold(program, program.applies[fact], facts);
}

// One world with what was written of it.
class WorldLint {
 public:
  WorldLint(const Program& program, const CompiledWorld& world, const std::vector<Setting>& written,
            const Span& span, Diagnostics& diagnostics)
      : program_(program), world_(world), written_(written), span_(span), diagnostics_(diagnostics) {}

  // `n/a` is no way to switch off a fact that applies.
  void not_applicable() {
    for (const CompiledSetting& setting : world_.set)
      if (setting.standing == Standing::not_applicable &&
          applies_in(program_, world_, setting.fact) == Tri::yes)
        diagnostics_.add(Code::applies_after_all, written(setting.fact).value.span,
                         fmt::format("'{}' applies, and '{}' sets it to n/a", path(setting.fact), world_.id),
                         "set a value, or `unknown`");
  }

  void closed(const Fact& access) {
    fixed(access, Level{*access.rank_of(hosted_value)}, hosted_value);
    const Fact* removed = program_.vocabulary->find(safety_removed_fact);
    if (removed != nullptr && removed->type == FactType::boolean) fixed(*removed, false, "false");
    for (const Fact& fact : program_.vocabulary->facts())
      if (has_serving_layer(fact)) serving(fact);
  }

  // A world that is not `closed`, but says how the weights can be reached.
  void reached() {
    for (const Fact& fact : program_.vocabulary->facts())
      if (has_serving_layer(fact) && setting_of(world_, fact.id) == nullptr) left_open(fact);
  }

 private:
  const std::string& path(FactId fact) const { return (*program_.vocabulary)[fact].path; }

  const Setting& written(FactId fact) const {
    for (const Setting& setting : written_)
      if (setting.fact.text == path(fact)) return setting;
    return written_.front();
  }

  void complain(const Span& span, std::string message, std::string help) {
    diagnostics_.add(Code::open_closed_world, span,
                     fmt::format("the world '{}' {}", world_.id, std::move(message)), std::move(help));
  }

  void left_open(const Fact& fact) {
    complain(span_, fmt::format("leaves '{}' to the card", fact.path), known_of_services);
  }

  // The fact must be set to one value, which is `name`.
  void fixed(const Fact& fact, const Value& value, std::string_view name) {
    const CompiledSetting* setting = setting_of(world_, fact.id);
    if (setting == nullptr) {
      complain(span_, fmt::format("leaves '{}' to the card", fact.path), fmt::format("set it to {}", name));
    } else if (setting->standing != Standing::stated || setting->value != value) {
      const Text& text = written(fact.id).value;
      complain(text.span, fmt::format("sets '{}' to {}", fact.path, text.text),
               fmt::format("set it to {}", name));
    }
  }

  void serving(const Fact& fact) {
    const CompiledSetting* setting = setting_of(world_, fact.id);
    if (setting == nullptr) return left_open(fact);
    const Setting& said = written(fact.id);
    if (setting->standing == Standing::not_applicable) {
      const Tri applies = applies_in(program_, world_, fact.id);
      if (applies == Tri::unknown)
        complain(said.value.span, fmt::format("sets '{}' to n/a, and it may apply", fact.path),
                 known_of_services);
    } else if (setting->standing != Standing::stated) {
      complain(said.value.span, fmt::format("sets '{}' to {}", fact.path, said.value.text),
               known_of_services);
    } else if (said.sources.empty()) {
      complain(said.fact.span, fmt::format("sets '{}' without a source", fact.path),
               "write {value: …, source: …}: who found that such services have it, or lack it");
    }
  }

  const Program& program_;
  const CompiledWorld& world_;
  const std::vector<Setting>& written_;
  Span span_;
  Diagnostics& diagnostics_;
};

}  // namespace

void lint_worlds(const Program& program, Diagnostics& diagnostics) {
  const Rubric& rubric = *program.rubric;
  const Fact* access = access_of(*program.vocabulary);
  for (std::size_t i = 1; i < program.worlds.size(); ++i) {
    const CompiledWorld& world = program.worlds[i];
    WorldLint lint(program, world, rubric.worlds[i - 1].set, rubric.worlds[i - 1].span, diagnostics);
    lint.not_applicable();
    if (access == nullptr) continue;
    if (world.id == closed_world)
      lint.closed(*access);
    else if (setting_of(world, access->id) != nullptr)
      lint.reached();
  }
}

}  // namespace openrisk
