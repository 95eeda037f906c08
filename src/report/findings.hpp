// What CI shows of a report: gates that are not simply passed, complaints about the card, and facts worth
// finding, each with a place in the card. Every format for CI is made from these.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "openrisk/render.hpp"

namespace openrisk {

inline constexpr std::size_t most_finding_text = 1000;  // characters of one text that CI shows

// One thing to look at. All texts are as cards and policies write them: each format escapes them.
struct Finding {
  enum class Kind : std::uint8_t { gate, assumed, diagnostic, unknown, no_policy };
  Kind kind = Kind::gate;
  Severity severity = Severity::note;  // error: a gate fails, or a card could not be assessed
  bool open = false;                   // not settled, and it fails nothing
  bool waived = false;
  std::string rule;                // "gate/ID", "code/ID", "unknown/FACT", "policy/assumed", "policy/none"
  std::string title;               // a few words
  std::vector<std::string> lines;  // what to know, most important first
  std::string file;                // relative to RenderOptions::folder where it could be; "-": standard input
  std::uint32_t line = 1;
  std::string fingerprint;                  // the same as long as the finding is, wherever its line moves
  const Report::GateEntry* gate = nullptr;  // of a gate
  const Report* report = nullptr;
};

// The findings of all reports, worst first, otherwise in the order of reports, gates and complaints. They
// point into the reports.
std::vector<Finding> findings(const std::vector<Report>& reports, const RenderOptions& options);

// The facts that are worth finding, not the claims that lack a source: at most ten, each of half a point or
// more.
std::vector<const Report::AnswerEntry*> unknown_facts(const Report& report);

// The file that a report is about, and the line at which its card begins.
struct Place {
  std::string file;
  std::uint32_t line = 1;
  bool in_stream = false;  // one of several cards in the file
};
Place place_of(const Report& report, const RenderOptions& options);

// "; assumed by --set: weights.access", or ""
std::string assumed_words(const Report& report);
// "OLMo 2 13B passes house: 2 in all", or that no policy was given, or that it could not be assessed.
std::string result_words(const Report& report);
// The same over several reports: "12 releases: 3 fail, 2 pass with warnings, 7 pass".
std::string result_words(const std::vector<Report>& reports);

}  // namespace openrisk
