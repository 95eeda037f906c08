// Where results go: standard output and files, each in its format.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/session.hpp"
#include "openrisk/render.hpp"

namespace openrisk::cli {

struct Output {
  Format format = Format::text;
  std::string file;  // "-": standard output
};

// Reads --format and the values of --output ([FORMAT=]FILE). Without a file everything goes to standard
// output; with files it gets a report only where `format` was given and no file has that format.
// Nothing, with a diagnostic, where one of them cannot be understood.
std::optional<std::vector<Output>> read_outputs(const std::string& format,
                                                const std::vector<std::string>& files, Session& session);

// A file that somebody goes on writing by hand; one that is there already is replaced only by --force.
struct NewFile {
  std::string name = "-";
  bool force = false;
};
void add_new_file(Arguments& arguments, NewFile& file);
bool is_free(const NewFile& file, Session& session);  // or a diagnostic

// Writes one text to a file or to standard output.
bool write_output(const std::string& file, std::string_view text, Session& session);

// The same for reports: a job summary is appended to what the file holds.
bool write_report(const Output& output, std::string_view text, Session& session);

}  // namespace openrisk::cli
