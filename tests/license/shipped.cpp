// The shipped licences: they are read without complaint, and what people write is found.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "license/archive.hpp"
#include "license/sample.hpp"
#include "node/node.hpp"
#include "support/complaints.hpp"

using namespace openrisk;

namespace {

std::string shipped_text() {
  std::ifstream in(std::filesystem::path(OPENRISK_ROOT) / "rubrics/licenses.yaml");
  REQUIRE(in);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

Licenses shipped() {
  Sources sources;
  Diagnostics diagnostics;
  auto licenses = read_licenses(sources.add("licenses.yaml", shipped_text()), diagnostics);
  CHECK(complaints(diagnostics).empty());
  REQUIRE(licenses);
  return *std::move(licenses);
}

}  // namespace

TEST_CASE("every shipped id, name and alias is found") {
  const Licenses licenses = shipped();
  CHECK(licenses.licenses.size() > 500);
  for (const License& license : licenses.licenses) {
    if (!license.successor.empty()) continue;
    CAPTURE(license.id);
    CHECK(licenses.resolve(license.id).expression == license.id);
    CHECK(licenses.find(license.id) == &license);
    for (const std::string& alias : license.aliases) {
      CAPTURE(alias);
      CHECK(licenses.find(alias) == &license);
    }
  }
}

TEST_CASE("the attributes that conditions use are there") {
  const Licenses licenses = shipped();
  for (const char* id : {"osi", "fsf", "open_data", "noncommercial", "research_only", "use_restricted",
                         "user_cap", "revenue_cap", "geo_excluded", "derivatives", "redistribution",
                         "sharealike", "distillation_barred", "revocable"}) {
    CAPTURE(id);
    REQUIRE(licenses.attribute(id));
    CHECK(licenses.attributes[*licenses.attribute(id)].number == std::string(id).ends_with("_cap"));
  }
  CHECK(licenses.rows.size() > 10);
}

TEST_CASE("a version of a GNU licence has the same terms with and without later ones") {
  const Licenses licenses = shipped();
  std::size_t versions = 0;
  for (const License& license : licenses.licenses) {
    constexpr std::string_view only = "-only";
    if (!license.id.ends_with(only)) continue;
    const std::string version = license.id.substr(0, license.id.size() - only.size());
    const License* later = licenses.find(version + "-or-later");
    CAPTURE(license.id);
    REQUIRE(later);
    CHECK(licenses.terms(*later) == licenses.terms(license));
    ++versions;
  }
  CHECK(versions > 10);
}

TEST_CASE("what people write is found among the shipped licences") {
  const Licenses licenses = shipped();
  struct Row {
    const char* text;
    const char* expression;
  };
  const Row rows[] = {
      {"Apache 2.0", "Apache-2.0"},
      {"apache-2.0", "Apache-2.0"},
      {"Apache License, Version 2.0", "Apache-2.0"},
      {"Apache license 2.0", "Apache-2.0"},
      {"MIT license", "MIT"},
      {"MIT OR Apache-2.0", "MIT OR Apache-2.0"},
      {"GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"},
      {"GPL-3.0", "GPL-3.0-only"},
      {"GPLv3", "GPL-3.0-only"},
      {"LGPL-2.1+", "LGPL-2.1-or-later"},
      {"llama3.1", "LicenseRef-Llama-3.1"},
      {"Llama 3.1 Community License Agreement", "LicenseRef-Llama-3.1"},
      {"CC BY-SA 4.0", "CC-BY-SA-4.0"},
      {"cc-by-nc-4.0", "CC-BY-NC-4.0"},
      {"ODC-By-1.0", "ODC-By-1.0"},
      {"other", ""},
      {"Purposely left ambiguous", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(licenses.resolve(row.text).expression == row.expression);
  }
  CHECK(licenses.empty_statement("other"));
  CHECK(licenses.empty_statement("Purposely left ambiguous"));
  CHECK_FALSE(licenses.empty_statement("all rights reserved"));
}

TEST_CASE("licences come back from their archive as they were") {
  for (const std::string& text : {shipped_text(), sample}) {
    Sources sources;
    Diagnostics diagnostics;
    const auto read = read_licenses(sources.add("licenses.yaml", text), diagnostics);
    REQUIRE(read);
    const std::string bytes = to_archive(*read);
    const Licenses back = from_archive<Licenses>(bytes);
    CHECK(back.sha256 == read->sha256);
    REQUIRE(back.licenses.size() == read->licenses.size());
    for (std::size_t i = 0; i < read->licenses.size(); ++i) {
      const License &a = back.licenses[i], &b = read->licenses[i];
      CAPTURE(b.id);
      CHECK(a.id == b.id);
      CHECK(a.aliases == b.aliases);
      CHECK(back.terms(a) == read->terms(b));
      CHECK(a.successor == b.successor);
      CHECK(back.resolve(b.name).expression == read->resolve(b.name).expression);
    }
    CHECK(to_archive(back) == bytes);
  }
}
