// The frame of the JSON report, in the order in which json.cpp writes its keys.
#include "report/shape.hpp"

#include "report/shape_parts.hpp"

namespace openrisk {
namespace report_shapes {
namespace {

struct Table {
  Parts parts;

  Shape need = record(
      "something that a rung needs",
      {must("id", parts.text, "id in the rubric"), must("title", parts.text, "its title"),
       must("truth", parts.truth, "whether it is met"), must("because", parts.reasons, "what decided it"),
       must("missing", parts.texts, "facts that would"), must("sources", parts.texts, "ids of sources")});
  Shape needs = of(Form::list, need, "those that are not met for certain");
  Shape rung =
      record("a rung", {must("id", parts.text, "id in the rubric"), must("title", parts.text, "its title"),
                        must("met", parts.interval, "share of its needs that is met, percent")});
  Shape rungs = of(Form::list, rung, "lowest first");
  Shape next = or_null(record(
      "the rung above the certain one; null: there is none",
      {must("rung", parts.text, "id of the rung"), must("needs", needs, "what is not met for certain")}));
  Shape ladder = record("a framework that classifies",
                        {must("id", parts.text, "id in the rubric"), must("title", parts.text, "its title"),
                         must("certain", parts.text_or_null, "id of the highest rung that is certain"),
                         must("possible", parts.text_or_null, "id of the highest rung that is possible"),
                         must("rungs", rungs, "all rungs"), must("next", next, "the way up"),
                         must("applies", parts.truth, "whether it applies"),
                         must("reason", parts.text, "why it applies, or not"),
                         must("about", parts.text, "what it classifies")});
  Shape ladders = of(Form::list, ladder, "in the rubric's order");
  Shape result = choice("of a check", {"met", "not_met", "unknown", "not_applicable"});
  Shape check = record(
      "a check",
      {must("id", parts.text, "id in the rubric"), must("title", parts.text, "its title"),
       must("result", result, "whether it is met"), must("because", parts.reasons, "what decided it"),
       must("remedy", parts.text, "what to do"), must("missing", parts.texts, "facts that would decide it"),
       must("sources", parts.texts, "ids of sources")});
  Shape items = of(Form::list, check, "in the rubric's order");
  Shape met_or_null = or_null(parts.interval);
  Shape check_list = record(
      "the checks of a group",
      {must("group", parts.text, "name of the group"),
       must("met", met_or_null, "share of those that apply that is met, percent; null where none does"),
       must("items", items, "the checks")});
  Shape check_lists = of(Form::list, check_list, "in the rubric's order");

  Shape standing = choice("what the card says of a fact", {"stated", "unknown", "withheld", "n/a"});
  Shape support =
      or_null(choice("evidence names a source; null where nothing is stated", {"claim", "evidence"}));
  Shape any = or_null(simple(Form::any, "a value as JSON has it"));
  Shape fact = record(
      "a fact that the rubric reads or the card mentions",
      {must("path", parts.text, "of the vocabulary"), must("standing", standing, "what the card says"),
       must("value", any, "null where nothing is stated; of an n/a fact it counts for nothing"),
       must("support", support, "claim or evidence"), must("line", parts.place_or_null, "line of the card"),
       must("sources", parts.texts, "named by the card"),
       must("partial", parts.boolean, "a set silent on the rest"),
       must("assumed", parts.boolean, "set for this report, counts as evidence"),
       must("note", parts.text_or_null, "the card's note"),
       must("resolved", parts.text_or_null, "a licence: its id or expression")});
  Shape facts = of(Form::list, fact, "in the vocabulary's order");
  Shape severity = choice("of a diagnostic", {"error", "warning", "note"});
  Shape diagnostic =
      record("a warning about the card",
             {must("code", parts.text, "`openrisk explain CODE` has its page"),
              must("severity", severity, "how bad"), must("message", parts.text, "what was seen"),
              must("help", parts.text_or_null, "what to do"), must("path", parts.text_or_null, "of the file"),
              must("line", parts.place_or_null, "in the file"),
              must("column", parts.place_or_null, "in the line, in bytes")});
  Shape diagnostics = of(Form::list, diagnostic, "in the order in which they were found");

  Shape tool = record("what made the report",
                      {must("name", parts.text, "openrisk"), must("version", parts.text, "its version")});
  Shape card =
      record("the release card; empty texts where it does not say",
             {must("name", parts.text, "of the release"), must("version", parts.text, "of the release"),
              must("developer", parts.text, "of the release"), must("path", parts.text, "of the file"),
              must("sha256", parts.text, "of the bytes that were read")});
  Shape author = record("who is responsible for the judgements",
                        {must("name", parts.text, "who"),
                         must("interests", parts.text_or_null, "that may colour the judgements")});
  Shape authors = of(Form::list, author, "who is responsible for the judgements");
  Shape rubric =
      record("the rubric",
             {must("id", parts.text, "its id"), must("title", parts.text, "its title"),
              must("version", parts.text, "its version"), must("as_of", parts.date, "of its evidence"),
              must("review_by", parts.date, "after it the evidence is old"),
              must("sha256", parts.text, "of its content"),
              must("review_overdue", parts.boolean, "that day has passed"),
              must("about", parts.text, "what it is and is not"), must("authors", authors, "who judged")});
  Shape summary = record(
      "counts", {must("threats", parts.count, "of the rubric"), must("apply", parts.count, "to this release"),
                 must("may_apply", parts.count, "for want of an answer"),
                 must("settled", parts.count, "of those that apply: in one band over every baseline")});
  Shape baseline_kind = choice("a world of the rubric, or another release", {"world", "release"});
  Shape baseline =
      record("what numbers are compared over",
             {must("id", parts.text, "as in `marginal`"), must("title", parts.text, "its title"),
              must("why", parts.text, "what it stands for"), must("kind", baseline_kind, "what it is")});
  Shape baselines = of(Form::list, baseline, "in order of use");
  Shape answer = record("an answer worth finding",
                        {must("fact", parts.text, "path of the fact"),
                         must("kind", parts.missing_kind, "what is missing of it"),
                         must("question", parts.text, "to put to the developer"),
                         must("settles", parts.number, "points of both its ends"),
                         must("points", parts.number, "of its width that one answer can take away"),
                         must("measure", parts.text, "in which it settles most")});
  Shape answers =
      of(Form::list, answer, "where several bands are possible before others, most settling first");
  Shape source =
      record("a source", {must("id", parts.text, "as cited"), must("title", parts.text, "its title"),
                          must("url", parts.text_or_null, "where"), must("date", parts.text_or_null, "when"),
                          must("read", parts.text_or_null, "full, excerpt or secondary"),
                          must("note", parts.text_or_null, "a remark")});
  Shape sources = of(Form::list, source, "what the report cites");

  Shape verdict = choice("of a gate or a policy", {"pass", "warn", "fail"});
  Shape outcome = choice("what came out", {"passed", "failed", "undecided", "not_applicable"});
  Shape claims = choice("how bare claims are read", {"trust", "doubt"});
  Shape value_or_null = or_null(parts.interval);
  Shape reason_or_null = or_null(parts.reason);
  Shape waiver =
      record("an exception",
             {must("gate", parts.text, "which"), must("release", parts.text, "glob over name and version"),
              must("until", parts.date, "its last day"), must("reason", parts.text, "why"),
              must("by", parts.text, "who answers for it"),
              must("ticket", parts.text_or_null, "where it is tracked"),
              must("state", parts.text, "used, ignored, expired, orphaned, unneeded or elsewhere")});
  Shape waiver_or_null = or_null(waiver);
  Shape waivers = of(Form::list, waiver, "that waive nothing");
  Shape gate = record(
      "a gate",
      {must("id", parts.text, "its id"), must("measure", parts.text_or_null, "what it looks at"),
       must("level", parts.text_or_null, "what it asks of it"),
       must("require", parts.text_or_null, "what must hold"), must("action", verdict, "when it is not met"),
       must("unknown", verdict, "when it is open"), must("claims", claims, "how bare claims are read"),
       must("outcome", outcome, "what came out"), must("verdict", verdict, "after waivers"),
       must("unwaived", verdict, "before"), must("value", value_or_null, "held against the level"),
       must("why", parts.text, "what was seen and asked"),
       must("message", parts.text_or_null, "the policy's words"),
       must("reason", parts.text_or_null, "why the gate is there"),
       must("question", parts.text_or_null, "whose answer could decide"),
       must("fact", reason_or_null, "the statement that matters most"),
       must("because", parts.reasons, "what decided"), must("missing", parts.texts, "what could decide"),
       must("waiver", waiver_or_null, "the one that counts")});
  Shape gate_list = of(Form::list, gate, "in the policy's order");
  Shape gates =
      record("the policy's verdict",
             {must("policy", parts.text, "its id"), must("title", parts.text_or_null, "its title"),
              must("path", parts.text, "as it was named"), must("sha256", parts.text, "of its content"),
              must("verdict", verdict, "the worst of its gates"),
              must("ignored_waivers", parts.boolean, "--ignore-waivers was given"),
              must("results", gate_list, "gates"), must("idle_waivers", waivers, "waivers")});
  Shape change_word = choice("which way it moved", {"better", "worse", "same", "undecided"});
  Shape reading =
      record("a number with its bands, the rungs of a ladder, or that nothing applies",
             {may("low", parts.percent, "least value"), may("high", parts.percent, "greatest value"),
              may("band", parts.band_pair, "of threats, burdens and benefits"),
              may("exact", parts.boolean, "false: the ends are outer bounds"),
              may("certain", parts.count, "rungs of a ladder that are certain"),
              may("possible", parts.count, "rungs of a ladder that are possible"),
              may("applies", parts.truth, "where it is not certain that it applies")});
  Shape moved =
      record("how a measure moved", {must("id", parts.text, "the measure"), must("from", reading, "before"),
                                     must("to", reading, "now"), must("change", change_word, "which way")});
  Shape all_moved = of(Form::list, moved, "in the order of the rubric");
  Shape earlier = record("what changed since an earlier card",
                         {must("path", parts.text, "of that card"),
                          must("increased", parts.boolean, "the high end of a threat or burden rose"),
                          must("measures", all_moved, "every measure")});
  Shape report_format = choice("the format", {"report/1"});
  Shape report =
      record("one card assessed with one rubric; numbers are percent with at most two decimals",
             {must("openrisk", report_format, "the format"), must("tool", tool, "what made it"),
              must("date", parts.date, "today"), must("card", card, "the release"),
              must("rubric", rubric, "the rubric"), must("threats", parts.threats, "threats"),
              must("burdens", parts.others, "burdens"), must("benefits", parts.others, "benefits"),
              must("ladders", ladders, "ladders"), must("checks", check_lists, "checks"),
              may("gates", gates, "when a policy was given"),
              may("baseline", earlier, "when an earlier card was given"), must("facts", facts, "facts"),
              must("diagnostics", diagnostics, "warnings"), must("summary", summary, "counts"),
              must("baselines", baselines, "what numbers are compared over"),
              must("answers", answers, "worth finding first"),
              must("assumed", parts.texts, "paths of facts set for this report"),
              must("sources", sources, "what it cites")});
  Shape reports_format = choice("the format", {"reports/1"});
  Shape refusal_format = choice("the format", {"error/1"});
  Shape refused = record("the card that could not be assessed",
                         {must("path", parts.text, "of the file"), may("line", parts.count, "of a stream")});
  Shape refusal = record("what stands in place of a report for a card that could not be assessed",
                         {must("openrisk", refusal_format, "the format"), must("card", refused, "the card"),
                          must("diagnostics", diagnostics, "errors and warnings")});
  Shape report_or_refusal;
  Shape report_list = of(Form::list, report_or_refusal, "one per card and rubric");
  Shape reports = record("several reports", {must("openrisk", reports_format, "the format"),
                                             must("reports", report_list, "the reports")});
  Shape either;

  Table() {
    report_or_refusal = simple(Form::either, "a report, or why there is none");
    report_or_refusal.alternatives = {&report, &refusal};
    either = simple(Form::either, "one report, several, or why there is none");
    either.alternatives = {&report, &reports, &refusal};
  }
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;
};

const Table& table() {
  static const Table one;
  return one;
}

}  // namespace
}  // namespace report_shapes

const Shape& one_report_shape() { return report_shapes::table().report; }
const Shape& many_reports_shape() { return report_shapes::table().reports; }
const Shape& report_shape() { return report_shapes::table().either; }

}  // namespace openrisk
