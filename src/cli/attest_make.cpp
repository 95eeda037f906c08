// The files of a statement get their names, the sources of the card are found, everything is read once, and
// the card is assessed from the bytes that were digested.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "cli/attest.hpp"
#include "cli/digests.hpp"
#include "report/attestation.hpp"

namespace openrisk::cli {
namespace {

namespace fs = std::filesystem;

// Both resolved; "" is below itself.
bool is_below(const fs::path& path, const fs::path& folder) {
  const auto [rest, at] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return rest == folder.end();
}

// Names for the card, which comes first, and the other files. False where two are the same.
bool name_files(const std::vector<std::string>& files, std::vector<AttestedFile>& named, Session& session) {
  std::set<std::string> names;
  for (const std::string& file : files) {
    std::string name = subject_name(file, folder_of(files.front()));
    if (invalid_utf8(name))
      session.diagnostics.add(Code::invalid_utf8, {},
                              "the name of '" + visible(file, 4096) + "' is not UTF-8",
                              "rename the file: a statement is JSON");
    else if (!names.insert(name).second)
      session.diagnostics.add(
          Code::duplicate_subject, {},
          "'" + visible(file, 4096) + "' and another file are both called '" + visible(name, 4096) + "'",
          "name each file once, and keep those of one name below the folder of the card");
    named.push_back({std::move(name), ""});
  }
  return !session.diagnostics.has_errors();
}

// The verdict, and the gates that did not pass.
std::string policy_words(const PolicyResult& result) {
  std::vector<std::string> gates;
  for (const GateResult& gate : result.gates)
    if (gate.verdict != Verdict::pass) gates.push_back(gate.gate->written->id.text);
  const std::string names = gates.empty() ? "" : " (" + join(gates, ", ") + ")";
  return fmt::format("policy '{}': {}{}", result.policy->policy->id.text, name_of(result.verdict), names);
}

// Where the file is that a card cites; nothing, with a diagnostic, where there is none within its folder.
std::optional<std::string> find_source(const CitedFile& cited, const fs::path& folder, Session& session) {
  std::error_code error;
  const fs::path root = fs::canonical(folder, error);
  const fs::path path = error ? fs::path() : fs::canonical(root / cited.file, error);
  const bool outside = fs::path(cited.file).is_absolute() || (!error && !is_below(path, root)) ||
                       !is_below((root / cited.file).lexically_normal(), root);
  if (outside)
    session.diagnostics.add(
        Code::source_outside, cited.span,
        "the source '" + visible(cited.file, 4096) + "' leads out of the folder of the card",
        "keep it beside the card, or give its address");
  else if (error || !fs::is_regular_file(path, error))
    session.diagnostics.add(Code::missing_source, cited.span,
                            "the source '" + visible(cited.file, 4096) + "' is no file beside the card",
                            "an address begins with its scheme: https:, doi:");
  else
    return path.string();
  return std::nullopt;
}

std::optional<std::vector<std::string>> find_sources(const std::vector<CitedFile>& cited,
                                                     const fs::path& folder, Session& session) {
  std::vector<std::string> paths;
  for (const CitedFile& one : cited)
    if (std::optional<std::string> path = find_source(one, folder, session))
      paths.push_back(std::move(*path));
  if (paths.size() < cited.size()) return std::nullopt;
  return paths;
}

// Digests all files at once: subjects, then sources, then the cards of --over.
bool digest_all(const std::vector<std::string>& files, const std::vector<std::string>& sources,
                const std::vector<std::string>& over, std::size_t jobs, AttestationContext& context,
                Session& session) {
  std::vector<std::string> paths = files;
  paths.insert(paths.end(), sources.begin(), sources.end());
  paths.insert(paths.end(), over.begin(), over.end());
  const auto digests = digests_of(paths, jobs, session);
  if (!digests) return false;
  std::size_t at = 0;
  for (std::vector<AttestedFile>* part : {&context.subjects, &context.sources, &context.over})
    for (AttestedFile& file : *part) file.sha256 = (*digests)[at++];
  return true;
}

}  // namespace

fs::path folder_of(const std::string& file) {
  const fs::path parent = fs::path(file).parent_path();
  return parent.empty() ? "." : parent;
}

std::string subject_name(const std::string& file, const fs::path& folder) {
  std::error_code error;
  const fs::path whole = fs::weakly_canonical(folder_of(file), error) / fs::path(file).filename();
  const fs::path root = fs::weakly_canonical(folder, error);
  if (error || !is_below(whole, root)) return fs::path(file).filename().string();
  return whole.lexically_relative(root).generic_string();
}

std::optional<MadeStatement> make_statement(const std::vector<std::string>& files, const Settings& settings,
                                            const std::vector<std::string>& over, std::int64_t seconds,
                                            std::size_t jobs, Session& session) {
  const Loaded& rubric = settings.rubrics.front();
  AttestationContext context;
  context.version = OPENRISK_VERSION;
  context.assessed_at = moment(seconds);
  if (!name_files(files, context.subjects, session)) return std::nullopt;
  context.card_name = context.subjects.front().name;
  const std::optional<Card> card = read_whole_card(files.front(), session);
  if (!card) return std::nullopt;
  const std::vector<CitedFile> cited = cited_files(*card, [&](const std::string& name) {
    std::error_code error;
    return fs::is_regular_file(folder_of(files.front()) / name, error);
  });
  const auto sources = find_sources(cited, folder_of(files.front()), session);
  const std::optional<Answers> answers = bind(rubric.program, *card, session.diagnostics);
  if (!sources || !answers) return std::nullopt;
  for (const CitedFile& one : cited) context.sources.push_back({one.file, ""});
  for (const BaselineCard& other : rubric.over) context.over.push_back({other.name, ""});
  session.flush();
  if (!digest_all(files, *sources, over, jobs, context, session)) return std::nullopt;
  if (context.subjects.front().sha256 != card->sha256) {
    session.diagnostics.add(Code::file_changed, {}, "the card was changed after it was read");
    return std::nullopt;
  }
  Request request = settings.request;
  request.over = rubric.over;
  request.missing = request.fragile = false;
  const Assessment assessment = assess(rubric.program, *answers, request);
  std::optional<PolicyResult> gates;
  if (rubric.policy) gates = judge(rubric.program, *rubric.policy, *card, *answers, assessment);
  MadeStatement made;
  made.json = attestation_json(rubric.program, *card, assessment, gates ? &*gates : nullptr, context);
  if (gates) made.verdict = gates->verdict;
  if (gates) made.policy = policy_words(*gates);
  made.sources = *sources;
  return made;
}

}  // namespace openrisk::cli
