// Every record of the folder that OPENRISK_DATA names: each gives a card that can be assessed, nothing of the
// front matter is lost without a word, and what is read agrees with the Hub's own reading. Skipped, with a
// message, where there is no such folder.
//
// Where the Hub differs (records of February 2022):
//   AKulk/wav2vec2-base-timit-epochs15   the card names apache-2.0, the Hub's answer has no tags: it is older
//   than
//                                        the card, which its list of files does not have
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

#include "draft/tables.hpp"
#include "drafting.hpp"
#include "openrisk/assessment.hpp"

using namespace openrisk;
namespace fs = std::filesystem;

namespace {

std::optional<fs::path> data() {
  const char* folder = std::getenv("OPENRISK_DATA");
  if (folder != nullptr && fs::is_directory(fs::path(folder) / "hf/models")) return folder;
  WARN("skipped: OPENRISK_DATA names no folder with real records");
  return std::nullopt;
}

std::vector<std::string> files_below(const fs::path& folder) {
  std::vector<std::string> files;
  if (!fs::exists(folder)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

// Every tenth record with all that an assessment has, the others with its numbers only: advice takes most of
// the time, and says nothing of a record.
void assess_it(const Drafted& draft) {
  static std::size_t records = 0;
  Sources sources;
  Diagnostics diagnostics;
  const auto card = read_card(sources.add("draft.yaml", draft.yaml), builtin_vocabulary(), diagnostics);
  REQUIRE(card);
  const auto answers = bind(default_program(), *card, diagnostics);
  REQUIRE(answers);
  const Date date = *parse_date("2026-11-22");
  Request all;
  all.date = date;
  assess(default_program(), *answers, ++records % 10 == 1 ? all : numbers_only(date));
}

std::string text_of_file(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

// "license:" or "dataset:" tags of an answer of the Hub.
std::set<std::string> tags_of(const std::string& file, const std::string& head) {
  Sources sources;
  Diagnostics diagnostics;
  const auto root = parse_json(sources.add("infos.json", text_of_file(file)), diagnostics);
  REQUIRE(root);
  std::set<std::string> tags;
  for (const std::string& tag : texts_of(part_of(*root, "tags")))
    if (tag.starts_with(head)) tags.insert(tag.substr(head.size()));
  return tags;
}

// What a draft says of its source, statements and remarks.
std::string all_said(const Drafted& draft) {
  std::string all;
  for (const SettledFact& fact : draft.draft.facts) all += fact.said.statement.note + "\n";
  for (const Remark& remark : draft.draft.remarks) all += remark.text + "\n";
  return all;
}

// The tasks of a results file of lm-evaluation-harness; none for other files.
std::vector<std::string> tasks_of(const std::string& file) {
  if (file.find("/lm_eval") == std::string::npos) return {};
  Sources sources;
  Diagnostics diagnostics;
  std::vector<std::string> tasks;
  if (const auto root = parse_json(sources.add("results.json", text_of_file(file)), diagnostics))
    for (const NodeEntry& task : part_of(*root, "results").entries) tasks.push_back(task.key);
  return tasks;
}

std::set<std::string> named_sets(const Drafted& draft) {
  std::set<std::string> names;
  const SettledFact* settled = draft.draft.find(builtin_vocabulary().find("data.sources")->id);
  if (settled == nullptr) return names;
  const std::string& note = settled->said.statement.note;
  const std::string head = "Training data sets named: ";
  std::size_t at = note.find(head);
  if (at == std::string::npos) return names;
  at += head.size();
  std::string rest = note.substr(at, note.rfind('.') - at);
  for (std::size_t begin = 0; begin <= rest.size();) {
    const std::size_t end = std::min(rest.find(", ", begin), rest.size());
    names.insert(rest.substr(begin, end - begin));
    begin = end + 2;
  }
  return names;
}

}  // namespace

TEST_CASE("every model card of the Hub gives a card, in agreement with the Hub") {
  const auto folder = data();
  if (!folder) return;
  std::size_t records = 0, with_license = 0, same_license = 0, with_sets = 0, same_sets = 0;
  for (const std::string& file : files_below(*folder / "hf/models")) {
    if (!file.ends_with("README.md")) continue;
    INFO(file);
    ++records;
    const Drafted card = drafted({{file, false, {}}});
    const Drafted both = drafted({{fs::path(file).parent_path().string(), false, {}}});
    CHECK(card.complaints == Complaints{});
    CHECK(both.complaints == Complaints{});
    assess_it(both);
    const std::string infos = (fs::path(file).parent_path() / "infos.json").string();
    const std::set<std::string> licenses = tags_of(infos, "license:"), sets = tags_of(infos, "dataset:");
    if (!licenses.empty() || card["weights.license"] != "") {
      ++with_license;
      const Licenses& known = builtin_licenses();
      const bool same = licenses.size() == 1 && known.resolve(card["weights.license"]).expression ==
                                                    known.resolve(*licenses.begin()).expression;
      same_license += same;
      if (!same)
        std::cout << file << ": licence " << card["weights.license"] << ", Hub has " << licenses.size()
                  << "\n";
    }
    if (!sets.empty() || !named_sets(card).empty()) {
      ++with_sets;
      same_sets += named_sets(card) == sets;
      if (named_sets(card) != sets) {
        std::cout << file << ": data sets";
        for (const std::string& name : named_sets(card)) std::cout << " [" << name << "]";
        std::cout << ", Hub";
        for (const std::string& name : sets) std::cout << " [" << name << "]";
        std::cout << "\n";
      }
    }
  }
  std::cout << "model cards " << records << ", licences " << same_license << " of " << with_license
            << ", data sets " << same_sets << " of " << with_sets << "\n";
  CHECK(records > 0);
  CHECK(same_license * 100 >= with_license * 95);
  CHECK(same_sets * 100 >= with_sets * 95);
}

TEST_CASE("every other record gives a card, and nearly every licence is known") {
  const auto folder = data();
  if (!folder) return;
  std::set<std::string> known, unresolved;
  std::size_t records = 0;
  for (const char* kind : {"cards", "mot/models", "mot/cases", "osai/models", "ouc/projects"})
    for (const std::string& file : files_below(*folder / kind)) {
      if (file.ends_with("LICENSE") || file.ends_with("expected.json")) continue;
      INFO(file);
      ++records;
      const Drafted draft = drafted({{file, false, {}}});
      CHECK(draft.complaints == Complaints{});
      CHECK(draft.draft.sources.size() == 1);
      assess_it(draft);
      for (const SettledFact& fact : draft.draft.facts) {
        const auto* text = std::get_if<std::string>(&fact.said.statement.value);
        if (builtin_vocabulary()[fact.said.statement.fact].type != FactType::license || text == nullptr)
          continue;
        const Licenses& licenses = builtin_licenses();
        const bool resolved = licenses.resolve(*text).known || licenses.empty_statement(*text);
        (resolved ? known : unresolved).insert(*text);
      }
    }
  // What is left names two licences, a data set, or none that is known.
  for (const std::string& text : unresolved) std::cout << "unresolved licence: " << text << "\n";
  std::cout << "licence texts resolved " << known.size() << " of " << known.size() + unresolved.size()
            << "\n";
  CHECK(known.size() * 100 >= (known.size() + unresolved.size()) * 85);
  std::cout << "other records " << records << "\n";
  CHECK(records > 0);
}

TEST_CASE("every log of an evaluation gives a card, and each of its tasks is said") {
  const auto folder = data();
  if (!folder) return;
  std::size_t records = 0, tasks = 0;
  for (const char* kind : {"garak", "inspect", "lm_eval", "lm_eval_old"})
    for (const std::string& file : files_below(*folder / "evals" / kind)) {
      if (file.find("LICENSE") != std::string::npos) continue;
      INFO(file);
      ++records;
      const Drafted draft = drafted({{file, false, {}}});
      for (const std::string& complaint : draft.complaints) CHECK(complaint == "unfinished-run");
      CHECK(draft.draft.sources.size() == 1);
      CHECK(!draft.draft.remarks.empty());
      assess_it(draft);
      const std::string said = all_said(draft);
      for (const std::string& task : tasks_of(file)) {
        INFO(task);
        ++tasks;
        CHECK(said.find(task) != std::string::npos);
      }
    }
  std::cout << "logs " << records << ", tasks " << tasks << "\n";
  CHECK(records > 0);
  CHECK(tasks > 0);
}

TEST_CASE("what is no record of a model is refused, and the texts beside the records are licences") {
  const auto folder = data();
  if (!folder) return;
  std::size_t others = 0, licenses = 0;
  for (const char* kind : {"schemas", "eiras", "licenses", "mot", "osai", "ouc", "evals"})
    for (const std::string& file : files_below(*folder / kind)) {
      INFO(file);
      if (file.find("LICENSE") != std::string::npos) {
        ++licenses;
        const Drafted draft = drafted({{file, false, {}}});
        CHECK(draft.complaints == Complaints{});
        CHECK(builtin_licenses().resolve(draft["weights.license"]).known);
      } else if (file.ends_with(".csv") || file.ends_with("expected.json") ||
                 kind == std::string("schemas")) {
        ++others;
        CHECK(drafted({{file, false, {}}}).complaints == Complaints{"unrecognised-source"});
      }
    }
  CHECK(licenses > 0);
  CHECK(others > 0);
}

TEST_CASE("every id of the lists of licences is known") {
  const auto folder = data();
  if (!folder) return;
  const Licenses& known = builtin_licenses();
  std::size_t ids = 0;
  for (const char* list : {"licenses/spdx_licenses.csv", "licenses/model_license_facts.csv"}) {
    std::istringstream lines(text_of_file((*folder / list).string()));
    std::string line;
    for (std::getline(lines, line); std::getline(lines, line);) {
      if (line.starts_with(' ')) continue;  // the rest of a name that is written over two lines
      std::string id = line.substr(0, line.find(','));
      id = id.substr(0, id.find(" / "));  // two ids of one licence
      INFO(list << ": " << id);
      ++ids;
      const auto& exceptions = known.exceptions;
      const bool exception = std::find(exceptions.begin(), exceptions.end(), id) != exceptions.end();
      CHECK((exception || known.resolve(id).known));
    }
  }
  std::cout << "ids of licences " << ids << "\n";
  CHECK(ids > 0);
}
