// Holds a statement against one that is made from the same files now.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/file.hpp"
#include "base/text.hpp"
#include "cli/attest.hpp"
#include "report/attestation.hpp"

namespace openrisk::cli {
namespace {

namespace fs = std::filesystem;

bool is_shipped(const std::string& id, const std::vector<std::string>& ids) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// What the statement was made with. Only what is built in is found by its name: a statement must not make
// openrisk read a file that nobody named.
bool take_over(const ReadAttestation& read, AttestOptions& options, Session& session) {
  const auto complain = [&](const std::string& what, const std::string& help) {
    session.diagnostics.add(Code::usage, {}, what, help);
    return false;
  };
  if (options.rubric.empty() && !is_shipped(read.rubric, builtin_rubrics()))
    return complain("the rubric '" + visible(read.rubric) + "' is not built in",
                    "name its file with --rubric");
  options.run.rubrics = {options.rubric.empty() ? read.rubric : options.rubric};
  if (options.run.policy.empty() && !read.policy.empty()) {
    if (!is_shipped(read.policy, builtin_policies()))
      return complain("the policy '" + visible(read.policy) + "' is not built in",
                      "name its file with --policy");
    options.run.policy = read.policy;
  }
  if (read.over && options.run.over.empty())
    return complain("the card was compared with other releases", "name their cards with --over");
  options.run.date = moment(read.assessed_at).substr(0, 10);
  return true;
}

// Puts the card first, and makes sure that every subject is there.
bool arrange(const ReadAttestation& read, std::vector<std::string>& files, Session& session) {
  const auto card = std::find_if(files.begin(), files.end(), [&](const std::string& file) {
    return fs::path(file).filename() == read.card_name;
  });
  if (card == files.end()) {
    session.diagnostics.add(Code::usage, {},
                            "the card '" + visible(read.card_name) + "' is not among the files",
                            "name every file that the statement is about");
    return false;
  }
  std::rotate(files.begin(), card, card + 1);
  std::set<std::string> given;
  for (const std::string& file : files) given.insert(subject_name(file, folder_of(files.front())));
  for (const AttestedFile& subject : read.subjects)
    if (!given.contains(subject.name))
      session.diagnostics.add(
          Code::usage, {},
          "the statement is also about '" + visible(subject.name, 4096) + "', which is not among the files",
          "name every file that the statement is about");
  return !session.diagnostics.has_errors();
}

constexpr std::size_t most_differences = 40;

void complain(const std::vector<StatementDifference>& found, Session& session) {
  const auto side = [](const std::string& text) { return text.empty() ? "nothing" : visible(text, 80); };
  for (std::size_t i = 0; i < std::min(found.size(), most_differences); ++i)
    session.diagnostics.add(Code::attestation_differs, {},
                            fmt::format("{}: attested {}, now {}", visible(found[i].path, 200),
                                        side(found[i].attested), side(found[i].fresh)));
  if (found.size() > most_differences)
    session.diagnostics.add(Code::attestation_differs, {},
                            fmt::format("and {} more", found.size() - most_differences));
}

}  // namespace

int verify_statement(AttestOptions& options, Session& session) {
  if (!options.subjects.empty() || !options.run.date.empty() || options.output != "-") {
    session.diagnostics.add(Code::usage, {}, "--verify takes files alone",
                            "openrisk attest --verify attestation.json release.yaml *.safetensors");
    return session.finish(Status::trouble);
  }
  const std::optional<std::size_t> jobs = read_jobs(options.run.jobs, session);
  std::optional<std::string> text = read_file(options.verify, session.diagnostics);
  if (!text || !jobs) return session.finish(Status::trouble);
  const Source& source = session.sources.add(options.verify, std::move(*text));
  const std::optional<ReadAttestation> read = read_attestation(source, session.diagnostics);
  if (!read || !take_over(*read, options, session) || !arrange(*read, options.files, session))
    return session.finish(Status::trouble);
  const std::optional<Settings> settings = load_settings(options.run, session);
  if (!settings) return session.finish(Status::trouble);
  const std::optional<MadeStatement> made =
      make_statement(options.files, *settings, options.run.over, read->assessed_at, *jobs, session);
  if (!made) return session.finish(Status::trouble);
  Diagnostics none;
  const std::optional<Node> fresh = parse_json(session.sources.add("", made->json), none);
  const std::vector<StatementDifference> found = differences(read->root, *fresh);
  complain(found, session);
  session.flush();
  if (found.empty())
    session.print(
        fmt::format("{}: {} and the result as attested, {}{}\n", visible(options.verify, 4096),
                    read->subjects.size() == 1 ? "1 file" : fmt::format("{} files", read->subjects.size()),
                    moment(read->assessed_at), made->policy.empty() ? "" : "; " + visible(made->policy)));
  return session.finish();
}

}  // namespace openrisk::cli
