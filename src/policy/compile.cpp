// Gates become what they look at: a measure with a threshold, a rung, a check, or a condition of the
// program, each with the facts that can decide it.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>

#include "base/text.hpp"
#include "node/node.hpp"
#include "openrisk/policy.hpp"
#include "policy/glob.hpp"
#include "policy/measures.hpp"
#include "program/conditions.hpp"
#include "program/walk.hpp"

namespace openrisk {
namespace {

double threshold_of(Band band, const Bands& bands) {
  switch (band) {
    case Band::negligible: return 0;
    case Band::low: return bands.low;
    case Band::moderate: return bands.moderate;
    case Band::high: return bands.high;
    case Band::severe: return bands.severe;
  }
  return 0;
}

std::optional<double> percentage(std::string_view text) {
  const std::optional<double> value = number_of(text);
  return value && *value >= 0 && *value <= 100 ? value : std::nullopt;
}

class PolicyCompiler {
 public:
  PolicyCompiler(Program& program, const Policy& policy, const Sources& sources, Diagnostics& diagnostics)
      : program_(program),
        policy_(policy),
        sources_(sources),
        diagnostics_(diagnostics),
        builder_(program),
        conditions_(program, builder_, sources, diagnostics) {
    for (const auto& [name, condition] : program.rubric->lets) conditions_.add_let(name, condition);
    conditions_.add_lists(program.rubric->lists);
  }

  std::vector<CompiledGate> run() {
    std::vector<CompiledGate> gates;
    for (const Gate& gate : policy_.gates) gates.push_back(compile(gate));
    check_silence(gates);
    for (const Waiver& waiver : policy_.waivers) check(waiver);
    return gates;
  }

 private:
  void check(const Waiver& waiver) {
    std::vector<std::string> ids;
    for (const Gate& gate : policy_.gates) ids.push_back(gate.id.text);
    if (std::find(ids.begin(), ids.end(), waiver.gate.text) != ids.end()) return;
    diagnostics_.add(Code::waiver_orphaned, waiver.gate.span,
                     fmt::format("no gate is called '{}'", visible(waiver.gate.text)),
                     did_you_mean(waiver.gate.text, ids));
  }

  CompiledGate compile(const Gate& gate) {
    CompiledGate compiled;
    compiled.written = &gate;
    if (!gate.require.empty()) {
      compiled.require = conditions_.compile(gate.require);
      const std::set<FactId> reads = facts_read(program_, compiled.require);
      compiled.reads.assign(reads.begin(), reads.end());
    } else {
      measure(gate, compiled);
    }
    mentions(gate, compiled);
    return compiled;
  }

  void measure(const Gate& gate, CompiledGate& compiled) {
    const std::string& name = gate.measure.text;
    if (const auto found = find_measure(program_, name)) {
      compiled.kind = found->kind;
      compiled.at_least = found->at_least;
      compiled.reads = found->reads;
      level(gate, *found, compiled);
      return;
    }
    diagnostics_.add(Code::unknown_measure, gate.measure.span,
                     fmt::format("no measure is called '{}'", visible(name, 120)),
                     did_you_mean(name, gate_measures(program_)));
  }

  void level(const Gate& gate, const FoundMeasure& found, CompiledGate& compiled) {
    const bool alone = found.kind == CompiledGate::Kind::check;
    if (alone && gate.level.empty()) return;
    if (alone || gate.level.empty()) {
      diagnostics_.add(alone ? Code::unknown_key : Code::missing_key,
                       alone ? gate.level.span : gate.measure.span,
                       alone ? "a single check has no level: it is met or not"
                             : fmt::format("the gate '{}' has no level", visible(gate.id.text)),
                       alone ? "" : level_help(found));
      return;
    }
    const std::string_view text = trim(gate.level.text);
    if (found.ladder != nullptr) {
      for (std::size_t i = 0; i < found.ladder->rungs.size(); ++i) {
        if (found.ladder->rungs[i].written->id.text != text) continue;
        compiled.threshold = static_cast<double>(i);
        return;
      }
    } else if (const std::optional<double> value = percentage(text)) {
      compiled.threshold = *value;
      return;
    } else if (const std::optional<Band> band = parse_band(text); band && found.subject != nullptr) {
      compiled.threshold = threshold_of(*band, found.subject->bands);
      if (compiled.threshold > 0) return;
    }
    diagnostics_.add(Code::unknown_value, gate.level.span,
                     fmt::format("'{}' is no level of {}", visible(text), gate.measure.text),
                     level_help(found));
  }

  static std::string level_help(const FoundMeasure& found) {
    if (found.ladder == nullptr)
      return found.subject == nullptr ? "write a percentage from 0 to 100"
                                      : "one of low, moderate, high, severe, or a percentage";
    std::vector<std::string> rungs;
    for (const CompiledRung& rung : found.ladder->rungs) rungs.push_back(rung.written->id.text);
    return "its rungs: " + join(rungs, ", ");
  }

  // The facts in braces of a message.
  void mentions(const Gate& gate, CompiledGate& compiled) {
    const std::string& text = gate.message.text;
    for (std::size_t open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
      const std::size_t close = text.find('}', open);
      const std::string path = close == std::string::npos ? "" : text.substr(open + 1, close - open - 1);
      if (const Fact* fact = program_.vocabulary->find(path)) {
        compiled.mentioned.emplace_back(path, fact->id);
        continue;
      }
      std::vector<std::string> paths;
      for (const Fact& fact : program_.vocabulary->facts()) paths.push_back(fact.path);
      const std::size_t end = close == std::string::npos ? text.size() : close + 1;
      const Source* source = sources_.find(gate.message.span.source);
      diagnostics_.add(
          Code::unknown_fact,
          source == nullptr ? gate.message.span : span_within(*source, text, gate.message.span, open, end),
          fmt::format("no fact is called '{}'", visible(path)), did_you_mean(path, paths));
    }
  }

  // The facts that a policy asks to be known, whatever else it asks.
  std::set<FactId> required(const std::vector<CompiledGate>& gates) const {
    std::set<FactId> known;
    for (const CompiledGate& gate : gates) {
      const bool asks = gate.kind == CompiledGate::Kind::require && gate.written->action == Verdict::fail &&
                        gate.written->unknown != Verdict::pass;
      if (asks) collect_known(program_, gate.require, known);
    }
    return known;
  }

  // The conjuncts `known(fact)` of a condition, and tests, which an unknown fact leaves open.
  static void collect_known(const Program& program, ConditionId id, std::set<FactId>& known) {
    const ConditionNode& node = program.conditions[id];
    if (node.op == ConditionNode::Op::known || node.op == ConditionNode::Op::license_written ||
        node.is_test())
      known.insert(node.fact);
    if (node.op != ConditionNode::Op::conjunction) return;
    for (std::uint32_t i = 0; i < node.child_count; ++i)
      collect_known(program, program.children[node.first_child + i], known);
  }

  void check_silence(const std::vector<CompiledGate>& gates) {
    const std::set<FactId> known = required(gates);
    for (const CompiledGate& gate : gates) {
      if (gate.written->unknown != Verdict::pass) continue;
      std::vector<std::string> silent;
      for (FactId fact : gate.reads)
        if (known.count(fact) == 0) silent.push_back((*program_.vocabulary)[fact].path);
      if (silent.empty()) continue;
      const std::size_t count = silent.size();
      if (count > 3) silent.resize(3);
      diagnostics_.add(
          Code::rewards_silence, gate.written->id.span,
          fmt::format("'{}' passes a card that leaves out {}{}", visible(gate.written->id.text),
                      join(silent, ", "), count > 3 ? fmt::format(" or {} others", count - 3) : ""),
          fmt::format("add a gate with require: \"known({})\", or let the unknown warn", silent.front()));
    }
  }

  Program& program_;
  const Policy& policy_;
  const Sources& sources_;
  Diagnostics& diagnostics_;
  ConditionBuilder builder_;
  ConditionCompiler conditions_;
};

}  // namespace

bool is_for(const Policy& policy, const Rubric& rubric, Diagnostics& diagnostics) {
  if (policy.rubric.text != rubric.id.text) {
    diagnostics.add(Code::policy_mismatch, policy.rubric.span,
                    fmt::format("the policy is for '{}', not for '{}'", visible(policy.rubric.text),
                                visible(rubric.id.text)),
                    fmt::format("assess with --rubric {}, or change `rubric`", visible(policy.rubric.text)));
    return false;
  }
  if (policy.rubric_version.empty() || matches_glob(policy.rubric_version.text, rubric.version)) return true;
  diagnostics.add(Code::policy_mismatch, policy.rubric_version.span,
                  fmt::format("the policy is for versions '{}' of {}, and this is {}",
                              visible(policy.rubric_version.text), rubric.id.text, visible(rubric.version)),
                  "look at what the new version changes, then pin it");
  return false;
}

std::optional<CompiledPolicy> compile_policy(Program& program, std::shared_ptr<const Policy> policy,
                                             const Sources& sources, Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.errors();
  if (!is_for(*policy, *program.rubric, diagnostics)) return std::nullopt;
  CompiledPolicy compiled{policy, PolicyCompiler(program, *policy, sources, diagnostics).run()};
  if (diagnostics.errors() > errors) return std::nullopt;
  return compiled;
}

}  // namespace openrisk
