#include <fmt/format.h>

#include <filesystem>
#include <iterator>

#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/outputs.hpp"
#include "cli/rubrics.hpp"
#include "openrisk/draft.hpp"
#include "openrisk/report.hpp"
#include "report/words.hpp"

namespace openrisk::cli {
namespace {

struct DraftOptions {
  std::vector<std::string> named;
  NewFile file;
  std::string format = "yaml";
  bool explain = false;
};

void define(Arguments& arguments, DraftOptions& options, Session& session) {
  arguments.positionals("SOURCE", options.named, "a file or a model's folder, or -");
  add_new_file(arguments, options.file);
  arguments.option("-f,--format", "FORMAT", options.format, "yaml (default) or json");
  arguments.words({"yaml", "json"});
  arguments.flag("--explain", options.explain, "print where each fact was read, and how sure it is");
  session.add_strict(arguments);
  session.add_options(arguments);
  arguments.example("openrisk draft ./my-model -o release.yaml");
  arguments.example("openrisk draft README.md record.yml --explain");
}

std::vector<NamedSource> named_sources(const DraftOptions& options, Session& session) {
  std::vector<NamedSource> named;
  for (const std::string& name : options.named) {
    if (name != "-") {
      named.push_back({name, false, {}});
      continue;
    }
    named.push_back({"-", true, std::string(std::istreambuf_iterator<char>(session.in()), {})});
  }
  return named;
}

// A card names its sources as one finds them from where it lies.
void name_from(const std::filesystem::path& folder, Draft& draft) {
  const auto name = [&](std::string& file) {
    std::error_code error;
    const std::filesystem::path found = std::filesystem::proximate(file, folder, error);
    if (file != "-" && !error) file = found.generic_string();
  };
  for (ReadSource& one : draft.sources) name(one.file);
  for (Said& one : draft.said) name(one.origin.file);
  for (Remark& one : draft.remarks) name(one.origin.file);
}

// What is filled, and what is worth finding first.
void tell_state(const SettledDraft& draft, const std::string& yaml, const Program& program, Date date,
                Session& session) {
  const Filled filled = core_filled(draft, *program.vocabulary);
  session.tell(fmt::format("{} of {} core facts are filled\n", filled.stated, filled.asked));
  Diagnostics quiet;
  Sources sources;
  const std::optional<Card> card = read_card(sources.add("release.yaml", yaml), *program.vocabulary, quiet);
  const std::optional<Answers> answers = card ? bind(program, *card, quiet) : std::nullopt;
  if (!answers) return;
  Request request;
  request.date = date;
  request.fragile = request.doubt = false;  // only the answers worth finding are told
  ReportContext context;
  context.version = OPENRISK_VERSION;
  context.sources = &sources;
  const Report report = build_report(program, *card, *answers, assess(program, *answers, request), context);
  std::size_t shown = 0;
  for (const Report::AnswerEntry& answer : report.answers) {
    if (answer.missing.source) continue;
    if (shown == 0) session.tell("worth finding first:\n");
    if (shown++ == 3) break;
    session.tell(fmt::format("  {}. {}\n", shown, visible(answer_words(answer), 1000)));
  }
}

// A bug, were it not so: every draft is a card.
bool is_card(const std::string& text, const DraftOptions& options, const Vocabulary& vocabulary,
             Session& session) {
  Diagnostics found;
  Sources sources;
  const std::string name = options.format == "json" ? "draft.json" : "draft.yaml";
  if (read_card(sources.add(name, text), vocabulary, found)) return true;
  std::string messages;
  for (const Diagnostic& one : found.all()) messages += session.shown(one, sources);
  throw std::logic_error("a draft is no card: " + messages);
}

}  // namespace

int draft_command(const Args& args, Session& session) {
  DraftOptions options;
  Arguments arguments("draft", "[OPTIONS] SOURCE...",
                      "Draft a card from what is there: model cards and folders, records, results.");
  define(arguments, options, session);
  if (const auto status = session.parse(arguments, args)) return *status;
  if (options.format != "yaml" && options.format != "json") {
    std::string help = did_you_mean(options.format, {"yaml", "json"});
    session.diagnostics.add(Code::usage, {}, "a draft has no format '" + visible(options.format) + "'",
                            help.empty() ? "write yaml or json" : help);
    return session.finish(Status::trouble);
  }
  const std::optional<Date> date = session.date("");
  const std::vector<NamedSource> named = named_sources(options, session);
  const std::optional<Program> program = load_rubric(default_rubric, session);
  if (!is_free(options.file, session) || !date || !program) return session.finish(Status::trouble);

  const Vocabulary& vocabulary = builtin_vocabulary();
  Draft draft = read_sources(named, vocabulary, session.sources, session.diagnostics);
  if (session.diagnostics.has_errors()) return session.finish(Status::trouble);
  const std::filesystem::path folder = std::filesystem::path(options.file.name).parent_path();
  if (options.file.name != "-" && !folder.empty()) name_from(folder, draft);
  const SettledDraft settled = settle(draft, *program, session.diagnostics);
  const std::string yaml = draft_yaml(settled, vocabulary);
  const std::string text = options.format == "json" ? draft_json(settled, vocabulary) : yaml;
  if (!is_card(text, options, vocabulary, session)) return Status::bug;
  const std::string table = options.explain ? draft_table(settled, vocabulary) : "";
  // With --explain alone the table is the result; a file still gets the card.
  if (options.explain) session.print(table);
  if (!options.explain || options.file.name != "-") write_output(options.file.name, text, session);
  session.flush();
  if (!session.common.quiet) tell_state(settled, yaml, *program, *date, session);
  return session.finish();
}

}  // namespace openrisk::cli
