#include "openrisk/logic.hpp"

#include <clocale>
#include <cmath>
#include <limits>

#include "support/catch.hpp"

using namespace openrisk;

TEST_CASE("Kleene's connectives are minimum, maximum and reversal") {
  const Tri all[] = {Tri::no, Tri::unknown, Tri::yes};
  for (const Tri a : all) {
    CHECK(negate(negate(a)) == a);
    CHECK(both(a, Tri::no) == Tri::no);
    CHECK(either(a, Tri::yes) == Tri::yes);
    CHECK(both(a, Tri::yes) == a);
    CHECK(either(a, Tri::no) == a);
    for (const Tri b : all) {
      CHECK(both(a, b) == both(b, a));
      CHECK(either(a, b) == negate(both(negate(a), negate(b))));
    }
  }
  CHECK(negate(Tri::unknown) == Tri::unknown);
  CHECK(both(Tri::unknown, Tri::unknown) == Tri::unknown);
  CHECK(negate(Tri::yes) == Tri::no);
  CHECK(tri(true) == Tri::yes);
  CHECK(tri(false) == Tri::no);
  CHECK(name_of(Tri::no) == "no");
  CHECK(name_of(Tri::unknown) == "unknown");
  CHECK(name_of(Tri::yes) == "yes");
}

TEST_CASE("an interval orders its ends") {
  CHECK(Interval(3, 1) == Interval(1, 3));
  CHECK(Interval(1, 3).low() == 1);
  CHECK(Interval(1, 3).high() == 3);
  CHECK(Interval(1, 3).width() == 2);
  CHECK(Interval() == Interval(0, 0));
  CHECK(Interval(1, 3).contains(Interval(1, 3)));
  CHECK(Interval(1, 3).contains(Interval(2, 2)));
  CHECK_FALSE(Interval(1, 3).contains(Interval(0, 2)));
  CHECK_FALSE(Interval(1, 3).contains(Interval(2, 4)));
}

TEST_CASE("dates are days that exist, written one way") {
  struct Row {
    std::string text;
    std::int32_t days;
  };
  const Row row = GENERATE(values<Row>({
      {"1970-01-01", 0},
      {"1970-01-02", 1},
      {"1969-12-31", -1},
      {"2000-02-29", 11016},
      {"2024-02-29", 19782},
      {"2026-11-21", 20778},
      {"0001-01-01", -719162},
      {"9999-12-31", 2932896},
  }));
  CAPTURE(row.text);
  REQUIRE(parse_date(row.text));
  CHECK(parse_date(row.text)->days == row.days);
  CHECK(to_string(Date{row.days}) == row.text);
}

TEST_CASE("everything else is no date") {
  const std::string text =
      GENERATE(as<std::string>(), "", "2026", "2026-11", "2026-11-2", "2026-11-021", "2026-1-21", "26-11-21",
               "2023-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-11-00",
               "2026/11/21", "20261121", " 2026-11-21", "2026-11-21 ", "2026-11-21T00:00", "+026-11-21",
               "2026-1a-21", "0000-01-01", "２026-11-21", "-026-11-21");
  CAPTURE(text);
  CHECK_FALSE(parse_date(text));
}

TEST_CASE("dates compare as days") {
  CHECK(*parse_date("2024-12-31") < *parse_date("2025-01-01"));
  CHECK(to_string(Date{-719163}).starts_with("0000-"));
}

TEST_CASE("scores are rounded once, to two decimals, half away from zero") {
  struct Row {
    double value, expected;
  };
  const Row row = GENERATE(values<Row>({
      {0, 0},
      {100, 100},
      {12.344, 12.34},
      {12.346, 12.35},
      {0.125, 0.13},  // exact halves in binary
      {0.375, 0.38},
      {-0.125, -0.13},
      {2.5, 2.5},
      {1.115, 1.12},  // in binary all of these are a little less than they are written
      {1.005, 1.01},
      {8.575, 8.58},
      {9.995, 10.0},
      {0.285, 0.29},
      {0.615, 0.62},
      {28.5 + 9.1 + 17 + 12.75 + 13.425 + 1.5 + 4, 86.28},  // 86.275 by hand
      {1.1250001, 1.13},
      {1.1249999, 1.12},
      {99.995, 100.0},  // 99.9950000000000045
      {0.0049999999, 0},
      {33.333333333333336, 33.33},
      {66.66666666666667, 66.67},
      {1e13, 1e13},
      {-4503599627370497.5, -4503599627370497.5},
  }));
  CAPTURE(row.value);
  CHECK(round_score(row.value) == row.expected);
  CHECK(round_score(-row.value) == -row.expected);
  CHECK(round_score(round_score(row.value)) == round_score(row.value));
}

TEST_CASE("a score is never minus zero") {
  CHECK_FALSE(std::signbit(round_score(-0.0)));
  CHECK_FALSE(std::signbit(round_score(-0.001)));
  CHECK(std::isnan(round_score(std::numeric_limits<double>::quiet_NaN())));
}

TEST_CASE("every two-decimal score is its own rounding") {
  for (int cents = 0; cents <= 10'000; ++cents) {
    const double score = cents / 100.0;
    if (round_score(score) != score) FAIL("moved " << cents);
    // the neighbours in binary belong to the same two decimals
    if (round_score(std::nextafter(score, 1000)) != score) FAIL("above " << cents);
    if (cents > 0 && round_score(std::nextafter(score, -1)) != score) FAIL("below " << cents);
  }
}
