#include "card/argument.hpp"

#include "base/text.hpp"
#include "card/fields.hpp"
#include "card/value.hpp"

namespace openrisk {
namespace {

bool expect_mapping(const NodeEntry& entry, const std::string& form, Diagnostics& diagnostics) {
  if (entry.value.is_mapping()) return true;
  const Span span = place_of(entry.value, entry.key_span);
  if (is_blank(entry.value)) {
    diagnostics.add(Code::blank_value, span, "'" + visible(entry.key) + "' has no value",
                    "leave it out, or write " + form);
  } else {
    diagnostics.add(Code::wrong_kind, span, "'" + visible(entry.key) + "' is a mapping", "write " + form);
  }
  return false;
}

void read_record(const NodeEntry& step, ArgumentStep& read, Diagnostics& diagnostics) {
  static const std::vector<std::string> keys{"value", "source", "partial"};
  for (const NodeEntry& inner : step.value.entries) {
    if (inner.key == "value") {
      read.text = read_text(inner, "write one text", diagnostics);
      read.span = place_of(inner.value, inner.key_span);
    } else if (inner.key == "source") {
      read.sources = read_sources(inner, diagnostics);
    } else if (inner.key == "partial") {
      if (const std::optional<bool> partial = boolean_of(inner.value)) {
        read.partial = *partial;
      } else {
        diagnostics.add(Code::wrong_kind, place_of(inner.value, inner.key_span), "`partial` is true or false",
                        "write true where the argument is not complete");
      }
    } else {
      diagnostics.add(Code::unknown_key, inner.key_span, "a step has no `" + visible(inner.key) + "`",
                      key_help(inner.key, keys));
    }
  }
  if (!step.value.get("value")) {
    diagnostics.add(Code::missing_key, place_of(step.value, step.key_span),
                    "'" + step.key + "' has no `value`", "write {value: …, source: …}");
  }
}

void read_step(const NodeEntry& threat, const NodeEntry& step, std::vector<ArgumentStep>& into,
               Diagnostics& diagnostics) {
  ArgumentStep read{threat.key, step.key, "", {}, place_of(step.value, step.key_span)};
  read.threat_span = threat.key_span;
  if (step.value.is_mapping()) {
    read_record(step, read, diagnostics);
  } else {
    read.text = read_text(step, "write one text, or {value: …, source: …}", diagnostics);
  }
  const bool argued = read.text != "unknown" && read.text != "withheld" && read.text != "n/a";
  if (argued) into.push_back(std::move(read));
}

}  // namespace

const std::vector<std::string>& argument_steps() {
  static const std::vector<std::string> steps{"identification", "existing_risk", "existing_defences",
                                              "evidence",       "defence",       "uncertainty"};
  return steps;
}

std::string_view name_of(Given given) {
  switch (given) {
    case Given::full: return "full";
    case Given::partial: return "partial";
    case Given::absent: return "absent";
  }
  return "";
}

Given Card::argued(std::string_view threat, std::string_view step) const {
  for (const ArgumentStep& one : argument) {
    if (one.threat != threat || one.step != step || one.text.empty()) continue;
    return one.sources.empty() || one.partial ? Given::partial : Given::full;
  }
  return Given::absent;
}

void read_argument(const NodeEntry& argument, std::vector<ArgumentStep>& into, Diagnostics& diagnostics) {
  if (!expect_mapping(argument, "{THREAT: {STEP: …}}", diagnostics)) return;
  for (const NodeEntry& threat : argument.value.entries) {
    if (!expect_mapping(threat, "{STEP: …}, with the steps " + join(argument_steps(), ", "), diagnostics))
      continue;
    for (const NodeEntry& step : threat.value.entries) {
      if (contains(argument_steps(), step.key)) {
        read_step(threat, step, into, diagnostics);
      } else {
        diagnostics.add(Code::unknown_threat, step.key_span,
                        "an argument has no step '" + visible(step.key) + "'",
                        key_help(step.key, argument_steps()));
      }
    }
  }
}

}  // namespace openrisk
