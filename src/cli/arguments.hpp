// What a command takes on its command line: a table that parses and that makes its help.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "openrisk/base.hpp"

namespace CLI {
class App;
}

namespace openrisk::cli {

// A row of the table: an option with its names, or a positional with one.
struct Argument {
  std::vector<std::string> names;  // "-r", "--rubric"; "CARD"
  std::string value;               // "ID|FILE"; "" for a flag
  std::string help;
  std::vector<std::string> words = {};  // that a value can be, where there are few
  bool usual = false;                   // every command has it: help names it without a line of its own
};

class Arguments {
 public:
  // `name` is what stands after `openrisk`; `usage` what follows it; `about` a sentence or two.
  Arguments(std::string name, std::string usage, std::string about);
  ~Arguments();
  Arguments(const Arguments&) = delete;
  Arguments& operator=(const Arguments&) = delete;

  void positional(const std::string& name, std::string& into, std::string help);
  void positionals(const std::string& name, std::vector<std::string>& into, std::string help);
  void option(const std::string& names, const std::string& value, std::string& into, std::string help);
  void repeatable(const std::string& names, const std::string& value, std::vector<std::string>& into,
                  std::string help);
  // Takes all values up to the next option, so that a shell can expand a pattern to them.
  void list(const std::string& names, const std::string& value, std::vector<std::string>& into,
            std::string help);
  void flag(const std::string& names, bool& into, std::string help);
  // What a value of the argument that was added last can be, for completion.
  void words(std::vector<std::string> some) { last_->words = std::move(some); }
  void usual() { last_->usual = true; }
  void example(std::string line) { examples_.push_back(std::move(line)); }

  // Fills what was given. False where the command line is wrong (with a diagnostic) or asks for help.
  bool parse(const std::vector<std::string>& args, Diagnostics& diagnostics);
  bool wants_help() const { return wants_help_; }
  bool given(const std::string& name) const;  // "--format"

  std::string help() const;

  const std::string& name() const { return name_; }
  const std::string& usage() const { return usage_; }
  const std::string& about() const { return about_; }
  const std::vector<Argument>& positionals() const { return positionals_; }
  const std::vector<Argument>& options() const { return options_; }
  const std::vector<std::string>& examples() const { return examples_; }

 private:
  void add(std::vector<Argument>& to, Argument argument);
  void unknown(const std::vector<std::string>& extras, Diagnostics& diagnostics) const;
  bool spares_what_is_read(Diagnostics& diagnostics) const;

  std::unique_ptr<CLI::App> app_;
  std::string name_, usage_, about_;
  std::vector<Argument> positionals_, options_;
  Argument* last_ = nullptr;
  std::vector<std::string> names_;  // every "--name" and "-n"
  std::vector<std::string> required_;
  std::vector<std::string> examples_;
  std::string twice_;  // an option that was given twice and takes one value
  bool wants_help_ = false;
};

}  // namespace openrisk::cli
