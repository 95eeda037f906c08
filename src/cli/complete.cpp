// Completion: the scripts of the shells are short and ask the program itself, so that they cannot be stale.
// `openrisk __complete WORD...` gets the words behind the name of the program, the last one as far as it is
// written, and prints a candidate a line, with a tab and what it is; ":files" says that files fit too.
#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "cli/described.hpp"
#include "cli/rubrics.hpp"
#include "openrisk/policy.hpp"
#include "openrisk/study.hpp"
#include "report/pages.hpp"

namespace openrisk::cli {
namespace {

struct Candidates {
  std::vector<std::pair<std::string, std::string>> found;
  bool files = false;

  void add(std::string word, std::string_view about = {}) { found.emplace_back(std::move(word), about); }
  void add(const std::vector<std::string>& words) {
    for (const std::string& word : words) add(word);
  }
};

// One line, and no control characters.
std::string plain(std::string_view text) { return visible(text.substr(0, text.find('\n')), 100); }

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

// The rubric that -r names so far, where it is built in; else the default one.
std::optional<Program> rubric_of(const Args& words, Session& session) {
  const std::vector<std::string> ids = builtin_rubrics();
  std::string id = default_rubric;
  for (const std::string& word : words)
    for (const std::string& one : ids)
      if (word == one || word == "--rubric=" + one || word == "-r" + one) id = one;
  return load_rubric(id, session);
}

// FACT or FACT=VALUE; `changeable`: only what a developer can change.
void add_facts(const std::string& begun, bool changeable, bool values, Candidates& out) {
  const Vocabulary& vocabulary = builtin_vocabulary();
  const std::size_t equals = begun.find('=');
  if (equals == std::string::npos) {
    for (const Fact& fact : vocabulary.facts())
      if (!changeable || fact.effort) out.add(fact.path + (values ? "=" : ""), fact.meaning);
    return;
  }
  const std::string path = begun.substr(0, equals);
  const Fact* fact = values ? vocabulary.find(path) : nullptr;
  if (fact == nullptr) return;
  for (const FactValue& value : fact->values) out.add(path + "=" + value.id, value.meaning);
  if (fact->type == FactType::boolean)
    for (const char* word : {"true", "false"}) out.add(path + "=" + word);
  for (const char* word : {"unknown", "withheld"}) out.add(path + "=" + word);
}

// MEASURE, or MEASURE=BAND: the band or rung to reach.
void add_measures(const std::string& begun, bool targets, const Program& program, Candidates& out) {
  const std::size_t equals = begun.find('=');
  for (const StudyMeasure& measure : study_measures(program)) {
    if (equals == std::string::npos) {
      out.add(measure.id + (targets ? "=" : ""), measure.title);
    } else if (targets && begun.substr(0, equals) == measure.id) {
      for (const Band band : {Band::negligible, Band::low, Band::moderate, Band::high, Band::severe})
        if (measure.is_score()) out.add(measure.id + "=" + std::string(name_of(band)));
      for (const CompiledLadder& ladder : program.ladders)
        if (measure.id == "ladders." + ladder.written->id.text)
          for (const CompiledRung& rung : ladder.rungs)
            out.add(measure.id + "=" + rung.written->id.text, rung.written->title);
    }
  }
}

// "text,ima": members of the fact `outputs`.
void add_outputs(const std::string& begun, Candidates& out) {
  const std::size_t comma = begun.rfind(',');
  const std::string before = comma == std::string::npos ? "" : begun.substr(0, comma + 1);
  for (const FactValue& value : builtin_vocabulary().find("outputs")->values)
    out.add(before + value.id, value.meaning);
}

// What can stand for one argument, by what its help calls it.
void add_values(const Argument& argument, const std::string& begun, const Args& words, Session& session,
                Candidates& out) {
  out.add(argument.words);
  const std::string& value = argument.value;
  for (const char* file : {"FILE", "CARD", "SOURCE", "OLD", "STATEMENT"})
    out.files = out.files || has(value, file);
  if (value == "LIST") add_outputs(begun, out);
  if (value.starts_with("FACT")) add_facts(begun, value == "FACT", value == "FACT=VALUE", out);
  if (!value.starts_with("MEASURE") && value != "WHAT") return;
  const std::optional<Program> program = rubric_of(words, session);
  if (!program) return;
  if (value != "WHAT") return add_measures(begun, value == "MEASURE=BAND", *program, out);
  for (PageName& page : page_names(*program, begun)) out.add(std::move(page.name), page.title);
  out.add(builtin_rubrics());
  out.add(builtin_policies());
}

const Argument* option_named(const Described& command, std::string_view name) {
  for (const Argument& option : command.options)
    if (std::find(option.names.begin(), option.names.end(), name) != option.names.end()) return &option;
  return nullptr;
}

// The option whose value the last word is, or null: the one before it, or a list that still goes on.
const Argument* option_before(const Described& command, const Args& words, std::size_t first) {
  for (std::size_t i = words.size() - 1; i-- > first;) {
    if (!words[i].starts_with("-") || words[i] == "-") continue;
    const Argument* option = option_named(command, words[i]);
    if (option == nullptr || option->value.empty()) return nullptr;
    return i + 2 == words.size() || option->value.ends_with("...") ? option : nullptr;
  }
  return nullptr;
}

void complete_command_line(const Described& command, const Args& words, std::size_t first, Session& session,
                           Candidates& out) {
  const std::string& begun = words.back();
  const bool only_arguments = std::find(words.begin(), words.end() - 1, "--") != words.end() - 1;
  const Argument* before = only_arguments ? nullptr : option_before(command, words, first);
  if (!only_arguments && begun.starts_with("--") && has(begun, "=")) {
    const std::string name = begun.substr(0, begun.find('='));
    const Argument* option = option_named(command, name);
    if (option == nullptr) return;
    Candidates values;
    add_values(*option, begun.substr(name.size() + 1), words, session, values);
    for (auto& [word, about] : values.found) out.add(name + "=" + word, about);
    out.files = values.files;
  } else if (!only_arguments && begun.starts_with("-")) {
    for (const Argument& option : command.options)
      for (const std::string& name : option.names) out.add(name, option.help);
  } else if (before != nullptr) {
    add_values(*before, begun, words, session, out);
  } else {
    for (const Argument& argument : command.positionals) add_values(argument, begun, words, session, out);
  }
}

Candidates candidates(const Args& words, Session& session) {
  Candidates out;
  const std::vector<DescribedGroup> groups = described_commands();
  std::size_t names = 0;
  const bool help = words.size() > 1 && words[0] == "help";
  const Args rest(words.begin() + (help ? 1 : 0), words.end());
  if (rest.size() == 1) {
    for (const DescribedGroup& group : groups) out.add(group.name, group.summary);
    if (!help) out.add({"help", "--help", "--version"});
    return out;
  }
  if (const Described* command = find_described(groups, Args(rest.begin(), rest.end() - 1), names)) {
    if (!help) complete_command_line(*command, rest, names, session, out);
    return out;
  }
  for (const DescribedGroup& group : groups)
    if (rest.size() == 2 && group.name == rest[0])
      for (const Described& command : group.commands)
        if (has(command.name, " ")) out.add(command.name.substr(group.name.size() + 1), command.summary);
  return out;
}

constexpr std::string_view bash_script = R"(# bash completion for openrisk. It asks the program itself.
_openrisk() {
  local line=${COMP_LINE:0:COMP_POINT} word about begun cut
  local -a words
  read -ra words <<< "$line"
  [[ $line == *[[:space:]] ]] && words+=("")
  begun=${words[${#words[@]} - 1]}
  # bash replaces only what stands behind the last '=' or ':'.
  cut=${begun%"${begun##*[=:]}"}
  COMPREPLY=()
  while IFS=$'\t' read -r word about; do
    if [[ $word == :files ]]; then
      compopt -o filenames 2> /dev/null
      while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "${begun#"$cut"}")
    elif [[ $word == "$begun"* ]]; then
      COMPREPLY+=("${word#"$cut"}")
    fi
  done < <("${words[0]}" __complete "${words[@]:1}" 2> /dev/null)
  [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2> /dev/null
  return 0
}
complete -F _openrisk openrisk
)";

constexpr std::string_view zsh_script = R"(#compdef openrisk
# zsh completion for openrisk. It asks the program itself.
_openrisk() {
  local line word about files=0
  local -a open closed
  for line in "${(@f)$("${(Q)words[1]}" __complete "${(@Q)words[2,CURRENT]}" 2> /dev/null)}"; do
    word=${line%%$'\t'*} about=${line#*$'\t'}
    if [[ $word == :files ]]; then
      files=1
    elif [[ $word == *= ]]; then
      open+=("${word//:/\\:}:$about")
    elif [[ -n $word ]]; then
      closed+=("${word//:/\\:}:$about")
    fi
  done
  (( $#closed )) && _describe -t values openrisk closed
  (( $#open )) && _describe -t values openrisk open -S ''
  if (( files )); then
    compset -P '--[a-z-]##='
    _files
  fi
}
if [[ $funcstack[1] == _openrisk ]]; then
  _openrisk "$@"
else
  compdef _openrisk openrisk
fi
)";

constexpr std::string_view fish_script = R"(# fish completion for openrisk. It asks the program itself.
function __openrisk_complete
    set -l words (commandline -opc) (commandline -ct)
    for line in ($words[1] __complete $words[2..-1] 2> /dev/null)
        if test "$line" = :files
            __fish_complete_path (string replace -r -- '^--[a-z-]+=' '' (commandline -ct))
        else
            echo $line
        end
    end
end
complete -c openrisk -f -a '(__openrisk_complete)'
)";

}  // namespace

int complete_command(const Args& args, Session& session) {
  if (args.empty()) return Status::trouble;
  Candidates found = candidates(args, session);
  std::string out;
  std::set<std::string> seen;
  for (const auto& [word, about] : found.found)
    if (word.starts_with(args.back()) && seen.insert(word).second)
      out += word + (about.empty() ? "" : "\t" + plain(about)) + "\n";
  if (found.files) out += ":files\n";
  session.print(out);
  return Status::done;
}

int completion_command(const Args& args, Session& session) {
  std::string shell;
  Arguments arguments("completion", "SHELL",
                      "The script that makes a shell complete openrisk's command lines.");
  arguments.positional("SHELL", shell, "bash, zsh or fish");
  arguments.words({"bash", "zsh", "fish"});
  session.add_options(arguments);
  arguments.example("source <(openrisk completion bash)");
  arguments.example("openrisk completion zsh > ~/.zfunc/_openrisk");
  arguments.example("openrisk completion fish > ~/.config/fish/completions/openrisk.fish");
  if (const auto status = session.parse(arguments, args)) return *status;
  const std::string_view script = shell == "bash"   ? bash_script
                                  : shell == "zsh"  ? zsh_script
                                  : shell == "fish" ? fish_script
                                                    : std::string_view();
  if (script.empty()) {
    session.diagnostics.add(Code::usage, {}, "there is no completion for '" + visible(shell) + "'",
                            "write bash, zsh or fish");
    return session.finish(Status::trouble);
  }
  session.print(script);
  return session.finish();
}

}  // namespace openrisk::cli
