// Licence texts, recognised by what they share with known ones. The texts are those that are at hand: of this
// repository, and of the system where it has them.
#include "draft/license_text.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "draft/tables.hpp"
#include "drafting.hpp"

using namespace openrisk;

namespace {

std::string content_of(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

const std::string own = content_of(OPENRISK_ROOT "/LICENSE");

const std::string mit =
    "MIT License\n\nCopyright (c) 2024 Acme Inc. and its affiliates. All rights reserved.\n\n"
    "Permission is hereby granted, free of charge, to any person obtaining a copy of this software and\n"
    "associated documentation files (the \"Software\"), to deal in the Software without restriction, "
    "including\n"
    "without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or "
    "sell\n"
    "copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to "
    "the\n"
    "following conditions:\n"
    "\n"
    "The above copyright notice and this permission notice shall be included in all copies or substantial\n"
    "portions of the Software.\n"
    "\n"
    "THE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT "
    "NOT\n"
    "LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN "
    "NO\n"
    "EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, "
    "WHETHER\n"
    "IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR "
    "THE\n"
    "USE OR OTHER DEALINGS IN THE SOFTWARE.\n";

bool says(const Drafted& draft, std::string_view text) {
  return draft.note("weights.license").find(text) != std::string::npos;
}

// With `more` in the place of `part`.
std::string changed(std::string text, std::string_view part, std::string_view more) {
  const std::size_t at = text.find(part);
  REQUIRE(at != std::string::npos);
  return text.replace(at, part.size(), more);
}

}  // namespace

TEST_CASE("every known text is of a licence with terms") {
  const auto& entries = part_of(table_named("license_texts"), "licenses").entries;
  CHECK(entries.size() > 100);
  for (const NodeEntry& entry : entries) {
    INFO(entry.key);
    CHECK(builtin_licenses().resolve(entry.key).known);
    CHECK(entry.value.text.size() % 8 == 0);
    CHECK(entry.value.text.size() >= 8 * 20);
    if (entry.key.ends_with("-only"))  // the id without it is a spelling of the same licence
      CHECK(builtin_licenses().resolve(entry.key.substr(0, entry.key.size() - 5)).expression == entry.key);
  }
}

TEST_CASE("a licence file beside the weights is their licence") {
  const Drafted draft = drafted("LICENSE", own);
  CHECK(draft.complaints == Complaints{});
  CHECK(draft["weights.license"] == "Apache-2.0");
  CHECK(draft.sure("weights.license") == Sureness::derived);
  // Other line breaks, case and holders change nothing.
  std::string other = "Copyright 2026 Somebody\n\n";
  for (const char c : own) other += c == '\n' ? ' ' : static_cast<char>(std::toupper(c));
  CHECK(nearest_license(other).id == "Apache-2.0");
  CHECK(nearest_license(other).similar > 0.95);
  CHECK(drafted("LICENSE-CODE", own)["weights.license"] == "");
  // It agrees with the card's own spelling.
  const Drafted both =
      drafted({{"README.md", true, "---\nlicense: apache-2.0\n---\n"}, {"LICENSE", true, own}});
  CHECK(both.complaints == Complaints{});
  CHECK(both.fact("weights.license").origins.size() == 2);
}

TEST_CASE("a text with changed terms is no known licence") {
  const Drafted part = drafted("LICENSE", own.substr(0, own.size() / 3));
  CHECK(part["weights.license"] == "unknown");
  std::string words;
  for (int i = 0; i < 3000; ++i) words += "term" + std::to_string(i) + " ";
  const Drafted more = drafted("LICENSE.txt", own + words);
  CHECK(more["weights.license"] == "unknown");
  CHECK(more.note("weights.license").find("Apache-2.0 and more") != std::string::npos);
  const Drafted strange =
      drafted("LICENSE", "You may look at it, and at nothing else, until the moon is blue.\n");
  CHECK(strange["weights.license"] == "unknown");
  CHECK(drafted("LICENSE", "MIT")["weights.license"] == "unknown");
  CHECK(nearest_license("").id == "");
  CHECK(drafted("license_terms.csv", "id,name\nmit,MIT\n").complaints == Complaints{"unrecognised-source"});
}

TEST_CASE("a known text with further limits is no known licence") {
  struct Row {
    std::string text;
    const char *id, *found;
  };
  const std::string grant = "to deal\nin the Software without restriction";
  for (const Row& row : std::vector<Row>{
           {own + "\nCommercial use is prohibited.\n", "Apache-2.0", "Commercial use is prohibited"},
           {"The weights may be used for non-commercial research only.\n\n" + own, "Apache-2.0",
            "non commercial"},
           {"\"Commons Clause\" License Condition v1.0\n\n" + own, "Apache-2.0", "Commons Clause"},
           {mit + "\nYou may not use it commercially.\n", "MIT", "may not use it"},
           {changed(mit, "All rights reserved.", "Non-commercial use only."), "MIT",
            "Non commercial use only"},
           {changed(mit, "Inc. and", "Inc., non-commercial use, and"), "MIT", "non commercial use"},
           {changed(mit, "without restriction", "for non-commercial research purposes only"), "MIT",
            "non commercial"},
           {changed(mit, "without restriction", "with the restriction"), "MIT", "with the restriction"},
       }) {
    INFO(row.found);
    const Drafted draft = drafted("LICENSE", row.text);
    CHECK(draft["weights.license"] == "unknown");
    INFO(draft.note("weights.license"));
    CHECK(says(draft, row.id));
    CHECK(says(draft, row.found));
  }
  // Where a card states a licence, what stands in the text is said beside it.
  const Drafted stated = drafted({{"README.md", true, "---\nlicense: mit\n---\n"},
                                  {"LICENSE", true, mit + "\nCommercial use is prohibited.\n"}});
  CHECK(stated["weights.license"] == "mit");
  CHECK(says(stated, "LICENSE: The text is near that of MIT"));
  const Drafted two = drafted("LICENSE", mit + "\n" + own);
  CHECK(two["weights.license"] == "unknown");
  CHECK(says(two, "text of Apache-2.0 and that of MIT"));
  // What stands in the known text may stand there again, and holders differ.
  for (const std::string& text :
       {own, mit,
        changed(mit, "Acme Inc. and its affiliates", "Kyle E. Mitchell & other authors listed in AUTHORS"),
        own + "\nCopyright 2024 The Acme Authors. All rights reserved.\n",
        own + "\nLicensed under the Apache License, Version 2.0 (the \"License\"); "
              "you may not use this file except in "
              "compliance with the License.\n"}) {
    const Drafted draft = drafted("LICENSE", text);
    INFO(draft.note("weights.license"));
    CHECK(draft["weights.license"] == (text.starts_with("MIT") ? "MIT" : "Apache-2.0"));
    CHECK(!says(draft, "What differs"));
  }
}

TEST_CASE("a licence file's name says whose licence it is") {
  struct Row {
    const char *name, *value, *remark;
  };
  for (const Row& row :
       std::vector<Row>{{"LICENSE", "MIT", ""},
                        {"licence.md", "MIT", ""},
                        {"COPYING.txt", "MIT", ""},
                        {"LICENSE-MIT", "MIT", ""},
                        {"LICENSE-MODEL", "MIT", ""},
                        {"LICENSE_weights.txt", "MIT", ""},
                        {"MODEL_LICENSE", "MIT", ""},
                        {"terms.txt", "MIT", ""},
                        {"LICENSE-CODE", "", "a licence of code: MIT"},
                        {"LICENSE_CodeLlama", "unknown", ""},
                        {"LICENSE-DATA", "", "a licence of data: MIT"},
                        {"LICENSE-3RD-PARTY.txt", "", "a licence of third parties: MIT"},
                        {"third-party-licenses.txt", "", "a licence of third parties: MIT"}}) {
    INFO(row.name);
    const Drafted draft = drafted(row.name, mit);
    CHECK(draft["weights.license"] == row.value);
    if (*row.remark != '\0') CHECK(draft.remarks(row.remark));
    if (std::string_view(row.value) == "unknown") CHECK(says(draft, "MIT"));
  }
}

TEST_CASE("texts of the system are recognised") {
  const std::string folder = "/usr/share/common-licenses/";
  if (!std::filesystem::exists(folder + "GPL-3")) {
    WARN("skipped: this system has no " << folder);
    return;
  }
  struct Row {
    const char *file, *id;
  };
  for (const Row& row : std::vector<Row>{{"Apache-2.0", "Apache-2.0"},
                                         {"CC0-1.0", "CC0-1.0"},
                                         {"GPL-2", "GPL-2.0-only"},
                                         {"GPL-3", "GPL-3.0-only"},
                                         {"LGPL-2.1", "LGPL-2.1-only"},
                                         {"MPL-2.0", "MPL-2.0"},
                                         {"GFDL-1.3", "GFDL-1.3-only"}}) {
    if (!std::filesystem::exists(folder + row.file)) continue;
    const LicenseMatch match = nearest_license(content_of(folder + row.file));
    INFO(row.file << " " << match.similar << " " << match.rival);
    CHECK(match.id == row.id);
    CHECK(match.similar >= 0.9);
    CHECK(match.rival == "");
  }
}

TEST_CASE("the text of a GNU licence does not say whether later versions are allowed") {
  const std::string text = content_of("/usr/share/common-licenses/GPL-3");
  if (text.empty()) {
    WARN("skipped: this system has no /usr/share/common-licenses/GPL-3");
    return;
  }
  const Drafted alone = drafted("COPYING", text);
  CHECK(alone["weights.license"] == "GPL-3.0");
  CHECK(alone.note("weights.license").find("not say whether later versions") != std::string::npos);
  struct Row {
    const char *card, *complaint;
  };
  for (const Row& row : std::vector<Row>{{"gpl-3.0", ""},
                                         {"gpl-3.0-only", ""},
                                         {"gpl-3.0-or-later", ""},
                                         {"gpl-2.0-or-later", "sources-disagree"},
                                         {"agpl-3.0", "sources-disagree"}}) {
    INFO(row.card);
    const Drafted both = drafted(
        {{"README.md", true, "---\nlicense: " + std::string(row.card) + "\n---\n"}, {"COPYING", true, text}});
    CHECK(both["weights.license"] == row.card);
    CHECK(both.complaints == (*row.complaint == '\0' ? Complaints{} : Complaints{row.complaint}));
  }
}
