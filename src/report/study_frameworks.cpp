// Several rubrics side by side, for people.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "report/study_sheets.hpp"
#include "report/study_words.hpp"
#include "report/words.hpp"

namespace openrisk {
namespace {

constexpr std::size_t most_reasons = 4;  // facts named for one result

class Frameworks {
 public:
  Frameworks(Sheet& sheet, const std::vector<Comparison>& comparisons, StudyFormat format)
      : sheet_(sheet), comparisons_(comparisons), format_(format), all_(side_by_side(comparisons)) {}

  void run() {
    sheet_.title("The frameworks side by side");
    sheet_.paragraph(
        "Each framework measures something else: what follows compares how far up its own scale a release "
        "stands, and names the facts that hold it back. A gap is no error of either side; it shows what each "
        "of them asks for.");
    for (std::size_t card = 0; card < all_.places.size(); ++card) one_card(card);
    if (all_.opposite.empty()) return;
    sheet_.heading("Opposite orders");
    std::vector<std::string> orders;
    for (const OppositeOrder& order : all_.opposite)
      orders.push_back(fmt::format("{} stands above {} by {}; the other way round by {}", name(order.first),
                                   name(order.second), names(order.for_first), names(order.for_second)));
    sheet_.bullets(std::move(orders));
  }

 private:
  const Comparison& comparison(const ScalePlace& place) const { return comparisons_[place.rubric]; }
  const std::string& name(std::size_t card) const { return comparisons_.front().rows[card].card.name; }
  std::string rubric(const ScalePlace& place) const { return comparison(place).program->rubric->id.text; }
  std::string title(const ScalePlace& place) const {
    return measure_title(comparison(place).measures[place.measure]);
  }

  std::string result(const ScalePlace& place, std::size_t card) const {
    return number_words(comparison(place).measures[place.measure],
                        comparison(place).rows[card].readings[place.measure]);
  }

  static std::string some(std::vector<std::string> facts) {
    const std::size_t more = facts.size() - std::min(facts.size(), most_reasons);
    facts.resize(facts.size() - more);
    return join(facts, ", ") + (more > 0 ? fmt::format(", and {} more", more) : "");
  }

  // What the card says comes first; what it leaves open holds nothing back for certain.
  std::string reasons(const ScalePlace& place, std::size_t card) const {
    std::vector<std::string> said, open;
    for (const HeldBack& one : comparison(place).rows[card].against[place.measure])
      if (one.open)
        open.push_back(one.fact);
      else
        said.push_back(one.fact + " = " + one.said);
    if (open.empty()) return some(std::move(said));
    return (said.empty() ? "" : some(std::move(said)) + "; ") + "not stated: " + some(std::move(open));
  }

  std::string names(const std::vector<ScalePlace>& places) const {
    std::vector<std::string> all;
    for (const ScalePlace& place : places) all.push_back(rubric(place) + " (" + title(place) + ")");
    return join(all, ", ");
  }

  void one_card(std::size_t card) {
    sheet_.heading(name(card));
    // A terminal has no room for the facts beside the result: they stand below it.
    const bool beside = format_ == StudyFormat::markdown;
    Table table{{"framework", "measure", "", "result"}, {}};
    if (beside) table.head.emplace_back("held back by");
    for (const ScalePlace& place : all_.places[card]) {
      std::string why = reasons(place, card);
      table.rows.push_back(
          {code(rubric(place)),
           plain(title(place)),
           {"", Bar{{100 * place.height.low(), 100 * place.height.high()}, {}}, false, false},
           plain(result(place, card))});
      if (beside)
        table.rows.back().push_back(plain(std::move(why)));
      else if (!why.empty())
        table.rows.push_back({plain("held back by " + why), {}, {}, {}});
    }
    sheet_.table(std::move(table));
    if (!all_.gaps[card]) return;
    const auto& [above, below] = *all_.gaps[card];
    const std::string why = reasons(below, card);
    sheet_.paragraph(fmt::format("They disagree: high up in {} ({}: {}), far down in {} ({}: {}){}.",
                                 rubric(above), title(above), result(above, card), rubric(below),
                                 title(below), result(below, card),
                                 why.empty() ? "" : ", where it is held back by " + why));
  }

  Sheet& sheet_;
  const std::vector<Comparison>& comparisons_;
  StudyFormat format_;
  SideBySide all_;
};

}  // namespace

void add_frameworks(Sheet& sheet, const std::vector<Comparison>& comparisons, const StudyContext& context) {
  Frameworks(sheet, comparisons, context.format).run();
}

}  // namespace openrisk
