// Small values with their algebra: three-valued truth, intervals, dates, and the value of a fact.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace openrisk {

// Kleene's strong three-valued logic; the order no < unknown < yes makes `and` the minimum.
enum class Tri : std::uint8_t { no, unknown, yes };

constexpr Tri negate(Tri a) { return a == Tri::yes ? Tri::no : a == Tri::no ? Tri::yes : Tri::unknown; }
constexpr Tri both(Tri a, Tri b) { return a < b ? a : b; }
constexpr Tri either(Tri a, Tri b) { return a < b ? b : a; }
constexpr Tri tri(bool b) { return b ? Tri::yes : Tri::no; }
std::string_view name_of(Tri truth);  // "no", "unknown", "yes"

// A closed interval with low <= high; the constructor orders its arguments.
class Interval {
 public:
  constexpr Interval() = default;
  constexpr Interval(double a, double b) : low_(a < b ? a : b), high_(a < b ? b : a) {}
  constexpr double low() const { return low_; }
  constexpr double high() const { return high_; }
  constexpr double width() const { return high_ - low_; }
  constexpr bool contains(const Interval& o) const { return low_ <= o.low_ && o.high_ <= high_; }
  friend constexpr bool operator==(const Interval&, const Interval&) = default;

 private:
  double low_ = 0;
  double high_ = 0;
};

// A day of the proleptic Gregorian calendar, as days since 1970-01-01.
struct Date {
  std::int32_t days = 0;
  friend auto operator<=>(const Date&, const Date&) = default;
};
std::optional<Date> parse_date(std::string_view text);  // "2026-11-21" only, real days only
std::string to_string(Date date);

// The position of a level's value in its vocabulary entry, lowest 0.
struct Level {
  std::uint8_t rank = 0;
  friend auto operator<=>(const Level&, const Level&) = default;
};

// Members of a set fact as bits, in the order of its vocabulary entry; at most 64.
struct Members {
  std::uint64_t bits = 0;
  friend bool operator==(const Members&, const Members&) = default;
};

// What a fact can hold. Text and licences are strings; a licence is resolved when a card is bound.
using Value = std::variant<bool, double, Date, Level, Members, std::string, std::vector<std::string>>;

// Rounds to two decimals, half away from zero as decimals are read: the only rounding a score gets.
double round_score(double percent);

}  // namespace openrisk
