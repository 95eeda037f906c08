// attest: a statement that this result is about these bytes, and whether one still holds. A statement is
// verified by making it again, from the files and a fresh assessment, and holding the two side by side.
#include "cli/attest.hpp"

#include "base/file.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/outputs.hpp"

namespace openrisk::cli {
namespace {

namespace fs = std::filesystem;

void define(Arguments& arguments, AttestOptions& options, Session& session) {
  arguments.positionals("CARD", options.files, "a release card; with --verify all files of the statement");
  arguments.list("--subject", "FILE", options.subjects, "what the card is about: the files of the weights");
  arguments.option("--verify", "STATEMENT", options.verify,
                   "tell which file or number differs from it: exit status 1");
  arguments.option("-o,--output", "FILE", options.output, "write to a file; - is standard output");
  arguments.option("-r,--rubric", "ID|FILE", options.rubric, "what to assess with (default science-2024)");
  arguments.words(builtin_rubrics());
  arguments.option("--policy", "ID|FILE", options.run.policy, "attest its verdict too");
  arguments.words(builtin_policies());
  arguments.repeatable("--over", "CARD", options.run.over, "another release to compare with");
  arguments.option("--date", "DAY", options.run.date, "the day of the assessment (default now)");
  add_jobs(arguments, options.run);
  session.add_strict(arguments);
  session.add_options(arguments);
  arguments.example("openrisk attest release.yaml --subject *.safetensors -o attestation.json");
  arguments.example("openrisk attest --verify attestation.json release.yaml *.safetensors");
}

bool spares_sources(const std::string& output, const std::vector<std::string>& sources, Session& session) {
  for (const std::string& source : sources) {
    if (!is_one_file(output, source)) continue;
    session.diagnostics.add(Code::usage, {},
                            "the card cites '" + visible(output, 4096) + "', which would be replaced",
                            "write the statement to another file");
    return false;
  }
  return true;
}

int attest(AttestOptions& options, Session& session) {
  if (options.subjects.empty() || options.files.size() != 1 || options.files.front() == "-") {
    session.diagnostics.add(Code::usage, {},
                            options.subjects.empty()    ? "`attest` needs the files that the card is about"
                            : options.files.size() != 1 ? "a statement is about one card"
                                                        : "a card from standard input has no name",
                            "openrisk attest release.yaml --subject *.safetensors");
    return session.finish(Status::trouble);
  }
  std::vector<std::string> files = options.files;
  files.insert(files.end(), options.subjects.begin(), options.subjects.end());
  const std::optional<std::int64_t> seconds = session.moment(options.run.date);
  const std::optional<std::size_t> jobs = read_jobs(options.run.jobs, session);
  if (!seconds || !jobs) return session.finish(Status::trouble);
  if (!options.rubric.empty()) options.run.rubrics = {options.rubric};
  const std::optional<Settings> settings = load_settings(options.run, session);
  if (!settings) return session.finish(Status::trouble);
  const std::optional<MadeStatement> made =
      make_statement(files, *settings, options.run.over, *seconds, *jobs, session);
  if (!made || !spares_sources(options.output, made->sources, session))
    return session.finish(Status::trouble);
  session.flush();
  write_output(options.output, made->json, session);
  if (made->verdict != Verdict::pass && !session.common.quiet) session.tell(visible(made->policy) + "\n");
  const bool warned = session.common.strict && made->verdict == Verdict::warn;
  return session.finish(made->verdict == Verdict::fail || warned ? Status::failed : Status::done);
}

}  // namespace

int attest_command(const Args& args, Session& session) {
  AttestOptions options;
  Arguments arguments("attest", "CARD --subject FILE... | --verify STATEMENT FILE...",
                      "An unsigned in-toto statement: this result is about these bytes.");
  define(arguments, options, session);
  if (const auto status = session.parse(arguments, args)) return *status;
  return options.verify.empty() ? attest(options, session) : verify_statement(options, session);
}

}  // namespace openrisk::cli
