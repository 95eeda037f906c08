// What belongs to openrisk and not to a rubric: diagnostic codes, words, licences.
#include <fmt/format.h>

#include <map>

#include "base/text.hpp"
#include "report/pages_topics.hpp"
#include "report/words.hpp"

namespace openrisk {
namespace {

std::string_view name_of_severity(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::note: return "note";
  }
  return "";
}

Page code_page(const CodePage& code) {
  Page page;
  page.title = std::string(code.name);
  page.subtitle = fmt::format("{}: {}", name_of_severity(code.severity), code.title);
  page.paragraph(std::string(code.page));
  return page;
}

Page codes_page(const Book&) {
  Page page;
  page.title = "Diagnostic codes";
  for (const CodePage& code : code_pages())
    page.entry(0, std::string(code.name),
               fmt::format("{} ({})", code.title, name_of_severity(code.severity)));
  return page;
}

constexpr std::pair<std::string_view, std::string_view> words[] = {
    {"effort",
     "What an attack path costs its actor, all stages together. A proxy: it leaves out how many attackers "
     "there are, whether they succeed, and how bad the harm is."},
    {"share", "The part of a path's effort that a stage took before foundation models, in percent."},
    {"reduction", "The part of a stage's effort that the release takes away, between 0 and 1."},
    {"contribution", "Share times reduction: never more than the share."},
    {"uplift", "The percentage of a path's effort that disappears: the sum of its contributions."},
    {"marginal risk",
     "The uplift of the release beyond that of a baseline, after the defences that can follow. Of a "
     "threat: the largest over its paths."},
    {"baseline",
     "What marginal risk is relative to: the technology before foundation models (existing), the same "
     "model behind an API (closed), or another release."},
    {"world", "The card with some facts set otherwise."},
    {"bottleneck", "The stage with the most effort left: speeding up another one is worth little."},
    {"absorb", "What defenders can do with the same weights, or against the new risk."},
    {"interval", "The least and the greatest score over everything that the unknown facts of a card can be."},
    {"doubted", "The interval with bare claims that only the developer can check taken as unknown."},
    {"judgement", "The interval with all numbers of the rubric at the ends of their ranges together."},
    {"fragile", "A judgement of which one end of its range moves a score to another band."},
    {"missing", "A fact whose answer would narrow an interval, and by how many points."},
    {"band", "A word for a score: negligible, low, moderate, high, severe."},
    {"claim", "A value without a source."},
    {"evidence",
     "Of a card: a value with a source, which openrisk does not check. Of a threat: what studies found, "
     "with a grade from G0 (none) to G5 (observed at scale, with a comparison) and a sign."},
    {"unknown", "Nobody said. It widens every result that reads the fact."},
    {"withheld", "The developer declines to say. It counts like unknown, and is reported as withheld."},
    {"n/a", "The fact makes no sense for this release, by the vocabulary."},
    {"exposure", "Of a burden: how far legal rules can reach the developer. No finding of fault."},
};

Page glossary_page(const Book&) {
  Page page;
  page.title = "Glossary";
  for (const auto& [word, meaning] : words) page.entry(0, std::string(word), std::string(meaning));
  return page;
}

constexpr std::string_view grades[] = {"G0", "G1", "G2", "G3", "G4", "G5"};

Page grades_page(const Book&) {
  Page page;
  page.title = "Grades of evidence";
  page.paragraph(
      "How well a marginal risk has been studied. A grade stands beside a number and does not change it.");
  for (const std::string_view grade : grades)
    page.entry(0, std::string(grade), std::string(grade_words(grade)));
  page.heading("Signs");
  for (const std::string_view sign : {"+", "0", "-"})
    page.entry(0, std::string(sign), std::string(sign_words(sign)));
  return page;
}

Page word_page(std::string_view word, std::string_view meaning) {
  Page page;
  page.title = std::string(word);
  page.paragraph(std::string(meaning));
  return page;
}

std::string term_words(const LicenseAttribute& attribute, const Term& term) {
  if (term.state == Term::State::unknown) return "unknown";
  if (term.state == Term::State::none) return "none";
  if (attribute.number) return fmt::format("{}", term.value);
  return term.value != 0 ? "yes" : "no";
}

void add_terms(Page& page, const Licenses& licenses, const Terms& terms) {
  page.heading("Terms");
  for (std::size_t i = 0; i < licenses.attributes.size() && i < terms.size(); ++i)
    page.entry(0, licenses.attributes[i].id + " " + term_words(licenses.attributes[i], terms[i]),
               licenses.attributes[i].meaning);
}

Page attribute_page(const Book& book, std::size_t index) {
  const Licenses& licenses = *book.program.licenses;
  const LicenseAttribute& attribute = licenses.attributes[index];
  Page page;
  page.title = attribute.id;
  page.subtitle = "what a licence says: " + attribute.meaning;
  page.row_code("asked as", fmt::format("weights.license.{}", attribute.id));
  page.heading("What licences say");
  std::map<std::string, std::vector<std::string>> said;
  for (const License& license : licenses.licenses)
    said[term_words(attribute, licenses.terms(license)[index])].push_back(license.id);
  for (const auto& [term, ids] : said) page.entry(0, term, join(ids, ", "));
  return page;
}

Page licenses_page(const Book& book) {
  const Licenses& licenses = *book.program.licenses;
  Page page;
  page.title = "Licences";
  page.subtitle = fmt::format("licences {}, {} entries", licenses.version, licenses.licenses.size());
  for (const License& license : licenses.licenses) page.entry(0, license.id, license.name);
  return page;
}

}  // namespace

Page license_page(const Program& program, std::string_view what) {
  Page page;
  const ResolvedLicense resolved = program.licenses->resolve(what);
  if (const License* license = program.licenses->find(what)) {
    page.title = license->name.empty() ? license->id : license->name;
    page.subtitle = "licence " + license->id;
    if (what != license->id) page.row("known by", resolved.matched);
    page.row("also written", join(license->aliases, ", "));
    page.row("read in", license->source);
    add_terms(page, *program.licenses, program.licenses->terms(*license));
    return page;
  }
  if (!resolved.known) {
    if (what.find_first_not_of(" .?-") == what.npos || !program.licenses->empty_statement(what)) return page;
    page.title = visible(what, 120);
    page.subtitle = "unresolved: names no licence, so its terms are unknown, which is not taken for closed";
    return page;
  }
  page.title = resolved.expression;
  page.subtitle = "licence expression: of OR the freer terms, of AND the stricter ones";
  add_terms(page, *program.licenses, resolved.terms);
  return page;
}

void add_tool_topics(const Program& program, std::vector<Topic>& topics) {
  for (std::size_t i = 0; i < program.licenses->attributes.size(); ++i)
    topics.push_back({"terms." + program.licenses->attributes[i].id, "licence term",
                      program.licenses->attributes[i].meaning,
                      [i](const Book& book) { return attribute_page(book, i); }});
  for (const CodePage& code : code_pages())
    topics.push_back({"codes." + std::string(code.name), "code", std::string(code.title),
                      [&code](const Book&) { return code_page(code); }});
  for (const auto& [word, meaning] : words)
    topics.push_back({"glossary." + std::string(word), "word", std::string(meaning),
                      [word = word, meaning = meaning](const Book&) { return word_page(word, meaning); }});
  for (const std::string_view grade : grades)
    topics.push_back({"grades." + std::string(grade), "grade", std::string(grade_words(grade)), grades_page});
  topics.push_back({"grades", "list", "how well a risk was studied", grades_page});
  topics.push_back({"codes", "list", "every diagnostic code", codes_page});
  topics.push_back({"glossary", "list", "the words of openrisk", glossary_page});
  topics.push_back({"licenses", "list", "every licence that is known", licenses_page});
}

}  // namespace openrisk
