// openrisk as a library: everything at once. The pipeline, in the order of its calls:
//
//   Sources sources;
//   Diagnostics diagnostics;
//   const Source& text = sources.add("release.yaml", bytes);
//   auto card    = read_card(text, builtin_vocabulary(), diagnostics);
//   auto rubric  = read_rubric(rubric_text, finder, diagnostics);
//   auto program = compile(builtin_vocabulary(), builtin_licenses(), rubric, sources, diagnostics);
//                  // or builtin_program("science-2024"), which is compiled already
//   auto answers = bind(*program, *card, diagnostics);
//   Assessment assessment = assess(*program, *answers, request);       // cannot fail
//   auto policy  = compile_policy(*program, read_policy(…), sources, diagnostics);  // before bind
//   PolicyResult gates = judge(*program, *policy, *card, *answers, assessment);      // cannot fail
//   Report report = build_report(*program, *card, *answers, assessment, context);
//   std::string out = render(report, Format::markdown);
//
// Studies rest on `assess` alone: `rank` and `differences` in study.hpp, `study_options`, `advise` and
// `derive` in decisions.hpp.
//
// Each step that can go wrong adds to `diagnostics` and returns nothing; after `bind` nothing can.
#pragma once

#include "openrisk/assessment.hpp"
#include "openrisk/base.hpp"
#include "openrisk/card.hpp"
#include "openrisk/cases.hpp"
#include "openrisk/decisions.hpp"
#include "openrisk/draft.hpp"
#include "openrisk/license.hpp"
#include "openrisk/logic.hpp"
#include "openrisk/policy.hpp"
#include "openrisk/program.hpp"
#include "openrisk/render.hpp"
#include "openrisk/render_study.hpp"
#include "openrisk/report.hpp"
#include "openrisk/rubric.hpp"
#include "openrisk/study.hpp"
#include "openrisk/vocabulary.hpp"
