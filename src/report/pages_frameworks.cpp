// Ladders with their rungs, and checks in their groups.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "report/pages_topics.hpp"
#include "report/words.hpp"
#include "rubric/condition.hpp"

namespace openrisk {
namespace {

// What the conditions of a page use and its parts cite, each once, in the rubric's order.
class Cited {
 public:
  explicit Cited(const Rubric& rubric) : rubric_(rubric) {}

  std::string sources(const std::vector<Text>& sources) {
    for (const Text& source : sources) sources_.insert(source.text);
    return join(ids_of(sources), ", ");
  }

  std::string condition(const Text& condition) {
    if (!condition.empty()) use_names_of(condition);
    return condition.text;
  }

  void list(Page& page) const {
    if (!names_.empty()) page.heading("Names in the conditions");
    for (const auto& [name, condition] : rubric_.lets)
      if (names_.contains(name.text)) page.entry_code(0, name.text, condition.text);
    if (!sources_.empty()) page.heading("Sources");
    for (const Citation& source : rubric_.sources)
      if (sources_.contains(source.id.text)) page.entry(0, source.id.text, source_words(source));
  }

 private:
  void use_names_of(const Text& text) {
    Diagnostics ignored;  // the rubric was compiled: it has none
    if (const std::optional<Condition> condition = parse_condition(text, {}, ignored)) use(*condition);
  }

  void use(const Condition& condition) {
    for (const Condition& child : condition.children) use(child);
    if (condition.kind != Condition::Kind::name) return;
    for (const auto& [name, meaning] : rubric_.lets)
      if (name.text == condition.text && names_.insert(name.text).second) use_names_of(meaning);
  }

  const Rubric& rubric_;
  std::set<std::string> sources_, names_;
};

void add_needs(Page& page, Cited& cited, const Rung& rung) {
  for (const Need& need : rung.needs) {
    page.entry(0, need.id.text, need.title);
    page.entry_code(1, "when", cited.condition(need.when));
    if (!need.applies.empty()) page.entry_code(1, "asked where", cited.condition(need.applies));
    if (!need.why.empty()) page.entry(1, "why", need.why);
    if (!need.sources.empty()) page.entry(1, "source", cited.sources(need.sources));
  }
}

std::vector<std::string> rungs_of(const Ladder& ladder) {
  std::vector<std::string> ids{"none"};
  for (const Rung& rung : ladder.rungs) ids.push_back(rung.id.text);
  return ids;
}

Page ladder_page(const Book& book, const Ladder& ladder) {
  Page page;
  page.title = ladder.title;
  page.subtitle = subtitle(book, "ladder", ladder.id.text);
  page.row("about", ladder.about);
  page.row_code("applies", ladder.applies.text);
  page.row("measure", "ladders." + ladder.id.text);
  page.row("rungs", join(rungs_of(ladder), ", ") + "; the lowest first");
  Cited cited(*book.program.rubric);
  for (const Rung& rung : ladder.rungs) {
    page.heading(fmt::format("Rung {}: {}", rung.id.text, rung.title));
    add_needs(page, cited, rung);
  }
  cited.list(page);
  return page;
}

Page rung_page(const Book& book, const Ladder& ladder, const Rung& rung) {
  Page page;
  page.title = rung.title;
  page.subtitle = subtitle(book, "rung", ladder.id.text + "." + rung.id.text);
  page.row("ladder", ladder.id.text + " (" + ladder.title + ")");
  page.row("asks for", fmt::format("{} {}", rung.needs.size(), rung.needs.size() == 1 ? "need" : "needs"));
  const auto at = std::find_if(ladder.rungs.begin(), ladder.rungs.end(),
                               [&](const Rung& one) { return one.id.text == rung.id.text; });
  const bool lowest = at == ladder.rungs.begin();
  if (!lowest) page.row("stands on", (at - 1)->id.text + " (" + (at - 1)->title + ")");
  page.heading(lowest ? "What it needs" : "What it needs, beyond the rungs below");
  Cited cited(*book.program.rubric);
  add_needs(page, cited, rung);
  cited.list(page);
  return page;
}

Page check_page(const Book& book, const Check& check) {
  Page page;
  page.title = check.title;
  page.subtitle = subtitle(book, "check", check.group.text + "." + check.id.text);
  Cited cited(*book.program.rubric);
  page.row_code("met when", cited.condition(check.when));
  page.row_code("applies", cited.condition(check.applies));
  page.row("remedy", check.remedy);
  page.row("source", cited.sources(check.sources));
  const Topic reads{{}, {}, {}, {}, &check.when, nullptr, {}};
  page.row("reads", join(book.facts_of(reads), ", "));
  cited.list(page);
  return page;
}

Page group_page(const Book& book, const std::string& group) {
  Page page;
  page.title = group_words(group);
  page.subtitle = subtitle(book, "checks", group);
  page.row("measure", "checks." + group + ", the share that is met");
  page.heading("Checks");
  Cited cited(*book.program.rubric);
  for (const Check& check : book.program.rubric->checks) {
    if (check.group.text != group) continue;
    page.entry(0, check.id.text, check.title);
    page.entry_code(1, "met when", cited.condition(check.when));
    if (!check.applies.empty()) page.entry_code(1, "asked where", cited.condition(check.applies));
    page.entry(1, "remedy", check.remedy);
    page.entry(1, "source", cited.sources(check.sources));
  }
  cited.list(page);
  return page;
}

}  // namespace

std::vector<std::string> check_groups(const Rubric& rubric) {
  std::vector<std::string> groups;
  for (const Check& check : rubric.checks)
    if (std::find(groups.begin(), groups.end(), check.group.text) == groups.end())
      groups.push_back(check.group.text);
  return groups;
}

void add_framework_topics(const Program& program, std::vector<Topic>& topics) {
  for (const Ladder& ladder : program.rubric->ladders) {
    const std::string name = "ladders." + ladder.id.text;
    topics.push_back({name,
                      "ladder",
                      ladder.title,
                      [&ladder](const Book& book) { return ladder_page(book, ladder); },
                      &ladder.applies,
                      nullptr,
                      {}});
    for (const Rung& rung : ladder.rungs) {
      const auto page = [&ladder, &rung](const Book& book) { return rung_page(book, ladder, rung); };
      topics.push_back({name + "." + rung.id.text, "rung", rung.title, page});
      for (const Need& need : rung.needs)
        topics.push_back({name + "." + rung.id.text + "." + need.id.text, "need", need.title, page,
                          &need.when, nullptr, ids_of(need.sources)});
    }
  }
  for (const std::string& group : check_groups(*program.rubric))
    topics.push_back({"checks." + group, "checks", "a checklist",
                      [group](const Book& book) { return group_page(book, group); }});
  for (const Check& check : program.rubric->checks)
    topics.push_back({"checks." + check.group.text + "." + check.id.text, "check", check.title,
                      [&check](const Book& book) { return check_page(book, check); }, &check.when, nullptr,
                      ids_of(check.sources)});
}

}  // namespace openrisk
