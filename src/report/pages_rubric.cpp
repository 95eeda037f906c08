// A rubric as a whole, and what it rests on: sources, worlds, options, bands.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.hpp"
#include "report/pages_topics.hpp"
#include "report/words.hpp"

namespace openrisk {
namespace {

void add_measures(Page& page, const Rubric& rubric, Kind kind, std::string title) {
  bool any = false;
  for (const Subject& subject : rubric.subjects) {
    if (subject.kind != kind) continue;
    if (!std::exchange(any, true)) page.heading(title);
    page.entry(0, std::string(plural_of(kind)) + "." + subject.id.text, subject.title);
  }
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

void add_ladders(Page& page, const Rubric& rubric) {
  if (!rubric.ladders.empty()) page.heading("Ladders, the lowest rung first");
  for (const Ladder& ladder : rubric.ladders) {
    page.entry(0, "ladders." + ladder.id.text, ladder.title);
    for (const Rung& rung : ladder.rungs)
      page.entry(1, rung.id.text,
                 fmt::format("{} ({})", rung.title, counted(rung.needs.size(), "need", "needs")));
  }
}

void add_groups(Page& page, const Rubric& rubric) {
  if (!rubric.checks.empty()) page.heading("Checks");
  for (const std::string& group : check_groups(rubric)) {
    const auto count = std::count_if(rubric.checks.begin(), rubric.checks.end(),
                                     [&](const Check& check) { return check.group.text == group; });
    page.entry(0, "checks." + group,
               fmt::format("{} ({})", group_words(group),
                           counted(static_cast<std::size_t>(count), "check", "checks")));
  }
}

void add_sources(Page& page, const Rubric& rubric) {
  if (!rubric.sources.empty()) page.heading("Sources");
  for (const Citation& source : rubric.sources) page.entry(0, source.id.text, source_words(source));
}

std::string numbers_words(const Program& program) {
  if (program.numbers.empty()) return "";
  std::map<Basis, std::size_t> counts;
  for (const Number& number : program.numbers) ++counts[number.basis];
  std::vector<std::string> parts;
  for (const auto& [basis, count] : counts) parts.push_back(fmt::format("{} {}", count, name_of(basis)));
  return fmt::format("{}: {}", program.numbers.size(), join(parts, ", "));
}

Page rubric_page(const Book& book) {
  const Rubric& rubric = *book.program.rubric;
  Page page;
  page.title = rubric.title;
  page.subtitle = fmt::format("rubric {}, version {}", rubric.id.text, rubric.version);
  page.paragraph(rubric.about);
  for (const Author& author : rubric.authors)
    page.row("author", author.name + (author.interests.empty() ? "" : "; interests: " + author.interests));
  page.row("as of", to_string(rubric.as_of));
  page.row("review by", to_string(rubric.review_by));
  page.row("numbers", numbers_words(book.program));
  page.row("stands for it", join(ids_of(rubric.headline), ", "));
  if (book.cases) page.row("cases", std::to_string(*book.cases));
  add_measures(page, rubric, Kind::threat, "Threats");
  add_measures(page, rubric, Kind::burden, "Burdens");
  add_measures(page, rubric, Kind::benefit, "Benefits");
  add_ladders(page, rubric);
  add_groups(page, rubric);
  add_sources(page, rubric);
  page.heading("Each of these names has a page");
  page.entry_code(0, "", fmt::format("openrisk explain NAME -r {}", book.rubric_name));
  return page;
}

Page source_page(const Book& book, const Citation& source) {
  Page page;
  page.title = source.title;
  page.subtitle = subtitle(book, "source", source.id.text);
  page.row("url", source.url);
  page.row("date", source.date);
  page.row("read", source.read);
  page.row("note", source.note);
  page.heading("Cited by");
  for (const Topic& topic : book.topics)
    if (std::find(topic.sources.begin(), topic.sources.end(), source.id.text) != topic.sources.end())
      page.entry(0, topic.name, topic.title);
  return page;
}

void add_settings(Page& page, const std::vector<Setting>& settings) {
  page.heading("What it sets");
  for (const Setting& setting : settings) {
    std::string text = setting.value.text;
    if (!setting.sources.empty()) text += " [" + join(ids_of(setting.sources), ", ") + "]";
    if (!setting.why.empty()) text += " " + setting.why;
    page.entry(0, setting.fact.text, text);
  }
}

Page world_page(const Book& book, const World& world) {
  Page page;
  page.title = world.title;
  page.subtitle = subtitle(book, "world", world.id.text);
  page.paragraph(world.why);
  add_settings(page, world.set);
  return page;
}

Page existing_page(const Book& book) {
  Page page;
  page.title = "Technology before foundation models";
  page.subtitle = subtitle(book, "world", "existing");
  page.paragraph(
      "The technology that shares are measured in: search engines, editors, hired labour, without this "
      "release and without its like. Its uplift is 0 by definition of the shares.");
  return page;
}

Page option_page(const Book& book, const Option& option) {
  Page page;
  page.title = option.title;
  page.subtitle = subtitle(book, "release option", option.id.text);
  page.paragraph(option.why);
  if (!option.world.empty()) page.row("takes", "what the world " + option.world.text + " sets");
  if (!option.set.empty()) add_settings(page, option.set);
  return page;
}

Page let_page(const Book& book, const Text& name, const Text& condition) {
  Page page;
  page.title = name.text;
  page.subtitle = "name of a condition in " + book.rubric_words();
  page.row_code("stands for", condition.text);
  return page;
}

Page bands_page(const Book& book) {
  Page page;
  page.title = "Bands";
  page.subtitle = "of " + book.rubric_words();
  page.paragraph(
      "A band is a word for a score in percent; a score is the part of an actor's effort that the release "
      "takes away. Below the first threshold a score is negligible. An interval may span bands: low to "
      "moderate.");
  if (book.program.rubric->bands) page.row("rubric", bands_words(*book.program.rubric->bands));
  for (const Subject& subject : book.program.rubric->subjects)
    if (subject.bands)
      page.row(std::string(plural_of(subject.kind)) + "." + subject.id.text, bands_words(*subject.bands));
  return page;
}

}  // namespace

void add_rubric_topics(const Program& program, std::vector<Topic>& topics) {
  const Rubric& rubric = *program.rubric;
  topics.push_back({rubric.id.text, "rubric", rubric.title, rubric_page});
  for (const Citation& source : rubric.sources)
    topics.push_back({"sources." + source.id.text, "source", source.title,
                      [&source](const Book& book) { return source_page(book, source); }});
  topics.push_back({"worlds.existing", "world", "technology before foundation models", existing_page});
  for (const World& world : rubric.worlds)
    topics.push_back({"worlds." + world.id.text, "world", world.title,
                      [&world](const Book& book) { return world_page(book, world); }});
  for (const Option& option : rubric.options)
    topics.push_back({"options." + option.id.text, "option", option.title,
                      [&option](const Book& book) { return option_page(book, option); }});
  for (const auto& [name, condition] : rubric.lets)
    topics.push_back(
        {"let." + name.text, "let", condition.text, [&name = name, &condition = condition](const Book& book) {
           return let_page(book, name, condition);
         }});
  topics.push_back({"bands", "bands", "where the bands begin", bands_page});
  for (const char* band : {"negligible", "low", "moderate", "high", "severe"})
    topics.push_back({std::string("bands.") + band, "band", "a word for a score", bands_page});
}

}  // namespace openrisk
