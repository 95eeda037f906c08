// A target is a policy with one gate: what a policy can ask, advice can reach.
#include <fmt/format.h>

#include <array>
#include <cmath>

#include "base/text.hpp"
#include "policy/measures.hpp"
#include "study/study.hpp"

namespace openrisk {
namespace {

struct Parts {
  std::string_view measure, sign, level;
};

Parts split(std::string_view text) {
  for (const std::string_view sign : {"<=", ">=", "="}) {
    const std::size_t at = text.find(sign);
    if (at == std::string_view::npos) continue;
    return {trim(text.substr(0, at)), sign, trim(text.substr(at + sign.size()))};
  }
  return {trim(text), "", ""};
}

// A risk is to be at most in a band: it stays below the next one.
std::optional<Band> next(Band band) {
  if (band == Band::severe) return std::nullopt;
  return static_cast<Band>(static_cast<int>(band) + 1);
}

}  // namespace

std::optional<Target> read_target(Program& program, std::string_view text, Diagnostics& diagnostics) {
  const Parts parts = split(text);
  const auto wrong = [&](const std::string& message, const std::string& help) {
    diagnostics.add(Code::usage, {}, message, help);
    return std::nullopt;
  };
  const auto found = find_measure(program, parts.measure);
  if (!found) {
    diagnostics.add(Code::unknown_measure, {},
                    fmt::format("no measure is called '{}'", visible(parts.measure, 120)),
                    did_you_mean(parts.measure, gate_measures(program)));
    return std::nullopt;
  }
  const bool alone = found->kind == CompiledGate::Kind::check;
  if (parts.sign.empty() && !alone)
    return wrong(fmt::format("'{}' does not say what to reach", visible(text, 120)),
                 "write MEASURE=BAND, or MEASURE<=NUMBER");
  if (parts.sign == (found->at_least ? "<=" : ">="))
    return wrong(fmt::format("'{}' asks for more of what is better the other way", visible(text, 120)),
                 found->at_least ? "a benefit, ladder or check is to be at least: write >="
                                 : "a threat or burden is to be at most: write <=");
  auto policy = std::make_shared<Policy>();
  policy->id.text = policy->title = std::string(text);
  policy->rubric.text = program.rubric->id.text;
  Gate gate;
  gate.id.text = "target";
  gate.measure.text = std::string(parts.measure);
  // As reports call the highest band of a benefit.
  const bool very_high = parts.level == "very high" && found->at_least;
  gate.level.text = very_high ? name_of(Band::severe) : std::string(parts.level);
  if (const auto band = parse_band(parts.level); band && parts.sign == "=" && !found->at_least) {
    const auto above = next(*band);
    if (!above) return wrong("every number is at most severe", "ask for a lower band");
    gate.level.text = std::string(name_of(*above));
  }
  policy->gates.push_back(std::move(gate));
  const Sources none;
  std::optional<CompiledPolicy> compiled = compile_policy(program, std::move(policy), none, diagnostics);
  if (!compiled) return std::nullopt;
  // A gate over a risk asks for less than its threshold, `<=` for the number at most.
  if (parts.sign == "<=")
    compiled->gates.front().threshold = std::nextafter(compiled->gates.front().threshold, INFINITY);
  if (parts.sign == "=" && !found->at_least && !parse_band(parts.level))
    return wrong(fmt::format("'{}' asks for one exact number", visible(text, 120)), "write <=");
  return Target{std::string(text), std::move(*compiled), false};
}

}  // namespace openrisk
