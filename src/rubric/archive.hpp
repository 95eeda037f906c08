// What a rubric consists of.
#pragma once

#include "base/archive.hpp"
#include "openrisk/rubric.hpp"

namespace openrisk {

template <class A>
void archive(A& a, Date& date) {
  a(date.days);
}

template <class A>
void archive(A& a, Text& text) {
  a(text.text);
}

template <class A>
void archive(A& a, Judged& judged) {
  auto& [value, span, range, range_span, basis, why, sources] = judged;
  a(value, span, range, range_span, basis, why, sources);
}

template <class A>
void archive(A& a, Graded& graded) {
  auto& [fact, steps, points, point_spans, levels, span] = graded;
  a(fact, steps, points, levels, span);
}

template <class A>
void archive(A& a, Rule& rule) {
  auto& [id, when, by, graded, needs_evidence, span] = rule;
  a(id, when, by, graded, needs_evidence, span);
}

template <class A>
void archive(A& a, Stage& stage) {
  auto& [id, title, share, raise, lower, span] = stage;
  a(id, title, share, raise, lower, span);
}

template <class A>
void archive(A& a, Actor& actor) {
  auto& [who, resources] = actor;
  a(who, resources);
}

template <class A>
void archive(A& a, Path& path) {
  auto& [id, title, actor, applies, ceiling, stages, span] = path;
  a(id, title, actor, applies, ceiling, stages, span);
}

template <class A>
void archive(A& a, Evidence& evidence) {
  auto& [id, grade, sign, date, baseline, outcome, sources, says, span] = evidence;
  a(id, grade, sign, date, baseline, outcome, sources, says, span);
}

template <class A>
void archive(A& a, Bands& bands) {
  auto& [low, moderate, high, severe, span] = bands;
  a(low, moderate, high, severe, span);
}

template <class A>
void archive(A& a, Regime& regime) {
  auto& [id, title, jurisdiction, status, since, from, until, applies, effect, sources, span] = regime;
  a(id, title, jurisdiction, status, since, from, until, applies, effect, sources, span);
}

template <class A>
void archive(A& a, Subject& subject) {
  auto& [kind, id, title, consequence, about, applies, bands, over, identification, existing_risk,
         existing_defences, evidence, assumptions, caveats, paths, absorb, regimes, span] = subject;
  a(kind, id, title, consequence, about, applies, bands, over, identification, existing_risk,
    existing_defences, evidence, assumptions, caveats, paths, absorb, regimes, span);
}

template <class A>
void archive(A& a, Setting& setting) {
  auto& [fact, value, sources, why] = setting;
  a(fact, value, sources, why);
}

template <class A>
void archive(A& a, World& world) {
  auto& [id, title, why, set, span] = world;
  a(id, title, why, set, span);
}

template <class A>
void archive(A& a, Option& option) {
  auto& [id, title, why, world, set, span] = option;
  a(id, title, why, world, set, span);
}

template <class A>
void archive(A& a, Need& need) {
  auto& [id, title, when, applies, why, sources] = need;
  a(id, title, when, applies, why, sources);
}

template <class A>
void archive(A& a, Rung& rung) {
  auto& [id, title, needs, span] = rung;
  a(id, title, needs, span);
}

template <class A>
void archive(A& a, Ladder& ladder) {
  auto& [id, title, about, applies, rungs, span] = ladder;
  a(id, title, about, applies, rungs, span);
}

template <class A>
void archive(A& a, Check& check) {
  auto& [id, group, title, when, applies, remedy, sources, span] = check;
  a(id, group, title, when, applies, remedy, sources, span);
}

template <class A>
void archive(A& a, ReferenceCondition& condition) {
  auto& [id, title, at_most, at_least, remedy, sources] = condition;
  a(id, title, at_most, at_least, remedy, sources);
}

template <class A>
void archive(A& a, Citation& citation) {
  auto& [id, title, url, date, read, note] = citation;
  a(id, title, url, date, read, note);
}

template <class A>
void archive(A& a, Author& author) {
  auto& [name, interests] = author;
  a(name, interests);
}

template <class A>
void archive(A& a, Rubric& rubric) {
  auto& [id, title, version, about, authors, as_of, review_by, sha256, sources, bands, worlds, options, lets,
         lists, subjects, ladders, checks, reference, headline, span] = rubric;
  a(id, title, version, about, authors, as_of, review_by, sha256, sources, bands, worlds, options, lets,
    lists, subjects, ladders, checks, reference, headline, span);
}

}  // namespace openrisk
