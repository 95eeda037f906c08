// Shapes of threats, burdens and benefits in a report, from small to large.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "node/shapes.hpp"

namespace openrisk::report_shapes {

using namespace shapes;

// One table, in the order in which json_parts.cpp writes the keys; members refer to those before them,
// so it is never copied.
struct Parts {
  Parts() = default;
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  Shape text = simple(Form::text, "a text, perhaps empty");
  Shape text_or_null = or_null(simple(Form::text, "a text, or null where there is none"));
  Shape texts = of(Form::list, text, "texts");
  Shape boolean = simple(Form::boolean, "true or false");
  Shape date = simple(Form::date, "a day, YYYY-MM-DD");
  Shape date_or_null = or_null(simple(Form::date, "a day, or null"));
  Shape percent = number_in(0, 100, "percent, at most two decimals");
  Shape percent_or_null = or_null(number_in(0, 100, "percent, or null"));
  Shape number = simple(Form::number, "a number with at most two decimals");
  Shape count = number_in(0, 1e9, "how many");
  Shape place_or_null = or_null(number_in(1, 4294967295.0, "counted from 1, or null"));
  Shape truth = choice("three-valued: unknown where the card leaves it open", {"no", "unknown", "yes"});
  Shape band =
      choice("a band, with thresholds from the rubric", {"negligible", "low", "moderate", "high", "severe"});
  Shape band_pair = list_of_size(band, 2, 2, "the bands of the low and the high end");
  Shape number_pair = list_of_size(number, 2, 2, "low and high");
  Shape interval = record("least and greatest value over everything that the card leaves open",
                          {must("low", percent, "least value"), must("high", percent, "greatest value")});

  Shape reason = record(
      "a fact that decided a condition",
      {must("fact", text, "path of the fact"), must("line", place_or_null, "line of the card that states it"),
       must("value", text, "as a card would write it; unknown, withheld or n/a")});
  Shape reasons = of(Form::list, reason, "the facts that decided it");
  Shape missing_kind = choice("an answer, or a source for a claim", {"answer", "source"});
  Shape missing =
      record("a fact worth knowing",
             {must("fact", text, "path of the fact"), must("kind", missing_kind, "what is missing of it"),
              must("question", text, "to put to the developer"),
              must("settles", number, "points by which single answers can move both ends together"),
              must("points", number, "of the interval's width that one answer can take away")});
  Shape missings = of(Form::list, missing, "most settling first");
  Shape fragile =
      record("a judgement of which one end of the range moves an end of the interval to another band",
             {must("judgement", text, "name of the number in the rubric"), must("value", number, "percent"),
              must("range", number_pair, "what its sources leave plausible"),
              must("band_from", band_pair, "as it is"),
              must("band_to", band_pair, "with the end of the range that moves it most"),
              must("graded", boolean, "the value is percent of the height of a curve or of steps")});
  Shape fragiles = of(Form::list, fragile, "largest move first");
  Shape doubted = record("with claims that only the developer can check taken as unknown",
                         {must("low", percent, "least value"), must("high", percent, "greatest value"),
                          must("band", band_pair, "the bands of its ends")});
  Shape measure = record(
      "one number: an interval over everything that the card leaves open",
      {must("low", percent, "least value"), must("high", percent, "greatest value"),
       must("exact", boolean, "false: an outer bound"), must("band", band_pair, "the bands of its ends"),
       must("doubted", doubted, "with unproven claims taken as unknown"),
       must("judgement", interval, "with all judgements at the ends of their ranges together"),
       must("missing", missings, "facts worth knowing"),
       must("fragile", fragiles, "judgements that move a band")});
  Shape measure_or_null = or_null(measure);
  Shape marginals =
      of(Form::map, measure, "by baseline: existing, closed, another world, or the name of a release");
  Shape marginal_intervals = of(Form::map, interval, "by baseline");

  Shape effect = choice("makes a stage easier, takes that away again, or answers the risk",
                        {"raise", "lower", "absorb"});
  Shape basis = choice("how a number was reached", {"measured", "derived", "judged", "defined"});
  Shape rule = record(
      "a rule of the rubric as it came out",
      {must("id", text, "id in the rubric"), must("truth", truth, "whether it holds"),
       must("by", interval, "its effect when it holds, percent"), must("why", text, "the rubric's reason"),
       must("because", reasons, "what decided whether it holds"),
       must("missing", texts, "facts that would have to be known"),
       must("sources", texts, "ids of sources that constrain the number"),
       must("effect", effect, "what it does"), must("when", text_or_null, "its condition; null: always"),
       must("needs_evidence", boolean, "a claim without a source does not make it hold"),
       must("graded", text_or_null, "the fact that its effect depends on, by a curve or steps"),
       must("basis", basis, "how the number was reached"),
       must("range", number_pair, "plausible values, percent; of a graded effect: percent of it")});
  Shape rules = of(Form::list, rule, "in the rubric's order");
  Shape stage = record("a stage of a path, or a factor of a burden or benefit",
                       {must("id", text, "id in the rubric"), must("title", text, "its title"),
                        must("share", percent, "part of the path's effort before foundation models"),
                        must("reduction", interval, "by how much the release reduces its effort, percent"),
                        must("contribution", interval, "to the release's uplift, percent of the path"),
                        must("rules", rules, "what raises and lowers the reduction"),
                        must("why", text, "the reason of the share"), must("basis", basis, "of the share"),
                        must("range", number_pair, "of the share"), must("sources", texts, "of the share")});
  Shape stages = of(Form::list, stage, "in the rubric's order");
  Shape actor =
      record("whose effort it is", {must("who", text, "who does it"), must("resources", text, "with what")});
  Shape path =
      record("a way to do the harm; without numbers where it does not apply",
             {must("id", text, "id in the rubric"), must("title", text, "its title"),
              must("actor", actor, "whose effort it is"), must("applies", truth, "whether it applies"),
              must("reason", text, "why it applies, or not"),
              may("uplift", interval, "effort that disappears; left out where it does not apply"),
              may("marginal", marginal_intervals, "beyond each baseline"),
              may("stages", stages, "what the path consists of"),
              may("ceiling", percent_or_null, "cap of its uplift")});
  Shape paths = of(Form::list, path, "in the rubric's order");

  Shape evidence =
      record("evidence of marginal risk",
             {must("id", text, "id in the rubric"),
              must("grade", text, "G0 none … G5 observed at scale with comparison"),
              must("sign", text, "+ supports marginal risk, 0 null, - against"),
              must("date", date_or_null, "of the study"), must("baseline", text, "what it compared with"),
              must("outcome", text, "what it measured"), must("sources", texts, "ids of sources"),
              must("says", text, "what it says")});
  Shape evidences = of(Form::list, evidence, "in the rubric's order");
  Shape steps = record("the six steps of the marginal-risk framework",
                       {must("identification", text, "actors, resources, manner"),
                        must("existing_risk", text, "the risk without the release"),
                        must("existing_defences", text, "what stands against it already"),
                        must("evidence", evidences, "evidence of marginal risk"),
                        must("absorb", rules, "ease of defending: what can answer the new risk"),
                        must("assumptions", texts, "uncertainty and assumptions")});
  Shape given = choice("full: text and at least one source; partial: text only; absent: the card gives none",
                       {"full", "partial", "absent"});
  Shape argument = record("the developer's own argument in the card, step by step",
                          {must("identification", given, "step 1"), must("existing_risk", given, "step 2"),
                           must("existing_defences", given, "step 3"), must("evidence", given, "step 4"),
                           must("defence", given, "step 5"), must("uncertainty", given, "step 6")});
  Shape best_evidence =
      record("the best evidence there is", {must("grade", text_or_null, "the best grade among the evidence"),
                                            must("signs", texts, "every sign that has it")});
  Shape counts =
      record("how many numbers stand behind the result, by how they were reached",
             {must("measured", count, "from a measurement"), must("derived", count, "derived from one"),
              must("judged", count, "judged by the rubric's authors"),
              must("defined", count, "by the framework that is restated")});
  Shape bands =
      record("lower ends of the bands",
             {must("low", percent, "where low begins"), must("moderate", percent, "where moderate begins"),
              must("high", percent, "where high begins"), must("severe", percent, "where severe begins")});
  Shape threat = record(
      "a threat; no order holds across threats",
      {must("id", text, "id in the rubric"), must("title", text, "its title"),
       must("consequence", text, "scale and reversibility of the harm"),
       must("applies", truth, "whether it applies"), must("reason", text, "why it applies, or not"),
       must("path", text_or_null, "id of the path that decides over the first baseline"),
       must("bottleneck", text_or_null, "id of its stage with the most effort left"),
       must("marginal", marginals, "effort removed beyond each baseline"),
       must("uplift", interval, "effort removed before any comparison"),
       must("absorbed", interval, "what defences take away of it, percent"),
       must("paths", paths, "all paths"), must("steps", steps, "the six steps"),
       must("argument", argument, "the developer's own argument"),
       must("best_evidence", best_evidence, "the best evidence"),
       must("basis", counts, "numbers behind the result"), must("bands", bands, "the bands of this threat")});
  Shape threats = of(Form::list, threat, "in the rubric's order");

  Shape status = choice("of the legal rule", {"in_force", "adopted", "proposed", "failed"});
  Shape reach = choice("whether it reaches this release at the report's date",
                       {"now", "later", "possible", "precedent"});
  Shape regime =
      record("a legal rule that reaches this release, or may, or will",
             {must("id", text, "id in the rubric"), must("title", text, "its title"),
              must("jurisdiction", text, "where"), must("status", status, "its standing"),
              must("from", date_or_null, "since when"), must("until", date_or_null, "until when"),
              must("reach", reach, "whether it reaches this release"),
              must("effect", text, "what it demands"), must("because", reasons, "what decided it"),
              must("missing", texts, "facts that would"), must("sources", texts, "ids of sources")});
  Shape regimes = of(Form::list, regime, "in the rubric's order");
  Shape other =
      record("a burden or benefit; benefits are never netted against risks",
             {must("id", text, "id in the rubric"), must("title", text, "its title"),
              must("score", measure_or_null, "the score"),
              must("marginal", marginals, "what openness adds over each baseline"),
              must("factors", stages, "what it consists of"), must("regimes", regimes, "legal rules"),
              must("missing", missings, "facts worth knowing for the score"),
              must("applies", truth, "whether it applies"), must("reason", text, "why it applies, or not"),
              must("about", text, "what the number is about"), must("caveats", texts, "what to keep in mind"),
              must("basis", counts, "numbers behind the result"), must("bands", bands, "its bands")});
  Shape others = of(Form::list, other, "in the rubric's order");
};

}  // namespace openrisk::report_shapes
