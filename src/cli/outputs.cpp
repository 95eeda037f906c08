#include "cli/outputs.hpp"

#include <algorithm>
#include <filesystem>

#include "base/file.hpp"
#include "base/text.hpp"

namespace openrisk::cli {
namespace {

std::optional<Format> format_named(const std::string& name, Session& session) {
  const std::optional<Format> format = parse_format(name);
  if (!format) {
    std::string help = did_you_mean(name, format_names());
    if (help.empty()) help = "formats: " + join(format_names(), ", ");
    session.diagnostics.add(Code::usage, {}, "no format is called '" + visible(name) + "'", std::move(help));
  }
  return format;
}

std::optional<Format> format_by_ending(const std::string& file) {
  if (file.ends_with(".json")) return Format::json;
  if (file.ends_with(".jsonl")) return Format::jsonl;
  if (file.ends_with(".md")) return Format::markdown;
  if (file.ends_with(".txt")) return Format::text;
  if (file.ends_with(".sarif")) return Format::sarif;
  if (file.ends_with(".xml")) return Format::junit;
  return std::nullopt;
}

// Also where one path is a link to the other, or another spelling of it.
bool is_same_file(const std::string& a, const std::string& b) {
  if (a == b) return true;
  if (a == "-" || b == "-") return false;
  const auto whole = [](const std::string& file) {
    std::error_code error;
    return std::filesystem::weakly_canonical(std::filesystem::absolute(file, error), error);
  };
  return whole(a) == whole(b);
}

// [FORMAT=]FILE. What stands before `=` is a format where it could be none of a path.
std::optional<Output> read_output(const std::string& value, std::optional<Format> otherwise,
                                  Session& session) {
  const std::size_t equals = value.find('=');
  Output output;
  output.file = value;
  std::optional<Format> format;
  if (equals != std::string::npos && value.find_first_of("/.") > equals) {
    format = format_named(value.substr(0, equals), session);
    if (!format) return std::nullopt;
    output.file = value.substr(equals + 1);
  } else {
    format = format_by_ending(value);
    if (!format) format = otherwise;
  }
  if (output.file.empty()) {
    session.diagnostics.add(Code::usage, {}, "--output '" + visible(value) + "' names no file",
                            "write FORMAT=FILE");
    return std::nullopt;
  }
  if (!format) {
    session.diagnostics.add(Code::usage, {}, "the ending of '" + visible(value) + "' names no format",
                            "write FORMAT=FILE, with one of " + join(format_names(), ", "));
    return std::nullopt;
  }
  output.format = *format;
  return output;
}

}  // namespace

std::optional<std::vector<Output>> read_outputs(const std::string& format,
                                                const std::vector<std::string>& files, Session& session) {
  std::optional<Format> wanted;
  if (!format.empty()) {
    wanted = format_named(format, session);
    if (!wanted) return std::nullopt;
  }
  std::vector<Output> outputs;
  for (const std::string& file : files) {
    std::optional<Output> output = read_output(file, wanted, session);
    if (!output) return std::nullopt;
    if (std::any_of(outputs.begin(), outputs.end(),
                    [&](const Output& other) { return is_same_file(other.file, output->file); })) {
      session.diagnostics.add(Code::usage, {}, "'" + visible(output->file) + "' is named by two outputs",
                              "give each its own file");
      return std::nullopt;
    }
    outputs.push_back(std::move(*output));
  }
  const bool served = std::any_of(outputs.begin(), outputs.end(),
                                  [&](const Output& output) { return output.format == wanted; });
  if (outputs.empty() || (wanted && !served))
    outputs.insert(outputs.begin(), {wanted.value_or(Format::text), "-"});
  return outputs;
}

void add_new_file(Arguments& arguments, NewFile& file) {
  arguments.option("-o,--output", "FILE", file.name, "write to a file instead of standard output");
  arguments.flag("--force", file.force, "replace a file that is there already");
}

bool is_free(const NewFile& file, Session& session) {
  std::error_code error;
  if (file.name == "-" || file.force || !std::filesystem::is_regular_file(file.name, error) ||
      std::filesystem::file_size(file.name, error) == 0)
    return true;
  session.diagnostics.add(Code::unwritable, {}, "'" + visible(file.name, 4096) + "' is there already",
                          "name another file, or write --force to replace it");
  return false;
}

bool write_output(const std::string& file, std::string_view text, Session& session) {
  return file == "-" ? session.print(text) : write_file(file, text, session.diagnostics);
}

bool write_report(const Output& output, std::string_view text, Session& session) {
  const bool append = output.format == Format::github_summary && output.file != "-";
  return append ? append_file(output.file, text, session.diagnostics)
                : write_output(output.file, text, session);
}

}  // namespace openrisk::cli
