// Reading a licences file: rows of terms, and what is refused where.
#include <algorithm>

#include "license/sample.hpp"
#include "node/node.hpp"
#include "support/complaints.hpp"

using namespace openrisk;

namespace {

// `text` with the first `from` replaced by `to`.
std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a licence has the terms of its family and its own over them") {
  const Licenses licenses = sample_licenses();
  REQUIRE(licenses.attributes.size() == 3);
  CHECK(licenses.attributes[0].freer);
  CHECK_FALSE(licenses.attributes[1].freer);
  CHECK(licenses.attributes[2].number);
  CHECK(licenses.attributes[2].freer);
  CHECK(licenses.attribute("user_cap") == 2);
  CHECK_FALSE(licenses.attribute("cap"));
  CHECK(licenses.version == "1.0.0");
  CHECK(licenses.sha256.size() == 64);

  CHECK(licenses.terms(*licenses.find("MIT")) == Terms{stated(1), stated(0), none});
  CHECK(licenses.terms(*licenses.find("LicenseRef-Llama-3.1")) ==
        Terms{stated(0), stated(0), stated(700000000)});
  CHECK(licenses.terms(*licenses.find("CC-BY-NC-4.0")) == Terms{stated(0), stated(1), none});
  CHECK(licenses.terms(*licenses.find("LicenseRef-Odd")) == Terms{unknown, unknown, unknown});
  CHECK(licenses.find("Apache-2.0")->source == "its text");
  CHECK(licenses.find("LicenseRef-Qwen")->source == "its text; section 4");
  CHECK(licenses.exceptions == std::vector<std::string>{"Classpath-exception-2.0", "LLVM-exception"});
}

TEST_CASE("each row of terms stands once") {
  const std::vector<Terms> rows = sample_licenses().rows;
  CHECK(rows.size() == 7);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) CHECK(rows[i] != rows[j]);
  }
}

TEST_CASE("licences are the same as YAML and as JSON") {
  Sources sources;
  Diagnostics diagnostics;
  const auto node = parse(sources.add("l.yaml", sample), diagnostics);
  REQUIRE(node);
  const auto json = read_licenses(sources.add("l.json", to_json(*node)), diagnostics);
  CHECK(complaints(diagnostics).empty());
  REQUIRE(json);
  CHECK(json->sha256 == sample_licenses().sha256);
  CHECK(json->licenses.size() == sample_licenses().licenses.size());
}

TEST_CASE("a licences file that is wrong is refused where it is wrong") {
  struct Row {
    std::string from, to;  // '^' marks the place of the complaint
    const char* code;
  };
  const std::vector<Row> rows{
      {"type: number, freer: higher", "type: number, freer: ^true", "wrong-kind"},
      {"type: bool, freer: true", "type: bool, freer: ^higher", "wrong-kind"},
      {"osi: true, noncommercial", "osi: ^maybe, noncommercial", "wrong-kind"},
      {"osi: true, noncommercial", "osi: ^\"true\", noncommercial", "wrong-kind"},
      {"user_cap: none", "user_cap: ^lots", "wrong-kind"},
      {"user_cap: none", "^usercap: none", "unknown-key"},
      {"family: permissive", "family: ^permisive", "unknown-value"},
      {"aliases: [Expat]", "^alias: [Expat]", "unknown-key"},
      {"aliases: [Expat]", "aliases: [^apache 2]", "duplicate-id"},
      {"aliases: [Expat]", "aliases: [^CC-BY-4.0]", "duplicate-id"},
      {"id: 0BSD", "id: ^mit", "duplicate-id"},
      {"id: 0BSD", "id: ^MIT", "duplicate-id"},
      {"successor: GPL-2.0-only,", "successor: ^GPL-2-olny,", "unknown-value"},
      {"successor: GPL-2.0-only,", "successor: ^GPL-2.0,", "unknown-value"},
      {"{id: MIT, name: MIT License, ", "^{id: MIT, ", "missing-key"},
      {"unresolved: [other", "unresolved: [^expat", "duplicate-id"},
      {"openrisk: licenses/1", "openrisk: ^card/1", "wrong-format"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.from, row.to);
    std::string text = replaced(sample, row.from, row.to);
    const std::size_t mark = text.find('^');
    text.erase(mark, 1);
    const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(mark), '\n') + 1;
    const std::size_t column = mark == 0 ? 1 : mark - text.rfind('\n', mark - 1);
    Sources sources;
    Diagnostics diagnostics;
    CHECK_FALSE(read_licenses(sources.add("licenses.yaml", text), diagnostics));
    CHECK(complaints(diagnostics) ==
          std::vector<std::string>{row.code + (" " + std::to_string(line)) + ":" + std::to_string(column)});
  }
}

TEST_CASE("without embedded data there are no licences, and nothing resolves") {
  const Licenses& licenses = builtin_licenses();
  CHECK(licenses.licenses.empty());
  CHECK_FALSE(licenses.resolve("MIT").known);
  CHECK(licenses.find("MIT") == nullptr);
}
