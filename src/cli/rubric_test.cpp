// rubric test: the cases in a rubric and in the file beside it, NAME.cases.yaml. A file of cases may be named
// instead; then the rubric is the file beside it, or the built-in one that it names.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/file.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/rubrics.hpp"
#include "cli/shipped.hpp"
#include "node/node.hpp"
#include "openrisk/cases.hpp"

namespace openrisk::cli {
namespace {

namespace fs = std::filesystem;

struct Suite {
  const Source* rubric = nullptr;
  std::vector<const Source*> cases;  // texts that hold cases, the rubric among them
};

bool is_file_of_cases(const Source& source) {
  Diagnostics ignored;  // reading it for good reports them
  const std::optional<Node> root = parse(source, ignored);
  const Node* format = root ? root->get("openrisk") : nullptr;
  return format != nullptr && format->text.starts_with("cases/");
}

const Source* open(const fs::path& path, Session& session) {
  std::error_code error;
  if (!fs::exists(path, error)) return nullptr;
  std::optional<std::string> text = read_file(path.string(), session.diagnostics);
  return text ? &session.sources.add(path.string(), std::move(*text)) : nullptr;
}

// The rubric that a file of cases is about: my.yaml for my.cases.yaml, else the built-in one that it names.
const Source* rubric_beside(const Source& cases, Session& session) {
  const fs::path path(cases.name);
  const std::string stem = path.stem().string();
  if (stem.ends_with(".cases")) {
    const fs::path beside =
        path.parent_path() / (stem.substr(0, stem.size() - 6) + path.extension().string());
    if (const Source* source = open(beside, session)) return source;
  }
  const std::optional<Cases> read = read_cases(cases, builtin_vocabulary(), session.diagnostics);
  if (!read || !check_rubric_named(read->rubric, session)) return nullptr;
  return find_text(shipped_rubrics, read->rubric.text, session);
}

std::optional<Suite> find_suite(const std::string& name, Session& session) {
  const Source* source = find_text(shipped_rubrics, name, session);
  if (source == nullptr) return std::nullopt;
  Suite suite;
  if (is_file_of_cases(*source)) {
    suite.rubric = rubric_beside(*source, session);
    suite.cases = {source};
  } else {
    suite.rubric = source;
    suite.cases = {source};
    if (const Source* beside = cases_beside(shipped_rubrics, name, *source, session))
      suite.cases.push_back(beside);
  }
  return suite.rubric == nullptr || session.diagnostics.has_errors() ? std::nullopt : std::optional(suite);
}

std::optional<std::vector<Cases>> read_suite(const Suite& suite, const Program& program, Session& session) {
  std::vector<Cases> all;
  for (const Source* source : suite.cases) {
    std::optional<Cases> cases = read_cases(*source, *program.vocabulary, session.diagnostics);
    if (!cases) return std::nullopt;
    if (cases->rubric.text != program.rubric->id.text) {
      session.diagnostics.add(Code::unknown_rubric, cases->rubric.span,
                              fmt::format("these cases are about '{}', not about '{}'",
                                          visible(cases->rubric.text), visible(program.rubric->id.text)));
      return std::nullopt;
    }
    if (!cases->cases.empty()) all.push_back(std::move(*cases));
  }
  if (all.empty()) {
    session.diagnostics.add(Code::no_cases, program.rubric->id.span,
                            fmt::format("'{}' has no cases", visible(program.rubric->id.text)),
                            "add `cases:`, or a file NAME.cases.yaml beside the rubric");
    return std::nullopt;
  }
  return all;
}

void test_rubric(const std::string& name, bool coverage, Session& session, Date today) {
  const std::optional<Suite> suite = find_suite(name, session);
  if (!suite) return;
  const std::optional<Program> program = load_rubric(*suite->rubric, session);
  if (!program) return;
  const std::optional<std::vector<Cases>> all = read_suite(*suite, *program, session);
  if (!all) return;
  std::size_t passed = 0, count = 0;
  for (const Cases& cases : *all) {
    for (const CaseResult& result : run_cases(*program, cases, today, session.diagnostics)) {
      ++count;
      if (result.passed) ++passed;
      if (session.common.verbose)
        session.print(
            fmt::format("{} {}\n", result.passed ? "passed" : "FAILED", visible(result.written->name, 200)));
    }
  }
  if (coverage) check_coverage(*program, *all, session.diagnostics);
  session.flush();
  session.print(fmt::format("{}: {} of {} cases passed\n", visible(name, 4096), passed, count));
}

}  // namespace

int rubric_test(const Args& args, Session& session) {
  std::vector<std::string> files;
  bool coverage = false;
  std::string date;
  Arguments arguments("rubric test", "[OPTIONS] FILE...",
                      "Assess the cases of rubrics and compare with what they expect.");
  arguments.positionals("FILE", files, "a rubric, a file of cases, or the id of a built-in rubric");
  arguments.words(builtin_rubrics());
  arguments.flag("--coverage", coverage, "warn of conditions that no case sees yes, no and unknown");
  arguments.option("--date", "DAY", date, "the day of cases without a date (default today)");
  session.add_strict(arguments);
  session.add_options(arguments);
  arguments.flag("-v,--verbose", session.common.verbose, "name every case");
  arguments.example("openrisk rubric test my-rubric.yaml --coverage --strict");
  if (const auto status = session.parse(arguments, args)) return *status;
  const std::optional<Date> today = session.date(date);
  if (!today) return session.finish(Status::trouble);
  for (const std::string& file : files) test_rubric(file, coverage, session, *today);
  return session.finish();
}

}  // namespace openrisk::cli
