// A report made by hand that fills every member once or more. Its numbers mean nothing.
#pragma once

#include <string>

#include "openrisk/render.hpp"

namespace openrisk {

inline Report::Measure sample_measure(std::string baseline, Interval value, BandRange band) {
  Report::Measure measure;
  measure.baseline = std::move(baseline);
  measure.value = value;
  measure.band = band;
  measure.doubted = Interval(value.low() / 2, value.high() + 10);
  measure.doubted_band = {Band::negligible, Band::high};
  measure.judgement = Interval(value.low() / 4, value.high() + 5);
  return measure;
}

inline Report::Rule sample_rule(std::string id, Tri truth, Report::Effect effect) {
  Report::Rule rule;
  rule.id = std::move(id);
  rule.truth = truth;
  rule.by = Interval(30, 50);
  rule.why = "Adapters make a likeness from twenty photographs.";
  if (truth != Tri::unknown) rule.because.push_back({"capabilities.likeness", 12, "adaptable"});
  if (truth == Tri::unknown) rule.missing.push_back("data.csam_scan");
  rule.sources.push_back("survey");
  rule.effect = effect;
  rule.when = "capabilities.likeness >= adaptable";
  rule.range = rule.ends = Interval(20, 70);
  return rule;
}

inline Report::Stage sample_stage() {
  Report::Stage stage;
  stage.id = "make";
  stage.title = "Make the images";
  stage.share = 55;
  stage.reduction = Interval(30, 62.5);
  stage.contribution = Interval(16.5, 34.38);
  stage.rules = {sample_rule("adapters", Tri::yes, Report::Effect::raises),
                 sample_rule("filtered", Tri::unknown, Report::Effect::lowers),
                 sample_rule("built-in", Tri::no, Report::Effect::raises)};
  stage.why = "Editing took most of the time.";
  stage.basis = Basis::derived;
  stage.range = Interval(40, 70);
  stage.sources = {"survey"};
  return stage;
}

inline Report::Subject sample_threat() {
  Report::Subject threat;
  threat.id = "imagery";
  threat.title = "Fake imagery";
  threat.consequence = "Harm to single people that cannot be undone.";
  threat.applies = Tri::yes;
  threat.reason = "weights.access = open (line 9), outputs = [image] (line 3)";
  threat.path = "desktop";
  threat.bottleneck = "make";
  threat.marginal = {sample_measure("existing", Interval(12.5, 35), {Band::moderate, Band::high}),
                     sample_measure("closed", Interval(0, 3.25), {Band::negligible, Band::low})};
  threat.marginal[0].missing = {{"data.csam_scan", false, "Was the training data scanned?", 12.25, 12},
                                {"capabilities.likeness", true, "Can it render a chosen person?", 3, 3}};
  threat.marginal[0].fragile = {{"threats.imagery.desktop.make.share",
                                 55,
                                 Interval(40, 70),
                                 {Band::moderate, Band::high},
                                 {Band::moderate, Band::severe}}};
  threat.marginal[0].path = threat.marginal[1].path = "desktop";
  threat.marginal[1].exact = false;
  threat.uplift = Interval(16.5, 34.38);
  threat.absorbed = Interval(0, 10);
  Report::Path desktop;
  desktop.id = "desktop";
  desktop.title = "By one person at home";
  desktop.actor = {"one person", "a desktop computer"};
  desktop.reason = "whatever the card says";
  desktop.uplift = threat.uplift;
  desktop.marginal = {{"existing", Interval(12.5, 35)}, {"closed", Interval(0, 3.25)}};
  desktop.stages = {sample_stage()};
  desktop.ceiling = 60;
  Report::Path service;
  service.id = "service";
  service.title = "By a paid service";
  service.actor = {"a small group", "rented servers"};
  service.applies = Tri::no;
  service.reason = "release.commercial = false (line 5)";
  threat.paths = {desktop, service};
  threat.steps = {"Single people with photographs.",
                  "Editors need skill.",
                  "Takedown by hosts.",
                  {{"hosts",
                    "G4",
                    "+",
                    parse_date("2024-03-01"),
                    "image editors",
                    "images found",
                    {"survey"},
                    "Most were made so."},
                   {"lab", "G3", "0", std::nullopt, "", "", {}, "No difference among editors."}},
                  {sample_rule("hash-lists", Tri::yes, Report::Effect::absorbs)},
                  {"Editing skill is the bottleneck."}};
  threat.argument = {{"identification", Given::full},      {"existing_risk", Given::partial},
                     {"existing_defences", Given::absent}, {"evidence", Given::absent},
                     {"defence", Given::absent},           {"uncertainty", Given::absent}};
  threat.best_evidence = {"G4", {"+"}};
  threat.basis = {4, 11, 47};
  threat.bands = {2, 10, 25, 50, {}};
  return threat;
}

inline Report::FactEntry sample_fact(std::string path, Report::FactValue value, std::uint32_t line,
                                     std::string text) {
  Report::FactEntry fact;
  fact.path = std::move(path);
  fact.standing = value.index() == 0 ? Standing::unknown : Standing::stated;
  fact.value = std::move(value);
  fact.line = line;
  fact.text = std::move(text);
  return fact;
}

inline Report sample_report() {
  Report report;
  report.tool = {"openrisk", "0.1.0"};
  report.date = *parse_date("2027-06-01");
  report.card = {"Sample", "1.10", "Somebody", "release.yaml", std::string(64, 'a')};
  report.rubric = {"small",
                   "A small rubric",
                   "1.2.0",
                   *parse_date("2026-11-21"),
                   *parse_date("2027-05-21"),
                   std::string(64, 'b'),
                   true,
                   "Made up.",
                   {{"The tests", "none"}}};
  Report::Subject none;
  none.id = "voices";
  none.title = "Cloned voices";
  none.consequence = "Fraud.";
  none.applies = Tri::no;
  none.reason = "outputs = [image] (line 3)";
  none.bands = {2, 10, 25, 50, {}};
  none.argument = sample_threat().argument;
  report.threats = {sample_threat(), none};
  Report::Subject burden;
  burden.kind = Kind::burden;
  burden.id = "liability";
  burden.title = "Liability";
  burden.about = "Exposure of the developer.";
  burden.score = sample_measure("", Interval(40, 40), {Band::high, Band::high});
  burden.marginal = {sample_measure("closed", Interval(10, 20), {Band::moderate, Band::moderate})};
  burden.paths.resize(1);
  burden.paths[0].stages = {sample_stage()};
  burden.regimes = {{"act",
                     "An act",
                     "eu",
                     RegimeStatus::in_force,
                     parse_date("2025-08-02"),
                     std::nullopt,
                     Reach::now,
                     "Documentation.",
                     {{"weights.access", 9, "open"}},
                     {},
                     {"statute"}},
                    {"law",
                     "A law",
                     "us-ca",
                     RegimeStatus::adopted,
                     parse_date("2028-01-01"),
                     std::nullopt,
                     Reach::later,
                     "Provenance.",
                     {},
                     {},
                     {}},
                    {"bill",
                     "A bill",
                     "us",
                     RegimeStatus::failed,
                     std::nullopt,
                     std::nullopt,
                     Reach::precedent,
                     "Liability.",
                     {},
                     {"release.jurisdictions"},
                     {}}};
  burden.caveats = {"No legal advice."};
  burden.basis = {0, 1, 5};
  burden.bands = {2, 10, 25, 50, {}};
  report.burdens = {burden};
  Report::Subject benefit = burden;
  benefit.kind = Kind::benefit;
  benefit.id = "openness";
  benefit.title = "Openness";
  benefit.regimes.clear();
  report.benefits = {benefit};
  report.ladders = {{"classes",
                     "Classes",
                     "three",
                     "two",
                     {{"three", "Class III", Interval(100, 100)}, {"two", "Class II", Interval(50, 100)}},
                     "two",
                     {{"data", "Data is open", Tri::unknown, {}, {"data.pretraining.access"}, {"statute"}}},
                     Tri::yes,
                     "whatever the card says",
                     "How open it is."}};
  report.checks = {{"security",
                    Interval(0, 50),
                    {{"signed",
                      "Weights are signed",
                      CheckState::not_met,
                      {{"weights.signed", 11, "false"}},
                      "Sign them.",
                      {},
                      {"survey"}},
                     {"contact",
                      "There is a contact",
                      CheckState::unknown,
                      {},
                      "Name one.",
                      {"monitoring.incident_contact"},
                      {}}}}};
  Report::FactEntry access = sample_fact("weights.access", std::string("open"), 9, "open");
  access.sourced = true;
  access.sources = {"https://example.org"};
  const Report::FactEntry scan = sample_fact("data.csam_scan", {}, 0, "");
  Report::FactEntry outputs = sample_fact("outputs", std::vector<std::string>{"image"}, 3, "[image]");
  outputs.partial = true;
  Report::FactEntry license = sample_fact("weights.license", std::string("Apache 2.0"), 0, "Apache 2.0");
  license.assumed = license.sourced = true;
  license.resolved = "Apache-2.0";
  const Report::FactEntry parameters = sample_fact("model.parameters", 13e9, 6, "13000000000");
  Report::FactEntry commercial = sample_fact("release.commercial", false, 5, "false");
  commercial.note = "given away";
  report.facts = {access, scan, outputs, license, parameters, commercial};
  report.diagnostics = {{"unresolved-license",
                         Severity::warning,
                         "a licence is not known",
                         "use an SPDX id",
                         "release.yaml",
                         {4, 12}}};
  report.summary = {2, 1, 0, 0};
  report.baselines = {{"existing", "technology before foundation models", "the effort that it took", false},
                      {"closed", "the same model behind an API", "what services have", false}};
  report.answers = {
      {{"data.csam_scan", false, "Was the training data scanned?", 12.25, 12}, "threats.imagery.existing"}};
  report.assumed = {"weights.license"};
  report.sources = {{{"survey", {}}, "A survey", "https://example.org/a_(b)", "2024-03-01", "full", ""},
                    {{"statute", {}}, "A statute", "", "", "secondary", "a remark"}};
  return report;
}

}  // namespace openrisk
