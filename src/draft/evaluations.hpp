// What the results of all evaluation harnesses have in common: which task measures which fact, and which way
// a score points. Both are data, in rubrics/records/evaluations.yaml.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draft/rest.hpp"

namespace openrisk::evaluations {

// One score, as a harness reports it.
struct Score {
  std::vector<std::string> tasks;    // names of the task, the best first
  std::string data_set;              // what it was run on; says which test it is where its names do not
  std::string metric;                // "acc", "accuracy"; "" where the record does not name it
  const Node* value = nullptr;       // may be anything
  const Node* error = nullptr;       // its standard error
  const Node* arguments = nullptr;   // the settings of the task
  double whole = 1;                  // 100 for percent
  std::optional<double> items, all;  // how many were scored, of how many
  bool partly = false;               // the run took a part of the items
  std::string how;                   // "0-shot"
  Origin origin;
  std::optional<Date> date;
};

// The scores of one record, in its order. A score that is the test of a fact becomes a statement; all others
// are listed in remarks. Runs over a part of the items, and scores that are no numbers, are no results.
class Results {
 public:
  Results(std::string harness, Origin whole, Teller& tell);
  void add(const Score& score);
  void finish();

 private:
  void state(const Node& row, const Score& score, double value);
  void other(const Score& score);
  void flush();

  std::string harness_;
  Origin whole_;
  Teller& tell_;
  Listing others_, parts_, blanks_;
  std::string task_, scores_of_task_;  // of the task before: its metrics are listed together
  std::vector<std::string> parts_named_, blanks_named_;
  std::size_t scores_ = 0, statements_ = 0;
};

// A run that was cancelled or failed, or is not over: a warning and a remark.
void tell_unfinished(std::string_view what, const Origin& origin, Teller& tell);

// The model that was evaluated, by the name that a harness knows it by: "org/name" of the Hub (`hub`), a
// path, or the name of a service.
void tell_model(std::string_view name, bool hub, const Origin& origin, Teller& tell);

// The same from "provider/name": providers that serve models of the Hub are in the table.
void tell_served_model(std::string_view name, const Origin& origin, Teller& tell);

std::optional<Date> date_of(const Node& time);  // "2026-11-21T…", or seconds since 1970
std::optional<double> count_at(const Node& mapping, std::string_view key);

}  // namespace openrisk::evaluations
