// Other releases as baselines: their unknowns are their own, unless they are the same card.
#include "openrisk/assessment.hpp"
#include "support/toy.hpp"

using namespace openrisk;
using namespace openrisk::toy;

namespace {

const std::string spam_over =
    threats(threat("spam", path("mail", stage("write", 60, rule("fluent", "capabilities.text >= fluent")) +
                                            stage("send", 40, rule("pictures", "outputs has image")))));

Interval over(const std::string& card, const std::string& other) {
  Toy toy(spam_over);
  REQUIRE(toy.program);
  const Answers answers = toy.bind(card);
  Request request;
  request.date = *parse_date("2026-06-01");
  request.over.push_back({"other", toy.bind(other)});
  const Assessment result = assess(*toy.program, answers, request);
  const Measure* measure = result.find("threats.spam.other");
  REQUIRE(measure);
  CHECK(measure->exact);
  return measure->value;
}

}  // namespace

TEST_CASE("a card over itself adds nothing, whatever is unknown") {
  for (const std::string card : {"outputs: [text]\nweights: {access: open}\n", "weights: {access: open}\n",
                                 "outputs: [text, image]\nweights: {access: unknown}\n"}) {
    INFO(card);
    CHECK(over(card, card) == Interval{0, 0});
  }
}

TEST_CASE("the unknowns of another card are its own") {
  const std::string unsure = "outputs: [text]\nweights: {access: open}\n";
  const std::string fluent = "outputs: [text]\nweights: {access: open}\ncapabilities: {text: fluent}\n";
  CHECK(over(fluent, unsure) == Interval{0, 30});
  CHECK(over(unsure, fluent) == Interval{0, 0});
  // only the note differs: nothing that a rule could read
  const std::string noted = "outputs: [text]\nweights: {access: {value: open, note: as its page says}}\n";
  CHECK(over(unsure, noted) == Interval{0, 0});
}
