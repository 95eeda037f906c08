// Each member of the table below is the shape of one thing; members refer to those before them, so the
// order is from small to large. One table lives as long as the program: shapes point at each other.
#include "rubric/shape.hpp"

#include "node/shapes.hpp"

namespace openrisk {
namespace {

using namespace shapes;

// Scalars and what is made of them alone.
struct Atoms {
  Shape id = simple(Form::id, "a short name, unique in its list");
  Shape text = simple(Form::text, "a text");
  Shape texts = list(text, "texts");
  Shape date = simple(Form::date, "a day, YYYY-MM-DD");
  Shape condition = simple(Form::condition, "a condition over facts");
  Shape ids = of(Form::list_or_one, id, "one id or several");
  Shape share = number_in(0, 100, "percent of the effort of the path");
  Shape percent = number_in(0, 100, "percent");
  Shape effect = number_in(0, 1, "a part between 0 and 1");
  Shape real = number_in(-1e300, 1e300, "a number");
  Shape range = list_of_size(real, 2, 2, "[low, high]: what the sources leave plausible");
  Shape point = list_of_size(real, 2, 2, "[value of the fact, effect]");
  Shape points = list_of_size(point, 2, any_size, "points in the order of the fact");
  Shape steps = of(Form::map, effect, "the effect of each value of a level");
  Shape basis =
      explained_choice("how a number was found", {{"measured", "read off a measurement"},
                                                  {"derived", "computed from what sources say"},
                                                  {"judged", "the authors' judgement"},
                                                  {"defined", "the framework that is restated says so"}});
  Shape evidence_word =
      explained_choice("what a rule needs", {{"evidence", "a claim without a source is not enough"}});
  Shape bands = record("where the bands above negligible begin, in percent, ascending",
                       {must("low", percent, "least score called low"),
                        must("moderate", percent, "least score called moderate"),
                        must("high", percent, "least score called high"),
                        must("severe", percent, "least score called severe")});
};

// Rules and stages: the numbers with their reasons.
struct Numbers : Atoms {
  Shape graded =
      record("an effect that grows with a fact",
             {may("curve", text, "the number that the curve is over"),
              may("points", points, "[value, effect] pairs, linear between them, constant outside"),
              may("level", text, "the level that the steps are over"),
              may("steps", steps, "the effect of each value of the level")});
  Shape by = either({&effect, &graded}, "the part of the effort that disappears");
  Shape rule =
      record("a rule: where `when` holds, `by` is the effect",
             {must("id", id, "unique within its stage"),
              may("when", condition, "when the rule holds; always, if left out"),
              must("by", by, "the effect, between 0 and 1, or a curve or steps over a fact"),
              may("range", range, "plausible values of the effect; factors on the height of a curve"),
              may("basis", basis, "how the number was found"), may("why", text, "the reason for the number"),
              may("source", ids, "the sources that constrain the number"),
              may("needs", evidence_word, "`evidence`: the facts must be shown, not just said")});
  Shape rules = list_with_ids(rule, "rules, taken as independent");
  Shape stage =
      record("a part of the effort",
             {must("id", id, "unique within its path"), must("title", text, "what is done"),
              must("share", share, "percent of the path's effort without this technology"),
              may("range", range, "plausible values of the share"),
              may("basis", basis, "how the share was found"), may("why", text, "the reason for the share"),
              may("source", ids, "the sources that constrain the share"),
              may("raise", rules, "what makes the stage easier"),
              may("lower", rules, "what takes that ease away again")});
  Shape stages = list_with_ids(stage, "stages; their shares sum to 100");
  Shape judged_percent =
      record("a percentage with its reasons",
             {must("value", percent, "percent"), may("range", range, "plausible values"),
              may("basis", basis, "how the number was found"), may("why", text, "the reason for the number"),
              may("source", ids, "the sources that constrain the number")});
  Shape ceiling = either({&percent, &judged_percent}, "the most that a path can gain, in percent");
};

// Threats, burdens and benefits.
struct Subjects : Numbers {
  Shape actor = record("whose effort it is",
                       {may("who", text, "who does it"), may("resources", text, "with which means")});
  Shape path = record("a way of doing it",
                      {must("id", id, "unique within the threat"), must("title", text, "the manner"),
                       may("actor", actor, "who does it, and with which resources"),
                       may("applies", condition, "when the path is open at all"),
                       may("ceiling", ceiling, "the most that this path can gain"),
                       must("stages", stages, "what has to be done, with its share of the effort")});
  Shape paths = list_with_ids(path, "the ways of doing it; the largest counts");
  Shape grade =
      explained_choice("strength of the evidence", {{"G0", "none"},
                                                    {"G1", "argument"},
                                                    {"G2", "capability in a benchmark or in silico"},
                                                    {"G3", "a controlled study with people"},
                                                    {"G4", "observed in the wild"},
                                                    {"G5", "observed at scale, with a comparison"}});
  Shape sign = explained_choice("what it says", {{"+", "supports a marginal risk"},
                                                 {"0", "finds no difference"},
                                                 {"-", "speaks against a marginal risk"}});
  Shape finding =
      record("a piece of evidence on the marginal risk",
             {may("id", id, "unique within the threat"), must("grade", grade, "G0 to G5"),
              must("sign", sign, "\"+\", \"0\" or \"-\""), may("date", date, "when it was published"),
              may("baseline", text, "what it was compared with"), may("outcome", text, "what was measured"),
              must("source", ids, "where it is reported"), must("says", text, "what was found")});
  Shape findings = list_with_ids(finding, "evidence of marginal risk");
  Shape threat = record(
      "a misuse, with the six steps of the marginal-risk framework",
      {must("id", id, "unique among threats"), must("title", text, "what the misuse is called"),
       may("consequence", text, "one sentence on scale and reversibility"),
       may("applies", condition, "when the release is concerned; begins with weights.access >= hosted"),
       may("bands", bands, "stricter bands than the rubric's"),
       may("over", ids, "the worlds it is compared with"),
       may("identification", text, "step 1: actors, resources, manner"),
       may("existing_risk", text, "step 2: the risk without this technology"),
       may("existing_defences", text, "step 3: the defences that exist"),
       may("evidence", findings, "step 4: evidence of marginal risk"),
       may("absorb", rules, "step 5: the defences that can answer the new risk"),
       may("assumptions", texts, "step 6: uncertainty and assumptions"),
       may("paths", paths, "the ways of doing it")});
  Shape status = explained_choice("where a legal rule stands", {{"in_force", "applies today"},
                                                                {"adopted", "passed, applies from its date"},
                                                                {"proposed", "not passed"},
                                                                {"failed", "rejected: a precedent only"}});
  Shape regime =
      record("a legal rule",
             {must("id", id, "unique within the burden"), must("title", text, "its short name"),
              must("jurisdiction", text, "where it applies"), must("status", status, "where it stands"),
              may("since", date, "the day it was adopted, or failed; before it, it was proposed"),
              may("from", date, "the day it applies from"), may("until", date, "its last day"),
              may("applies", condition, "which releases it reaches"), must("effect", text, "what it asks"),
              must("source", ids, "where it is written")});
  Shape regimes = list_with_ids(regime, "legal rules");
  Shape burden = record(
      "a legal exposure of the developer",
      {must("id", id, "unique among burdens"), must("title", text, "what it is called"),
       must("about", text, "what the score means"),
       may("applies", condition, "when the release is concerned"),
       may("bands", bands, "other bands than the rubric's"),
       may("over", ids, "the worlds it is compared with"), may("caveats", texts, "what the score leaves out"),
       may("factors", stages, "what it consists of, with shares"),
       may("regimes", regimes, "the legal rules behind it")});
  Shape benefit = record(
      "a good that the release can do",
      {must("id", id, "unique among benefits"), must("title", text, "what it is called"),
       must("about", text, "what the score means"), may("applies", condition, "when it makes sense"),
       may("bands", bands, "other bands than the rubric's"),
       may("over", ids, "the worlds it is compared with"), may("caveats", texts, "what the score leaves out"),
       may("factors", stages, "what it consists of, with shares")});
};

// Worlds, options, ladders, checks, references.
struct Others : Subjects {
  Shape value = either({&text, &texts}, "a value as a card writes it");
  Shape sourced_value = record("a value and where it comes from",
                               {must("value", value, "the value"), may("source", ids, "where it comes from"),
                                may("why", text, "why it is this value")});
  Shape setting = either({&text, &texts, &sourced_value}, "a value, or a value with its source");
  Shape settings = of(Form::map, setting, "facts that are set, by path");
  Shape world = record("the card with some facts set otherwise",
                       {must("title", text, "how reports name it"), may("why", text, "what it stands for"),
                        may("set", settings, "the facts that are set")});
  Shape worlds = of(Form::map, world, "worlds by id; `existing` is always there");
  Shape option =
      record("a way of releasing the same model",
             {must("id", id, "unique among options"), must("title", text, "what it is called"),
              may("why", text, "what it stands for"), may("world", id, "a world whose settings it takes"),
              may("set", settings, "the facts that are set")});
  Shape options = list_with_ids(option, "ways of releasing, from closed to open");
  Shape need = record(
      "something that a rung asks",
      {must("id", id, "unique within the rung"), must("title", text, "what is asked"),
       must("when", condition, "when it is met"), may("applies", condition, "when it is asked at all"),
       may("why", text, "why it is asked, where no source asks it"), may("source", ids, "who asks it")});
  Shape needs = list_with_ids(need, "what the rung asks beyond the rung below");
  Shape rung = record("a class of a ladder", {must("id", id, "unique within the ladder"),
                                              must("title", text, "what the class is called"),
                                              must("needs", needs, "what it asks")});
  Shape rungs = list_with_ids(rung, "classes, lowest first");
  Shape ladder =
      record("a classification",
             {must("id", id, "unique among ladders"), must("title", text, "what it is called"),
              may("about", text, "what it classifies"), may("applies", condition, "when it makes sense"),
              must("rungs", rungs, "its classes, lowest first")});
  Shape check =
      record("an item of a checklist",
             {must("id", id, "unique among checks"), must("group", id, "the list it belongs to"),
              must("title", text, "what is asked"), must("when", condition, "when it is met"),
              may("applies", condition, "when it is asked at all"),
              must("remedy", text, "what to do when it is not met"), must("source", ids, "who asks it")});
  Shape facts = of(Form::list_or_one, text, "paths of facts");
  Shape reference_condition = record(
      "a condition on a release that is compared with, before it can speak for the one under assessment",
      {must("id", id, "unique among the conditions"), must("title", text, "what is asked"),
       may("at_most", facts, "facts in which the release may not exceed the other"),
       may("at_least", facts, "facts in which the release may not fall short of the other"),
       must("remedy", text, "what to do where it is not met, or not known"),
       must("source", ids, "who asks it")});
  Shape read = explained_choice("how much of it was read", {{"full", "all of it"},
                                                            {"excerpt", "the part that is cited"},
                                                            {"secondary", "what others report of it"}});
  Shape citation =
      record("a source", {must("title", text, "author and title"), may("url", text, "where it is"),
                          may("date", date, "when it was published"),
                          must("read", read, "how much of it was read"), may("note", text, "anything else")});
  Shape author =
      record("who answers for the judgements",
             {must("name", text, "a name"), may("interests", text, "interests that bear on them")});
};

// A measure's expectation, a case, a file of cases.
struct Cases : Others {
  Shape band = explained_choice(
      "a band", {{"negligible", "below low"}, {"low", ""}, {"moderate", ""}, {"high", ""}, {"severe", ""}});
  Shape band_pair = of(Form::list_or_one, band, "one band, or the lowest and the highest");
  Shape truth = explained_choice("yes, no or unknown", {{"yes", ""}, {"no", ""}, {"unknown", ""}});
  Shape state = explained_choice("what one check must be, or how a legal rule must reach the card",
                                 {{"met", ""},
                                  {"not_met", ""},
                                  {"unknown", ""},
                                  {"not_applicable", ""},
                                  {"now", ""},
                                  {"later", ""},
                                  {"possible", ""},
                                  {"precedent", ""},
                                  {"no", ""},
                                  {"full", "of a step of the developer's argument"},
                                  {"partial", ""},
                                  {"absent", ""},
                                  {"pass", "of a gate or a policy"},
                                  {"warn", ""},
                                  {"fail", ""}});
  Shape word = simple(Form::text, "a word that only the measure can judge");
  Shape ends = record("what one measure must be",
                      {may("low", text, "the low end: \">= 25\", \"<= 3\" or a number"),
                       may("high", text, "the high end, written like the low one"),
                       may("band", band_pair, "the band, or [lowest, highest]"),
                       may("applies", truth, "whether the measure applies"),
                       may("certain", text, "of a ladder: the rung that is certain, or none"),
                       may("possible", text, "of a ladder: the rung that is possible, or none")});
  Shape expectation =
      either({&state, &word, &ends}, "of a check one word, of any other measure what is expected of it");
  Shape expectations =
      of(Form::map, expectation, "expectations by measure: threats.ID.BASELINE, checks.ID …");
  Shape card = simple(Form::any, "facts of a card, nested as in a card");
  Shape one_case = record(
      "a card and what the rubric must say of it",
      {must("name", text, "what the case shows"), must("card", card, "the facts"),
       may("date", date, "the day of the assessment"), must("expect", expectations, "what must come out")});
  Shape cases = list(one_case, "cases");
  Shape file = record("cases of a rubric or a policy",
                      {must("openrisk", text, "cases/1"), may("rubric", id, "the rubric's id"),
                       may("policy", id, "the policy's id"), must("cases", cases, "the cases")});
};

struct Whole : Cases {
  Shape citations = of(Form::map, citation, "sources by id");
  Shape authors = list_of_size(author, 1, any_size, "who answers for the judgements");
  Shape lets = of(Form::map, condition, "conditions by name");
  Shape words = of(Form::list, text, "the words of a list");
  Shape lists = of(Form::map, words, "lists of words by name");
  Shape threats = list_with_ids(threat, "misuses");
  Shape burdens = list_with_ids(burden, "legal exposures");
  Shape benefits = list_with_ids(benefit, "what openness gives");
  Shape ladders = list_with_ids(ladder, "classifications");
  Shape checks = list_with_ids(check, "checklists");
  Shape reference = list_with_ids(reference_condition, "conditions on releases that are compared with");
  Shape rubric = record(
      "a rubric: how facts about a release become an assessment",
      {must("openrisk", text, "rubric/1"),
       must("id", id, "the rubric's id"),
       must("title", text, "its title"),
       must("version", text, "its version"),
       may("about", text, "what it is, and what it is not"),
       must("authors", authors, "who answers for the judgements"),
       must("as_of", date, "the day up to which the evidence was read"),
       must("review_by", date, "the day after which the evidence counts as old"),
       may("extends", text, "a rubric to start from: an id, or a path relative to this file"),
       may("sources", citations, "what numbers and texts cite"),
       may("bands", bands, "where the bands begin"),
       may("worlds", worlds, "what scores are compared with"),
       may("options", options, "ways of releasing"),
       may("let", lets, "names for conditions"),
       may("lists", lists, "words that conditions ask for with `in NAME`"),
       may("threats", threats, "misuses"),
       may("burdens", burdens, "legal exposures"),
       may("benefits", benefits, "what openness gives"),
       may("ladders", ladders, "classifications"),
       may("checks", checks, "checklists"),
       may("reference", reference, "what is asked of another release before it can stand for this one"),
       may("headline", ids, "measures that stand for it beside other rubrics"),
       may("cases", cases, "expectations; also in NAME.cases.yaml")});
};

const Whole& whole() {
  static const Whole all;
  return all;
}

}  // namespace

const Shape& rubric_shape() { return whole().rubric; }
const Shape& cases_shape() { return whole().file; }

}  // namespace openrisk
