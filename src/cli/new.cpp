#include <algorithm>

#include "base/text.hpp"
#include "card/skeleton.hpp"
#include "cli/commands.hpp"
#include "cli/outputs.hpp"

namespace openrisk::cli {
namespace {

// "text,image", "[text, image]" or several values; every one a member of the fact `outputs`.
std::optional<std::vector<std::string>> read_outputs_fact(const std::vector<std::string>& values,
                                                          Session& session) {
  const Fact* fact = builtin_vocabulary().find("outputs");
  std::vector<std::string> known, outputs;
  for (const FactValue& value : fact->values) known.push_back(value.id);
  for (std::string value : values) {
    std::replace_if(
        value.begin(), value.end(), [](char c) { return c == '[' || c == ']' || c == ','; }, ' ');
    std::string_view rest = trim(value);
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      const std::string output(rest.substr(0, end));
      if (std::find(outputs.begin(), outputs.end(), output) == outputs.end()) outputs.push_back(output);
      rest = trim(rest.substr(end));
    }
  }
  for (const std::string& output : outputs) {
    if (fact->rank_of(output)) continue;
    std::string help = did_you_mean(output, known);
    if (help.empty()) help = "there are: " + join(known, ", ");
    session.diagnostics.add(Code::unknown_value, {}, "'outputs' has no value '" + visible(output) + "'",
                            std::move(help));
  }
  if (outputs.empty())
    session.diagnostics.add(Code::usage, {}, "a card needs to know what the model produces",
                            "write --outputs text,image; there are: " + join(known, ", "));
  if (session.diagnostics.has_errors()) return std::nullopt;
  return outputs;
}

int new_card(const Args& args, Session& session) {
  std::vector<std::string> outputs;
  NewFile file;
  bool all = false;
  Arguments arguments(
      "new card", "--outputs LIST [OPTIONS]",
      "Write the skeleton of a card: the core facts of those modalities, each with its question.");
  arguments.repeatable("--outputs", "LIST", outputs, "what the model produces: text,image");
  arguments.flag("--all", all, "every fact, not only the core ones");
  add_new_file(arguments, file);
  session.add_options(arguments);
  arguments.example("openrisk new card --outputs text,code -o release.yaml");
  if (const auto status = session.parse(arguments, args)) return *status;
  const auto modalities = read_outputs_fact(outputs, session);
  if (!modalities || !is_free(file, session)) return session.finish(Status::trouble);
  write_output(file.name, card_skeleton(builtin_vocabulary(), *modalities, all), session);
  return session.finish();
}

}  // namespace

const std::vector<Command>& new_commands() {
  static const std::vector<Command> all{{"card", "--outputs LIST", "the skeleton of a card", new_card}};
  return all;
}

int new_command(const Args& args, Session& session) {
  if (args.empty() || args[0] == "-h" || args[0] == "--help") {
    const Args help{"--help"};
    if (!args.empty()) return new_card(help, session);
    session.diagnostics.add(Code::usage, {}, "`new` needs to know what to write",
                            "openrisk new card --outputs text -o release.yaml");
    return session.finish(Status::trouble);
  }
  return dispatch(new_commands(), "new", args, session);
}

}  // namespace openrisk::cli
