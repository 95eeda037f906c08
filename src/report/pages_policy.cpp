// Policies.
#include <fmt/format.h>

#include "report/pages_topics.hpp"

namespace openrisk {
namespace {

std::string asks(const Gate& gate) {
  if (!gate.require.empty()) return gate.require.text;
  const bool harm = gate.measure.text.starts_with("threats.") || gate.measure.text.starts_with("burdens.");
  return fmt::format("{} {} {}", gate.measure.text, harm ? "below" : "at least", gate.level.text);
}

}  // namespace

Page policy_page(const Policy& policy) {
  Page page;
  page.title = policy.title.empty() ? policy.id.text : policy.title;
  page.subtitle = "policy " + policy.id.text;
  page.paragraph(policy.about);
  page.row("made for",
           policy.rubric.text + (policy.rubric_version.empty() ? "" : " " + policy.rubric_version.text));
  page.heading("Gates");
  for (const Gate& gate : policy.gates) {
    page.entry(0, gate.id.text, gate.message.text);
    page.entry_code(1, "asks", asks(gate));
    page.entry(
        1, "otherwise",
        fmt::format("{}; where the card leaves it open: {}{}", name_of(gate.action), name_of(gate.unknown),
                    gate.claims == Claims::doubt ? "; bare claims are doubted" : ""));
    if (!gate.why.empty()) page.entry(1, "why", gate.why);
  }
  if (!policy.waivers.empty()) page.heading("Waivers");
  for (const Waiver& waiver : policy.waivers)
    page.entry(0, waiver.gate.text,
               fmt::format("for {} until {}, by {}: {}", waiver.release, to_string(waiver.until), waiver.by,
                           waiver.reason));
  return page;
}

}  // namespace openrisk
