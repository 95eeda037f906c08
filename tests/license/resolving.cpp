// From what people write to an id, and from expressions to terms.
#include "license/expression.hpp"
#include "license/sample.hpp"
#include "license/spelling.hpp"
#include "license/terms.hpp"

using namespace openrisk;

TEST_CASE("spellings that mean the same have one normal form") {
  struct Row {
    const char* written;
    const char* normal;
  };
  const Row rows[] = {
      {"Apache License, Version 2.0", "apache license 2"},
      {"apache_license-2.0", "apache license 2"},
      {"The Apache License v2.0", "apache license 2"},
      {"Apache License v. 2.0.", "apache license 2"},
      {"GPLv3", "gpl 3"},
      {"GPL-3.0+", "gpl 3+"},
      {"BlueOak-1.0.0", "blueoak 1"},
      {"OLDAP-2.0.1", "oldap 2.0.1"},
      {"\"MIT\"", "mit"},
      {"\u201cMIT\u201d", "mit"},
      {"\u300cMIT License\u300d", "mit"},
      {"MIT\u00a0Licence", "mit"},
      {"MIT licenses.", "mit"},
      {"License", "license"},
      {"The License", "license"},
      {"Llama 2 Community License Agreement", "llama 2 community"},
      {"CreativeML Open RAIL++-M", "creativeml open rail++ m"},
      {"0BSD", "0bsd"},
      {"FLUX.1 [dev]", "flux 1 dev"},
      {"MIT/Apache-2.0", "mit/apache 2"},
      {"version", "version"},
      {"v", "v"},
      {" -- ", ""},
      {"", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.written);
    CHECK(normal_spelling(row.written) == row.normal);
    CHECK(normal_spelling(normal_spelling(row.written)) == row.normal);
  }
}

TEST_CASE("the unknown parts of an expression are named") {
  const Licenses licenses = sample_licenses();
  using Parts = std::vector<std::string>;
  CHECK(unknown_parts(licenses, "Apache-2.0 AND foo") == Parts{"foo"});
  CHECK(unknown_parts(licenses, "(foo bar OR Apache-2.0) AND baz") == Parts{"foo bar", "baz"});
  CHECK(unknown_parts(licenses, "Apache-2.0 WITH Commons-Clause") == Parts{"Commons-Clause"});
  CHECK(unknown_parts(licenses, "Apache-2.0") == Parts{});
  CHECK(unknown_parts(licenses, "foo") == Parts{});
  CHECK(unknown_parts(licenses, "foo AND bar") == Parts{});
  CHECK(unknown_parts(licenses, "Apache-2.0 AND") == Parts{});
  CHECK(unknown_parts(licenses, "") == Parts{});
}

TEST_CASE("texts resolve to ids and expressions") {
  const Licenses licenses = sample_licenses();
  struct Row {
    const char* text;
    const char* expression;  // "" when it is not resolved
    const char* matched;
  };
  const Row rows[] = {
      {"Apache-2.0", "Apache-2.0", "id"},
      {"apache-2.0", "Apache-2.0", "id"},
      {" Apache-2.0 ", "Apache-2.0", "id"},
      {"Apache 2.0", "Apache-2.0", "spelling of the id"},
      {"apache 2", "Apache-2.0", "spelling of the id"},
      {"Apache License, Version 2.0", "Apache-2.0", "name 'Apache License 2.0'"},
      {"the MIT licence", "MIT", "spelling of the id"},
      {"(MIT)", "MIT", "spelling of the id"},
      {"expat", "MIT", "alias 'Expat'"},
      {"llama3.1", "LicenseRef-Llama-3.1", "alias 'llama3.1'"},
      {"Llama 3.1", "LicenseRef-Llama-3.1", "alias 'llama3.1'"},
      {"qwen licence", "LicenseRef-Qwen", "alias 'Qwen'"},
      {"LICENSEREF-LLAMA-3.1", "LicenseRef-Llama-3.1", "id"},
      {"LicenseRef-MIT", "", ""},
      {"GPLv2", "GPL-2.0-only", "deprecated id 'GPL-2.0'"},
      {"GPL-2.0", "GPL-2.0-only", "deprecated id 'GPL-2.0'"},
      {"GPL-2.0+", "GPL-2.0-or-later", "expression"},
      {"GPL-2.0-only+", "GPL-2.0-or-later", "expression"},
      {"GPL 2.0 or later", "GPL-2.0-or-later", "spelling of the id"},
      {"Apache-2.0+", "Apache-2.0+", "expression"},
      {"GPL-2.0-with-classpath-exception", "GPL-2.0-only WITH Classpath-exception-2.0",
       "deprecated id 'GPL-2.0-with-classpath-exception'"},
      {"BSD 3-Clause New or Revised", "BSD-3-Clause", "name 'BSD 3-Clause \"New\" or \"Revised\" License'"},
      {"MIT OR Apache-2.0", "MIT OR Apache-2.0", "expression"},
      {"mit or apache 2.0", "MIT OR Apache-2.0", "expression"},
      {"MIT License and Apache License, Version 2.0", "MIT AND Apache-2.0", "expression"},
      {"GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0",
       "expression"},
      {"apache 2 with llvm exception", "Apache-2.0 WITH LLVM-exception", "expression"},
      {"(MIT OR 0BSD) AND CC-BY-4.0", "(MIT OR 0BSD) AND CC-BY-4.0", "expression"},
      {"MIT OR (0BSD AND CC-BY-4.0)", "MIT OR 0BSD AND CC-BY-4.0", "expression"},
      {"((MIT)) OR (0BSD)", "MIT OR 0BSD", "expression"},
      {"GPL-2.0 OR MIT", "GPL-2.0-only OR MIT", "expression"},
      {"GPL-2.0-with-classpath-exception AND MIT", "GPL-2.0-only WITH Classpath-exception-2.0 AND MIT",
       "expression"},
      {"MIT/Odd", "LicenseRef-Odd", "alias 'MIT/Odd'"},
      {"MIT/Apache-2.0", "", ""},
      {"MIT, Apache-2.0", "", ""},
      {"Twin Terms", "", ""},
      {"Twin-2.0", "Twin-2.0", "id"},
      {"other", "", ""},
      {"Purposely left ambiguous", "", ""},
      {"all rights reserved", "", ""},
      {"", "", ""},
      {"   ", "", ""},
      {"license", "", ""},
      {"+", "", ""},
      {"OR", "", ""},
      {"MIT OR", "", ""},
      {"OR MIT", "", ""},
      {"MIT WITH", "", ""},
      {"(MIT OR Apache-2.0", "", ""},
      {"MIT OR Apache-2.0)", "", ""},
      {"MIT (code) AND CC-BY-4.0 (data)", "", ""},
      {"()", "", ""},
      {"Apache-2.0 WITH Commons-Clause", "", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const ResolvedLicense resolved = licenses.resolve(row.text);
    CHECK(resolved.known == (*row.expression != '\0'));
    CHECK(resolved.expression == row.expression);
    CHECK(resolved.matched == row.matched);
    CHECK(resolved.terms.size() == licenses.attributes.size());
    if (!resolved.known) {
      CHECK(resolved.terms == Terms(3));
    } else {
      CHECK(licenses.resolve(resolved.expression).expression == resolved.expression);
      CHECK(licenses.resolve(resolved.expression).terms == resolved.terms);
    }
  }
}

TEST_CASE("every id resolves to itself") {
  const Licenses licenses = sample_licenses();
  for (const License& license : licenses.licenses) {
    if (!license.successor.empty()) continue;
    CAPTURE(license.id);
    CHECK(licenses.resolve(license.id).expression == license.id);
    CHECK(licenses.find(license.id) == &license);
  }
}

TEST_CASE("some spellings say nothing") {
  const Licenses licenses = sample_licenses();
  for (const char* text :
       {"other", "Unknown", "UNKNOWN license", "purposely  left-ambiguous.", "-", "", "''"}) {
    CAPTURE(text);
    CHECK(licenses.empty_statement(text));
  }
  for (const char* text : {"MIT", "all rights reserved", "others"}) {
    CAPTURE(text);
    CHECK_FALSE(licenses.empty_statement(text));
  }
}

TEST_CASE("a choice has the freer term, both together the stricter, and unknown stays sound") {
  const LicenseAttribute osi{"osi", false, true, ""}, noncommercial{"noncommercial", false, false, ""};
  const LicenseAttribute cap{"cap", true, true, ""}, fee{"fee", true, false, ""};
  struct Row {
    const LicenseAttribute* attribute;
    Term a, b, freer, stricter;
  };
  const std::vector<Row> rows{
      {&osi, stated(1), stated(0), stated(1), stated(0)},
      {&osi, stated(1), stated(1), stated(1), stated(1)},
      {&osi, stated(1), unknown, stated(1), unknown},
      {&osi, stated(0), unknown, unknown, stated(0)},
      {&osi, unknown, unknown, unknown, unknown},
      {&noncommercial, stated(1), stated(0), stated(0), stated(1)},
      {&noncommercial, stated(0), unknown, stated(0), unknown},
      {&noncommercial, stated(1), unknown, unknown, stated(1)},
      {&cap, stated(5), stated(7), stated(7), stated(5)},
      {&cap, stated(5), none, none, stated(5)},
      {&cap, stated(5), unknown, unknown, unknown},
      {&cap, none, unknown, none, unknown},
      {&cap, none, none, none, none},
      {&fee, stated(5), stated(7), stated(5), stated(7)},
      {&fee, stated(5), none, none, stated(5)},
  };
  for (const Row& row : rows) {
    CAPTURE(row.attribute->id, row.a.value, row.b.value);
    CHECK(freer_of(*row.attribute, row.a, row.b) == row.freer);
    CHECK(freer_of(*row.attribute, row.b, row.a) == row.freer);
    CHECK(stricter_of(*row.attribute, row.a, row.b) == row.stricter);
    CHECK(stricter_of(*row.attribute, row.b, row.a) == row.stricter);
  }
}

TEST_CASE("the terms of expressions") {
  const Licenses licenses = sample_licenses();
  struct Row {
    const char* text;
    bool known;
    Terms terms;  // osi, noncommercial, user_cap
  };
  const std::vector<Row> rows{
      {"MIT OR CC-BY-NC-4.0", true, {stated(1), stated(0), none}},
      {"MIT AND CC-BY-NC-4.0", true, {stated(0), stated(1), none}},
      {"Llama-3.1 OR Qwen", true, {stated(0), stated(0), stated(700000000)}},
      {"Llama-3.1 AND Qwen", true, {stated(0), stated(0), stated(100000000)}},
      {"Llama-3.1 AND MIT", true, {stated(0), stated(0), stated(700000000)}},
      {"MIT OR 0BSD AND CC-BY-NC-4.0", true, {stated(1), stated(0), none}},
      {"(MIT OR 0BSD) AND CC-BY-NC-4.0", true, {stated(0), stated(1), none}},
      {"MIT WITH LLVM-exception", true, {stated(1), stated(0), none}},
      {"MIT OR Nobody-Knows-1.0", false, {stated(1), stated(0), none}},
      {"MIT AND Nobody-Knows-1.0", false, {unknown, unknown, unknown}},
      {"CC-BY-NC-4.0 AND Nobody-Knows-1.0", false, {stated(0), stated(1), unknown}},
      {"CC-BY-NC-4.0 AND MIT WITH Commons-Clause", false, {stated(0), stated(1), unknown}},
      {"Nobody-Knows-1.0 OR Nobody-Else", false, {unknown, unknown, unknown}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const ResolvedLicense resolved = licenses.resolve(row.text);
    CHECK(resolved.known == row.known);
    CHECK(resolved.expression.empty() == !row.known);
    CHECK(resolved.terms == row.terms);
  }
}

TEST_CASE("hostile text is refused, not followed") {
  const Licenses licenses = sample_licenses();
  const auto nested = [](int depth) {
    return std::string(static_cast<std::size_t>(depth), '(') + "MIT OR 0BSD" +
           std::string(static_cast<std::size_t>(depth), ')');
  };
  CHECK(licenses.resolve(nested(deepest_expression)).known);
  CHECK_FALSE(licenses.resolve(nested(deepest_expression + 1)).known);
  CHECK_FALSE(licenses.resolve(nested(100000)).known);
  std::string chain = "MIT";
  while (chain.size() + 7 <= longest_license) chain += " OR MIT";
  CHECK(licenses.resolve(chain).known);
  CHECK_FALSE(licenses.resolve(chain + " OR MIT").known);
  CHECK_FALSE(licenses.resolve(std::string(1 << 20, 'a')).known);
  CHECK_FALSE(licenses.resolve(std::string("MIT\0OR\xff\xfe", 8)).known);
}

TEST_CASE("successors in a circle end") {
  Licenses licenses;
  licenses.licenses = {{"A-1", "A", {}, {}, "", "B-1"}, {"B-1", "B", {}, {}, "", "A-1"}};
  licenses.index();
  CHECK_FALSE(licenses.resolve("A-1").known);
  CHECK_FALSE(licenses.resolve("A-1 OR B-1").known);
}
