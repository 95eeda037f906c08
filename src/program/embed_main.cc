// openrisk_embed OUT.cpp FILE.yaml…: checks the shipped files with the ordinary code and writes them as
// C++: the bytes that each start takes back, compact JSON for whoever extends a rubric, and the YAML as
// it is, for `rubric show`.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "base/embedded.hpp"
#include "base/file.hpp"
#include "base/print.hpp"
#include "node/node.hpp"
#include "openrisk/license.hpp"
#include "openrisk/program.hpp"
#include "openrisk/rubric.hpp"
#include "openrisk/vocabulary.hpp"
#include "program/archive.hpp"
#include "rubric/find.hpp"
#include "rubric/shape.hpp"
#include "vocabulary/archive.hpp"

namespace openrisk {
namespace {

struct Shipped {
  EmbeddedFile::Kind kind = EmbeddedFile::Kind::rubric;
  std::string name;
  const Source* source = nullptr;
  std::string json;
  std::string sha256;
  std::string archive;
};

// Finds the shipped rubrics among the files at hand: nothing is embedded yet.
class SiblingFinder : public RubricFinder {
 public:
  explicit SiblingFinder(const std::vector<Shipped>& files) : files_(files) {}
  const Source* find(std::string_view id, const Source&) override {
    for (const Shipped& file : files_)
      if (file.name == id) return file.source;
    return nullptr;
  }

 private:
  const std::vector<Shipped>& files_;
};

// By the first key; what it says of the version is checked by whoever reads the file.
EmbeddedFile::Kind kind_of(const Node& tree) {
  using Kind = EmbeddedFile::Kind;
  const Node* format = tree.get("openrisk");
  const std::string name = format == nullptr ? "" : format->text.substr(0, format->text.find('/'));
  if (name == "vocabulary") return Kind::vocabulary;
  if (name == "licenses") return Kind::licenses;
  if (name == "policy") return Kind::policy;
  return name == "cases" ? Kind::cases : Kind::rubric;
}

std::string_view name_of(EmbeddedFile::Kind kind) {
  using Kind = EmbeddedFile::Kind;
  switch (kind) {
    case Kind::vocabulary: return "vocabulary";
    case Kind::licenses: return "licenses";
    case Kind::rubric: return "rubric";
    case Kind::policy: return "policy";
    case Kind::cases: return "cases";
  }
  return "";
}

std::optional<Shipped> load(const std::string& path, Sources& sources, Diagnostics& diagnostics) {
  std::optional<std::string> text = read_file(path, diagnostics);
  if (!text) return std::nullopt;
  Shipped file;
  file.name = std::filesystem::path(path).stem().string();
  file.source = &sources.add(path, std::move(*text));
  const std::optional<Node> tree = parse(*file.source, diagnostics);
  if (!tree) return std::nullopt;
  file.kind = kind_of(*tree);
  file.json = to_json(*tree);
  file.sha256 = sha256(file.json);
  const std::optional<Node> again = parse_json({0, file.name + ".json", file.json}, diagnostics);
  if (!again || to_json(*again) != file.json) {
    diagnostics.add(Code::syntax, tree->span, "its JSON does not read back as the same content");
    return std::nullopt;
  }
  return file;
}

// The vocabulary and licences against which the rubrics are compiled.
struct Ground {
  std::optional<Vocabulary> vocabulary;
  std::optional<Licenses> licenses;
};

void check_rubric(Shipped& file, const std::vector<Shipped>& all, const Ground& ground,
                  const Sources& sources, Diagnostics& diagnostics) {
  SiblingFinder finder(all);
  const std::optional<Rubric> rubric = read_rubric(*file.source, finder, diagnostics);
  if (!rubric) return;
  if (rubric->id.text != file.name)
    diagnostics.add(Code::bad_id, rubric->id.span,
                    fmt::format("the id '{}' is not the name of the file", rubric->id.text));
  file.sha256 = rubric->sha256;
  if (!ground.vocabulary || !ground.licenses) return;
  const std::optional<Program> program = compile(
      *ground.vocabulary, *ground.licenses, std::make_shared<const Rubric>(*rubric), sources, diagnostics);
  if (program) file.archive = to_archive(*program);
}

// Reads every file as openrisk will: here is the place for every check of shipped data. Policies are
// checked by `policy check`, a test, since they need what comes after the rubrics.
void check(std::vector<Shipped>& files, const Sources& sources, Diagnostics& diagnostics) {
  using Kind = EmbeddedFile::Kind;
  Ground ground;
  for (Shipped& file : files) {
    if (file.kind == Kind::vocabulary) {
      ground.vocabulary = read_vocabulary(*file.source, diagnostics);
      if (ground.vocabulary) file.archive = to_archive(*ground.vocabulary);
    } else if (file.kind == Kind::licenses) {
      ground.licenses = read_licenses(*file.source, diagnostics);
      if (ground.licenses) file.archive = to_archive(*ground.licenses);
    }
  }
  for (Shipped& file : files) {
    if (file.kind == Kind::rubric) check_rubric(file, files, ground, sources, diagnostics);
    if (file.kind != Kind::cases) continue;
    const auto tree = parse(*file.source, diagnostics);
    if (tree && expect_format(*tree, "cases", 1, diagnostics)) conform(*tree, cases_shape(), diagnostics);
  }
}

// A string literal, broken into lines, byte for byte.
std::string literal(std::string_view text) {
  std::string out = "\n    \"";
  std::size_t line = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\\' || c == '"')
      out += fmt::format("\\{}", c);
    else if (c == '\n')
      out += "\\n";
    else if (byte < 0x20 || byte >= 0x7f)
      out += fmt::format("\\{:03o}", byte);
    else
      out += c;
    if (++line > 100) {
      out += "\"\n    \"";
      line = 0;
    }
  }
  return out + "\"";
}

std::string source_code(const std::vector<Shipped>& files) {
  std::string out =
      "// Written by openrisk_embed; every change is lost at the next build.\n"
      "#include \"base/embedded.hpp\"\n"
      "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n\n"
      "namespace openrisk {\n"
      "using namespace std::string_view_literals;\n"
      "const std::vector<EmbeddedFile>& embedded_files() {\n"
      "  static const std::vector<EmbeddedFile> all = {";
  for (const Shipped& file : files)
    out += fmt::format("\n    {{EmbeddedFile::Kind::{},{}sv,{}sv,{}sv,{}sv,{}sv}},", name_of(file.kind),
                       literal(file.name), literal(file.json), literal(file.source->text),
                       literal(file.archive), literal(file.sha256));
  return out +
         "\n  };\n"
         "  return all;\n"
         "}\n"
         "}  // namespace openrisk\n";
}

int run(const std::string& out, const std::vector<std::string>& paths) {
  Sources sources;
  Diagnostics diagnostics;
  std::vector<Shipped> files;
  for (const std::string& path : paths)
    if (auto file = load(path, sources, diagnostics)) files.push_back(std::move(*file));
  std::sort(files.begin(), files.end(), [](const Shipped& a, const Shipped& b) { return a.name < b.name; });
  check(files, sources, diagnostics);
  if (!diagnostics.has_errors()) write_file(out, source_code(files), diagnostics);
  for (const Diagnostic& diagnostic : diagnostics.all())
    std::fputs(to_text(diagnostic, sources, false).c_str(), stderr);
  return diagnostics.has_errors() ? 1 : 0;
}

}  // namespace
}  // namespace openrisk

int main(int argc, char* argv[]) {
  if (argc < 2) {
    std::fputs("usage: openrisk_embed OUT.cpp FILE.yaml...\n", stderr);
    return 1;
  }
  return openrisk::run(argv[1], {argv + 2, argv + argc});
}
