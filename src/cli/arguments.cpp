// The only place that knows CLI11. It parses; help and errors are written here, so that help fits a screen
// and errors look like all others.
#include "cli/arguments.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/file.hpp"
#include "base/text.hpp"
#include "report/layout.hpp"

namespace openrisk::cli {
namespace {

// "-r, --rubric ID|FILE"; names without a short form keep their column.
std::string left_of(const Argument& option) {
  std::string left = option.names.size() == 1 ? "    " : "";
  for (const std::string& name : option.names) left += (&name == &option.names.front() ? "" : ", ") + name;
  return option.value.empty() ? left : left + " " + option.value;
}

std::vector<std::string> split(const std::string& names) {
  const std::size_t comma = names.find(',');
  if (comma == std::string::npos) return {names};
  return {names.substr(0, comma), names.substr(comma + 1)};
}

}  // namespace

Arguments::Arguments(std::string name, std::string usage, std::string about)
    : app_(std::make_unique<CLI::App>()),
      name_(std::move(name)),
      usage_(std::move(usage)),
      about_(std::move(about)) {
  app_->set_help_flag();
  flag("-h,--help", wants_help_, "show this help");
  usual();
}

Arguments::~Arguments() = default;

void Arguments::add(std::vector<Argument>& to, Argument argument) {
  to.push_back(std::move(argument));
  last_ = &to.back();
}

void Arguments::positional(const std::string& name, std::string& into, std::string help) {
  app_->add_option(name, into);
  add(positionals_, {{name}, name, std::move(help)});
  required_.push_back(name);
}

void Arguments::positionals(const std::string& name, std::vector<std::string>& into, std::string help) {
  app_->add_option(name, into);
  add(positionals_, {{name}, name, std::move(help)});
  required_.push_back(name);
}

void Arguments::option(const std::string& names, const std::string& value, std::string& into,
                       std::string help) {
  // All of them, so that one that is given twice can be refused: the last must not win without a word.
  app_->add_option_function<std::vector<std::string>>(
          names,
          [&into, this, names](const std::vector<std::string>& given) {
            into = given.front();
            if (given.size() > 1) twice_ = split(names).back();
          })
      ->allow_extra_args(false);
  for (std::string& one : split(names)) names_.push_back(std::move(one));
  add(options_, {split(names), value, std::move(help)});
}

void Arguments::repeatable(const std::string& names, const std::string& value, std::vector<std::string>& into,
                           std::string help) {
  // One value each: a list would swallow the positionals behind it.
  app_->add_option_function<std::vector<std::string>>(
          names, [&into](const std::vector<std::string>& given) { into = given; })
      ->allow_extra_args(false);
  for (std::string& one : split(names)) names_.push_back(std::move(one));
  add(options_, {split(names), value, std::move(help)});
}

void Arguments::list(const std::string& names, const std::string& value, std::vector<std::string>& into,
                     std::string help) {
  app_->add_option_function<std::vector<std::string>>(
          names, [&into](const std::vector<std::string>& given) { into = given; })
      ->allow_extra_args(true);
  for (std::string& one : split(names)) names_.push_back(std::move(one));
  add(options_, {split(names), value + "...", std::move(help)});
}

void Arguments::flag(const std::string& names, bool& into, std::string help) {
  app_->add_flag(names, into)->disable_flag_override();
  for (std::string& one : split(names)) names_.push_back(std::move(one));
  add(options_, {split(names), "", std::move(help)});
}

bool Arguments::given(const std::string& name) const { return app_->count(name) > 0; }

void Arguments::unknown(const std::vector<std::string>& extras, Diagnostics& diagnostics) const {
  const auto option = std::find_if(extras.begin(), extras.end(), [](const std::string& extra) {
    return extra.size() > 1 && extra[0] == '-';
  });
  if (option == extras.end()) {
    diagnostics.add(Code::usage, {}, "'" + visible(extras.front()) + "' is one argument too many",
                    "usage: openrisk " + name_ + " " + usage_);
    return;
  }
  const std::string name = option->substr(0, option->find('='));
  std::string help = did_you_mean(name, names_);
  if (help.empty()) help = "`openrisk " + name_ + " --help` lists the options";
  diagnostics.add(Code::usage, {}, "`" + name_ + "` has no option '" + visible(name) + "'", std::move(help));
}

bool Arguments::parse(const std::vector<std::string>& args, Diagnostics& diagnostics) {
  // Help is given whatever else is wrong.
  for (const std::string& arg : args) {
    if (arg == "--") break;
    if (arg == "-h" || arg == "--help") {
      wants_help_ = true;
      return false;
    }
  }
  try {
    std::vector<std::string> reversed(args.rbegin(), args.rend());
    app_->parse(reversed);
  } catch (const CLI::ExtrasError&) {
    unknown(app_->remaining(), diagnostics);
    return false;
  } catch (const CLI::ArgumentMismatch& error) {
    const std::string_view what = error.what();
    diagnostics.add(Code::usage, {}, "'" + visible(what.substr(0, what.find(':'))) + "' needs one value",
                    "`openrisk " + name_ + " --help` says which");
    return false;
  } catch (const CLI::ParseError& error) {
    diagnostics.add(Code::usage, {}, visible(error.what(), 200), "`openrisk " + name_ + " --help` says more");
    return false;
  }
  if (!twice_.empty()) {
    diagnostics.add(Code::usage, {}, "'" + twice_ + "' is given twice", "give it once");
    return false;
  }
  for (const std::string& name : names_) {  // flags give no text, so that nothing of theirs is empty
    for (const std::string& value : app_->get_option(name)->results()) {
      if (!value.empty()) continue;
      diagnostics.add(Code::usage, {}, "'" + name + "' is given, and empty",
                      "leave it out, or give it a value: a variable that is not set gives none");
      return false;
    }
  }
  for (const std::string& name : required_) {
    if (app_->count(name) > 0) continue;
    diagnostics.add(Code::usage, {}, "`" + name_ + "` needs " + name,
                    "usage: openrisk " + name_ + " " + usage_);
    return false;
  }
  return spares_what_is_read(diagnostics);
}

// No output takes the place of a file that another argument names: a card, a rubric, a policy, a baseline.
bool Arguments::spares_what_is_read(Diagnostics& diagnostics) const {
  const CLI::Option* output = app_->get_option_no_throw("--output");
  if (output == nullptr) return true;
  for (const std::string& value : output->results()) {
    const std::size_t equals = value.find('=');
    for (const CLI::Option* other : app_->get_options()) {
      if (other == output) continue;
      for (const std::string& input : other->results()) {
        const bool whole = is_one_file(value, input);
        if (!whole && (equals == value.npos || !is_one_file(value.substr(equals + 1), input))) continue;
        diagnostics.add(Code::usage, {}, "'" + visible(input, 4096) + "' is read, and would be replaced",
                        "write to another file");
        return false;
      }
    }
  }
  return true;
}

std::string Arguments::help() const {
  std::string out = "Usage: openrisk " + name_ + " " + usage_ + "\n\n" + wrap(about_, 80, 0, 0) + "\n\n";
  std::vector<std::pair<std::string, std::string>> rows;
  std::vector<std::string> also;
  for (const Argument& one : positionals_) rows.emplace_back(one.names.front(), one.help);
  for (std::size_t i = 1; i <= options_.size(); ++i) {
    const Argument& one = options_[i % options_.size()];  // --help comes last
    if (one.usual)
      also.emplace_back(trim(left_of(one)));
    else
      rows.emplace_back(left_of(one), one.help);
  }
  std::size_t widest = 0;
  for (const auto& [left, right] : rows) widest = std::max(widest, left.size());
  for (const auto& [left, right] : rows)
    out += "  " + left + std::string(widest - left.size() + 2, ' ') +
           wrap(right, 80, widest + 4, widest + 4) + "\n";
  out += "  also: " + wrap(join(also, "; "), 80, 8, 8) + "\n";
  if (!examples_.empty()) out += examples_.size() == 1 ? "\nExample:\n" : "\nExamples:\n";
  for (const std::string& example : examples_) out += "  " + example + "\n";
  return out;
}

}  // namespace openrisk::cli
