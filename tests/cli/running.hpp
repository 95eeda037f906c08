// Runs openrisk in process, with its streams and surroundings as values.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "cli/run.hpp"

namespace openrisk::cli {

struct Ran {
  int status = 0;
  std::string out, err;
};

inline Environment surroundings() {
  Environment environment;
  environment.today = *parse_date("2026-11-22");
  return environment;
}

inline Ran ran(const std::vector<std::string>& args, const std::string& input = "",
               const Environment& environment = surroundings()) {
  std::istringstream in(input);
  std::ostringstream out, err;
  Ran result;
  result.status = run(args, {in, out, err}, environment);
  result.out = out.str();
  result.err = err.str();
  return result;
}

// A folder for one test, gone afterwards.
class Folder {
 public:
  Folder() {
    char name[] = "/tmp/openrisk-test-XXXXXX";
    path_ = ::mkdtemp(name);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }

  std::string write(const std::string& name, const std::string& text) const {
    const std::string file = *this / name;
    std::filesystem::create_directories(std::filesystem::path(file).parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }

 private:
  std::string path_;
};

inline std::string content_of(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

// The status of a shell command in which `openrisk` is the program, 128 + the signal that ended it.
inline int shell(const Folder& folder, const std::string& command) {
  folder.write("run.sh", "cd '" + folder.path() + "'\nPATH='" + std::string(OPENRISK_BINARY_FOLDER) +
                             "':$PATH\n" + command + "\n");
  const int result = std::system(("bash '" + (folder / "run.sh") + "'").c_str());
  return WIFEXITED(result) ? WEXITSTATUS(result) : -1;
}

inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// Without the line breaks that its width gives a text.
inline std::string in_one_line(const std::string& text) {
  std::istringstream words(text);
  std::string line;
  for (std::string word; words >> word;) line += (line.empty() ? "" : " ") + word;
  return line;
}

inline std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size()))
    ++found;
  return found;
}

// "unknown-fact 9:3" for each diagnostic that was printed, "usage" alone where it points nowhere.
inline std::vector<std::string> complaints(const std::string& err) {
  std::vector<std::string> found;
  std::istringstream lines(err);
  for (std::string line; std::getline(lines, line);) {
    for (const char* head : {"error[", "warning[", "note["})
      if (line.starts_with(head)) {
        const std::size_t begin = line.find('[') + 1;
        found.push_back(line.substr(begin, line.find(']') - begin));
      }
    const std::size_t arrow = line.find("--> ");
    if (arrow == std::string::npos || found.empty() || line.find_first_not_of(' ') != arrow) continue;
    std::size_t column = line.rfind(':');
    if (column == std::string::npos || column == 0) continue;
    const std::size_t row = line.rfind(':', column - 1);
    if (row == std::string::npos || line.find_first_not_of("0123456789", column + 1) != std::string::npos)
      continue;
    found.back() += " " + line.substr(row + 1);
  }
  return found;
}

// A rubric of one threat, which is quickly assessed.
inline const std::string small_rubric = std::string(OPENRISK_ROOT) + "/tests/bad/base/rubric.yaml";

// A card that it, and the shipped one, can say something about.
inline const std::string small_card =
    "openrisk: card/1\n"
    "release: {name: Small, version: \"1\", developer: Somebody, date: 2026-01-01}\n"
    "outputs: [text]\n"
    "weights: {access: open, license: Apache-2.0}\n"
    "capabilities: {text: fluent}\n";

inline const std::string small_json =
    R"({"openrisk": "card/1", "release": {"name": "Small", "version": "1", "developer": "Somebody", "date": "2026-01-01"}, )"
    R"("outputs": ["text"], "weights": {"access": "open", "license": "Apache-2.0"}, "capabilities": {"text": "fluent"}})";

// `openrisk assess` with the small rubric.
inline Ran assessed(std::vector<std::string> args, const std::string& input = "",
                    const Environment& environment = surroundings()) {
  args.insert(args.begin(), {"assess", "-r", small_rubric});
  return ran(args, input, environment);
}

}  // namespace openrisk::cli
