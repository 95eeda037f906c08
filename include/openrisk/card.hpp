// The release card: what is said about one release, and how well it is supported.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "openrisk/base.hpp"
#include "openrisk/logic.hpp"
#include "openrisk/vocabulary.hpp"

namespace openrisk {

enum class Standing : std::uint8_t { stated, unknown, withheld, not_applicable };
std::string_view name_of(Standing standing);  // "stated", "unknown", "withheld", "n/a"

// What a card says about one fact. A fact that a card leaves out has no statement: it is unknown.
struct Statement {
  FactId fact = 0;
  Standing standing = Standing::stated;
  Value value;           // meaningful when stated
  bool partial = false;  // a set that lists some members and is silent on the rest
  std::vector<std::string> sources;
  std::string note;
  std::optional<Date> date;
  Span span;             // of the value; falls back to the key
  bool assumed = false;  // came from --set: counts as evidence

  bool sourced() const { return assumed || !sources.empty(); }
};

// The developer's own marginal-risk argument for one step of one threat.
struct ArgumentStep {
  std::string threat;  // id of a threat of some rubric
  std::string step;    // identification, existing_risk, existing_defences, evidence, defence, uncertainty
  std::string text;
  std::vector<std::string> sources;
  Span span;
  bool partial = false;   // the developer says that it is not complete
  Span threat_span = {};  // of the threat's name
};

// How far a step is argued: fully with a text and a source, partly without a source or by the
// developer's own word.
enum class Given : std::uint8_t { full, partial, absent };
std::string_view name_of(Given given);

struct Card {
  std::string path;    // as the user named it; "-" for standard input
  std::string sha256;  // of the bytes that were read
  SourceId source = 0;
  std::vector<Statement> statements;  // in the order of the vocabulary, at most one per fact
  std::vector<ArgumentStep> argument;

  const Statement* find(FactId fact) const;
  Given argued(std::string_view threat, std::string_view step) const;
  std::string text(const Vocabulary&, std::string_view path) const;  // a text or date fact, or ""
};

// Reads a card against a vocabulary. YAML and JSON give the same card from the same content.
// Adds diagnostics for everything that is wrong; nothing is returned when there was an error.
std::optional<Card> read_card(const Source& source, const Vocabulary& vocabulary, Diagnostics& diagnostics);

// Reads "fact=value" of --set into `card` (a later one replaces an earlier one).
bool set_fact(Card& card, std::string_view assignment, const Vocabulary& vocabulary,
              Diagnostics& diagnostics);

// A value as a card would write it: "open", "[text, code]", "0.5", "2024-11-25".
std::string to_text(const Fact& fact, const Value& value);

}  // namespace openrisk
