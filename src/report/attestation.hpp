// Statements about bytes: in-toto Statements v1 whose predicate is the result of an assessment. Unsigned; any
// signer of in-toto statements can sign them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "node/shape.hpp"
#include "openrisk/assessment.hpp"
#include "openrisk/card.hpp"
#include "openrisk/policy.hpp"
#include "openrisk/program.hpp"

namespace openrisk {

inline constexpr std::string_view statement_type = "https://in-toto.io/Statement/v1";
inline constexpr std::string_view attestation_type = "urn:openrisk:attestation/v1";

// A file under the name that a statement gives it.
struct AttestedFile {
  std::string name;
  std::string sha256;
};

// What a statement says beside the assessment itself.
struct AttestationContext {
  std::string version;                 // of the tool
  std::string assessed_at;             // RFC 3339, in UTC: see `moment`
  std::string card_name;               // of the subject that is the card
  std::vector<AttestedFile> subjects;  // the card is one of them
  std::vector<AttestedFile> sources;   // files that the card cites
  std::vector<AttestedFile> over;      // cards that it was compared with, named as their baselines
};

// "2026-11-22T08:30:00Z", of seconds since 1970; and back, nothing for any other text.
std::string moment(std::int64_t seconds);
std::optional<std::int64_t> parse_moment(std::string_view text);

// The statement as JSON with a final newline.
std::string attestation_json(const Program& program, const Card& card, const Assessment& assessment,
                             const PolicyResult* policy, const AttestationContext& context);

// A statement that somebody wrote, checked against the shape of those that openrisk writes.
struct ReadAttestation {
  Node root;
  std::int64_t assessed_at = 0;
  std::string card_name;
  std::vector<AttestedFile> subjects;  // every name once
  std::string rubric, policy;          // ids; "" without a policy
  bool over = false;                   // other releases were compared with
};
std::optional<ReadAttestation> read_attestation(const Source& source, Diagnostics& diagnostics);

// A place where two statements differ; "" stands for nothing there.
struct StatementDifference {
  std::string path;  // "predicate.measures.threats.x.closed.high"
  std::string attested, fresh;
};

// Every difference in what two statements say. The version of the tool is none: who made them matters less
// than what they say.
std::vector<StatementDifference> differences(const Node& attested, const Node& fresh);

// The file that a source in a card names: a path without its fragment or line, "" for an address or prose.
// Words with blanks are prose; `docs/report.pdf#page=3`, `README.md:12` and `./notes` are files.
std::string file_of_source(std::string_view source);

// The files that a card cites, each once, with the place of the statement that cites it first. What reads
// like prose ("LICENSE", "my report.pdf, page 3") is a file where `is_beside` knows one of that name.
struct CitedFile {
  std::string file;
  Span span;
};
std::vector<CitedFile> cited_files(const Card& card,
                                   const std::function<bool(const std::string&)>& is_beside);

// The predicate alone: what `openrisk schema attestation` describes.
const Shape& attestation_shape();
const Shape& statement_shape();

}  // namespace openrisk
