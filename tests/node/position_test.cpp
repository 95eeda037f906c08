#include "node/read.hpp"
#include "support/catch.hpp"

using namespace openrisk;
using namespace openrisk::testing;

namespace {

// Where the word `x` of the value of key `a` is found in the source, as "1:2-3:4".
std::string place_of_word(const std::string& text, const std::string& word,
                          const std::string& name = "a.yaml") {
  const Read result = read(text, name);
  INFO(text);
  REQUIRE(result.node);
  const Node& value = *result.node->get("a");
  const std::size_t begin = value.text.find(word);
  REQUIRE(begin != std::string::npos);
  return place(span_within(result.source(), value.text, value.span, begin, begin + word.size()));
}

}  // namespace

TEST_CASE("a word of a scalar is found in its source, however the scalar is written") {
  struct Row {
    std::string text, word, expected;
  };
  const Row row = GENERATE(values<Row>({
      {"a: one WORD two\n", "WORD", "1:8-1:12"},
      {"b: 1\na:   WORD\n", "WORD", "2:6-2:10"},
      {"a: \"one WORD\"\n", "WORD", "1:9-1:13"},
      {"a: 'one WORD'\n", "WORD", "1:9-1:13"},
      {"a: 'it''s a WORD'\n", "WORD", "1:13-1:17"},
      {"a: \"\\t\\u00e9\\\"\\x41\\U0001F600 WORD\"\n", "WORD", "1:30-1:34"},
      {"a: \"\\L\\P\\e WORD\"\n", "WORD", "1:12-1:16"},
      {"a: one\n  two WORD\n", "WORD", "2:7-2:11"},
      {"a: one\n\n\n  two WORD\n", "WORD", "4:7-4:11"},
      {"a: \"one\n  two WORD\"\n", "WORD", "2:7-2:11"},
      {"a: \"one\n\n  two WORD\"\n", "WORD", "3:7-3:11"},
      {"a: \"one \\\n   two WORD\"\n", "WORD", "2:8-2:12"},
      {"a: 'one  \n  two WORD'\n", "WORD", "2:7-2:11"},
      {"a: |\n  one\n  two WORD\n", "WORD", "3:7-3:11"},
      {"a: |\n  one\n    two WORD\n", "WORD", "3:9-3:13"},
      {"a: |\n\n  one\n\n  two WORD\n", "WORD", "5:7-5:11"},
      {"a: |2\n   one\n  WORD\n", "WORD", "3:3-3:7"},
      {"a: >\n  one\n  two WORD\n", "WORD", "3:7-3:11"},
      {"a: >-\n  one\n\n  two WORD\n  three\n", "WORD", "4:7-4:11"},
      {"a: > # note\n    one\n\n\n    two WORD\n", "WORD", "5:9-5:13"},
      {"a: |\r\n  one\r\n  two WORD\r\n", "WORD", "3:7-3:11"},
      {"a: one\r\n  two WORD\r\n", "WORD", "2:7-2:11"},
      {"a: é中 WORD\n", "WORD", "1:10-1:14"},
      {"\xef\xbb\xbf"
       "a: x WORD\n",
       "WORD", "1:6-1:10"},
      {"{b: 1, a: x WORD}\n", "WORD", "1:13-1:17"},
      {"a: one two\n  three\n", "two\x20three", "1:8-2:8"},
      // the first word
      {"a: >-\n  WORD two\n", "WORD", "2:3-2:7"},
      {"a: |\n  WORD\n", "WORD", "2:3-2:7"},
      {"a: | # note\r\n  WORD two\r\n", "WORD", "2:3-2:7"},
      {"a: >-\n\n  WORD two\n", "WORD", "3:3-3:7"},
      {"a: |2\n   WORD\n", " WORD", "2:3-2:8"},
      {"a: \"\\\n   WORD two\"\n", "WORD", "2:4-2:8"},
      {"a: \"\\\n  \\\n   WORD two\"\n", "WORD", "3:4-3:8"},
      {"a: \"one \\\n   WORD two\"\n", "WORD", "2:4-2:8"},
      {"a: \"WORD\\\n   two\"\n", "WORD", "1:5-1:9"},
  }));
  CHECK(place_of_word(row.text, row.word) == row.expected);
}

TEST_CASE("the same in JSON") {
  CHECK(place_of_word("{\"a\": \"one WORD\"}", "WORD", "a.json") == "1:12-1:16");
  CHECK(place_of_word("{\"a\":\n \"\\uD83D\\uDE00\\/\\n WORD\"}", "WORD", "a.json") == "2:20-2:24");
}

TEST_CASE("the end of a value is the byte behind it") {
  const Read result = read("a: \"x y\"\n");
  const Node& value = *result.node->get("a");
  CHECK(position_within(result.source(), value.text, value.span, 3) == Position{1, 8});
  CHECK(position_within(result.source(), value.text, value.span, 0) == Position{1, 5});
}

TEST_CASE("the first byte of a block is not its indicator") {
  for (const char* text : {"a: >-\n  x y\n", "a: |\n  x y\n", "a: \"\\\n  x y\"\n"}) {
    const Read result = read(text);
    INFO(text);
    const Node& value = *result.node->get("a");
    CHECK(position_within(result.source(), value.text, value.span, 0) == Position{2, 3});
    CHECK(position_within(result.source(), value.text, value.span, 3) == Position{2, 6});
  }
  for (const char* text : {"a: >-\n", "a: |", "a: \"\\\n  \"\n"}) {  // nothing to find
    const Read result = read(text);
    INFO(text);
    const Node& value = *result.node->get("a");
    CHECK(position_within(result.source(), value.text, value.span, 0).line == 1);
  }
}

TEST_CASE("where the source does not show the value its own place is given") {
  const Read result = read("a: some text\n");
  const Span span = result.node->get("a")->span;
  CHECK(place(span_within(result.source(), "another value", span, 3, 5)) == place(span));
  CHECK(position_within(result.source(), "some text that goes on", span, 20) == span.begin);
  CHECK(position_within(result.source(), "x", Span{1, {99, 1}, {99, 2}}, 0) == Position{99, 1});
  CHECK(position_within(result.source(), "x", Span{}, 0) == Position{});
}
