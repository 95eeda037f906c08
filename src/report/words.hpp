// Phrases that the formats for people share. They return plain text: each format escapes it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "openrisk/report.hpp"

namespace openrisk {

// A number with at most two significant digits: 0.35, 3.1, 12, 100; "330" for 333.
std::string two_digits(double number);

// "8 to 20", or "8" where both ends read the same.
std::string range_words(Interval range);

// "8-20", within a sentence that has its own "from … to".
std::string dashed(Interval range);

// "low to moderate", or "low". A benefit has no severe band: its highest reads "very high".
std::string_view band_word(Band band, Kind kind = Kind::threat);
std::string band_words(BandRange band, Kind kind = Kind::threat);

// Whose words a subject's bands have: a count that a framework itself defines is never called severe.
Kind tone_of(const Report::Subject& subject);

// "8 to 20 (low to moderate)"
std::string measure_words(const Report::Measure& measure, Kind kind = Kind::threat);

// "the same effort pays for 1.1 to 1.3 times the attempts"
std::string attempts_words(Interval uplift);

// "weights.access = open (line 9)", "data.csam_scan is unknown", "evals.vct does not apply"
std::string reason_words(const Report::Reason& reason);
std::string reason_words(const std::vector<Report::Reason>& reasons);  // joined by ", "

// Why a condition came out as it did: what decided it, or what would.
std::string outcome_words(Tri truth, const std::vector<Report::Reason>& because,
                          const std::vector<std::string>& missing);

// "4 of 6 threats apply, 1 may apply, 2 settled"
std::string summary_words(const Report::Summary& summary);

// "of 62 numbers behind this result 4 measured, 11 derived, 47 judged"
std::string basis_words(const BasisCount& basis);

// "G3 (null)", "G5 (supports, against)"; "G0 (none)" without any
std::string best_evidence_words(const Report::BestEvidence& best);
std::string_view grade_words(std::string_view grade);  // "G3" is "controlled human study"
std::string_view sign_words(std::string_view sign);    // "+" is "supports"

// Whether an answer is worth a line of its own where there is little room: half a point or more.
bool is_worth_a_line(const Report::AnswerEntry& answer);

// "data.csam_scan: Was … ? (up to 30 points of threats.ncii_csam.closed)"
std::string answer_words(const Report::AnswerEntry& answer);

// "fails starter: 2 gates fail, 1 warns"
std::string verdict_words(const Report::Gates& gates);
// The worst gate, the first of equals; null where all pass.
const Report::GateEntry* deciding(const Report::Gates& gates);
// "pass", "warn", "fail", "waived", "n/a", "open", "open, warns"
std::string_view gate_state(const Report::GateEntry& gate);
// "ncii: 52 to 77 percent, and must be below high (release.yaml:12: outputs = [image])"
std::string gate_words(const Report::GateEntry& gate, const std::string& card);
// "waived until 2027-03-01 by A. Person: reason"
std::string waiver_words(const Report::WaiverEntry& waiver);

// "55 (40 to 70)", to follow the name of the judgement
std::string fragile_words(const Report::Fragile& fragile);

// "in force since 2024-08-01", "from 2027-08-02", "may reach this release", "precedent only"
std::string regime_words(const Report::RegimeEntry& regime);

// "OLMo 2 13B 1124", or the path of a card without a name.
std::string release_words(const Report::Release& release);

// How far a release gets: "class III", "class III certain, class II possible"; of a ladder with one rung
// "yes", "no" or "open".
std::string ladder_words(const Report::LadderEntry& ladder);

// What a rung is called; "" where the ladder has no such rung.
std::string rung_title(const Report::LadderEntry& ladder, std::string_view id);

// "40 to 60 percent of 5 checks met", or "does not apply"
std::string checks_words(const Report::CheckList& checks);

// The name of a group of checks: "supply_chain" is "Supply chain".
std::string group_words(std::string_view group);

// A title within a sentence: "The same model" is "the same model", "AI" stays.
std::string mid_sentence(std::string_view title);

// Prose as a sentence of its own: a capital first, a stop last; "" stays.
std::string sentence(std::string_view text);

// Prose without the stop at its end, to go on with a sentence.
std::string_view without_stop(std::string_view text);

// The steps of the framework as headings: "existing_risk" is "Existing risk".
std::string_view step_words(std::string_view step);

}  // namespace openrisk
