#include "node/read.hpp"
#include "support/catch.hpp"

using namespace openrisk;
using namespace openrisk::testing;

TEST_CASE("JSON becomes a tree") {
  struct Row {
    std::string text, expected;
  };
  const Row row = GENERATE(values<Row>({
      {R"({"a": 1, "b": "x y"})", "{a=<1> b=<x y>}"},
      {R"([1.10, -0, 1e25, 0.5E-3, 12345678901234567890123])",
       "[<1.10> <-0> <1e25> <0.5E-3> <12345678901234567890123>]"},
      {R"({"a": "1", "b": "true", "c": true, "d": false, "e": null})",
       "{a=q<1> b=q<true> c=<true> d=<false> e=~}"},
      {R"({"a": {}, "b": [], "c": [{}, []]})", "{a={} b=[] c=[{} []]}"},
      {R"(["\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00"])", "[<\"\\/\b\f\n\r\t\xc3\xa9\xf0\x9f\x98\x80>]"},
      {R"({"a\nb": 1, "": 2})", "{a\nb=<1> =<2>}"},
      {" \r\n\t[ ] \n", "[]"},
      {"\"text\"", "<text>"},
      {" 1.5 ", "<1.5>"},
      {"true", "<true>"},
      {"\xef\xbb\xbf{}", "{}"},
      {R"(["中文"])", "[<中文>]"},
  }));
  CAPTURE(row.text);
  const Read result = read(row.text, "a.json");
  CHECK(result.complaints().empty());
  REQUIRE(result.node);
  CHECK(outline(*result.node) == row.expected);
}

TEST_CASE("what JSON cannot be is reported where it stands") {
  struct Row {
    std::string text, expected;
  };
  const Row row = GENERATE(values<Row>({
      {"", "empty-file@1:1"},
      {" \n\t", "empty-file@1:1"},
      {" null", "empty-file@1:2"},
      {"[\"\xff\"]", "invalid-utf8@1:3"},
      {std::string("[\0]", 3), "syntax@1:2"},
      {"{\"a\": 1,\n \"b\": 2\n \"c\": 3}", "syntax@3:2"},
      {"{\"a\" 1}", "syntax@1:6"},
      {"{\"a\": 1,}", "syntax@1:9"},
      {"{,}", "syntax@1:2"},
      {"{a: 1}", "syntax@1:2"},
      {"{'a': 1}", "syntax@1:2"},
      {"{\"a\": 'x'}", "syntax@1:7"},
      {"{\"a\":}", "syntax@1:6"},
      {"{\"a\"}", "syntax@1:5"},
      {"[1,]", "syntax@1:4"},
      {"[,1]", "syntax@1:2"},
      {"[1 2]", "syntax@1:4"},
      {"[\"a\"\"b\"]", "syntax@1:5"},
      {"[true\"b\"]", "syntax@1:6"},
      {"[1\"b\"]", "syntax@1:3"},
      {"[1}", "syntax@1:3"},
      {"{\"a\": [1, 2}", "syntax@1:12"},
      {"[1, [2, 3]", "syntax@1:1"},
      {"[1]]", "syntax@1:4"},
      {"{} x", "syntax@1:4"},
      {"{}\n{}", "syntax@2:1"},
      {"1 2", "syntax@1:3"},
      {"\"a\" \"b\"", "syntax@1:5"},
      {"[tru]", "syntax@1:2"},
      {"[True]", "syntax@1:2"},
      {"[nulls]", "syntax@1:2"},
      {"[NaN]", "syntax@1:2"},
      {"[Infinity]", "syntax@1:2"},
      {"[010]", "syntax@1:2"},
      {"[1.]", "syntax@1:2"},
      {"[.5]", "syntax@1:2"},
      {"[+1]", "syntax@1:2"},
      {"[1e]", "syntax@1:2"},
      {"[-]", "syntax@1:2"},
      {"[0x10]", "syntax@1:2"},
      {"01", "syntax@1:1"},
      {"[\"abc]", "syntax@1:2"},
      {"[\"a\nb\"]", "syntax@1:2"},
      {"[\"a\tb\"]", "syntax@1:4"},
      {"[\"a\\x\"]", "syntax@1:4"},
      {"[\"\\u12\"]", "syntax@1:3"},
      {"[\"\\uD800\"]", "syntax@1:3"},
      {"[\"\\uD800\\u0041\"]", "syntax@1:3"},
      {"[\"\\uDC00\"]", "syntax@1:3"},
      {"// c\n{}", "syntax@1:1"},
      {"{} # c", "syntax@1:4"},
      {"\xef\xbb\xbf[1,]", "syntax@1:4"},
      {"{\"a\": 1, \"b\": {\"c\": 1, \"c\": 2}, \"a\": 3}", "duplicate-key@1:33 duplicate-key@1:24"},
      {"{\"a\": 1, \"\\u0061\": 2}", "duplicate-key@1:10"},
  }));
  CAPTURE(row.text);
  const Read result = read(row.text, "a.json");
  CHECK(result.complaints() == row.expected);
  CHECK_FALSE(result.node);
}

TEST_CASE("a repeated key is refused however many complaints came before") {
  Sources sources;
  Diagnostics diagnostics;
  for (int i = 0; i < 60; ++i) diagnostics.add(Code::syntax, {}, "earlier");
  CHECK_FALSE(parse_json(sources.add("a.json", R"({"a": 1, "a": 2})"), diagnostics));
  CHECK_FALSE(parse_yaml(sources.add("a.yaml", "a: 1\na: 2\n"), diagnostics));
  CHECK(diagnostics.errors() == 62);
}

TEST_CASE("every node of JSON has its place") {
  const Read result = read(
      "{\"a\": \"x\\\"y\" ,\n"
      " \"b\\n\" : [1.50, true , null, {}, [ ]\n ],\n"
      " \"é\": \"中\"}\n",
      "a.json");
  REQUIRE(result.node);
  const Node& root = *result.node;
  CHECK(place(root.span) == "1:1-4:14");
  CHECK(place(root.entries[0].key_span) == "1:2-1:5");
  CHECK(place(root.entries[0].value.span) == "1:7-1:13");
  CHECK(place(root.entries[1].key_span) == "2:2-2:7");
  const Node& list = root.entries[1].value;
  CHECK(place(list.span) == "2:10-3:3");
  CHECK(place(list.items[0].span) == "2:11-2:15");
  CHECK(place(list.items[1].span) == "2:17-2:21");
  CHECK(place(list.items[2].span) == "2:24-2:28");
  CHECK(place(list.items[3].span) == "2:30-2:32");
  CHECK(place(list.items[4].span) == "2:34-2:37");
  CHECK(place(root.entries[2].value.span) == "4:8-4:13");
}

TEST_CASE("YAML and JSON give the same tree from the same content") {
  struct Row {
    std::string yaml, json;
  };
  const Row row = GENERATE(values<Row>({
      {"openrisk: card/1\nrelease: {name: OLMo 2 13B, version: \"1124\", date: 2024-11-25}\noutputs: [text, "
       "code]\n",
       R"({"openrisk":"card/1","release":{"name":"OLMo 2 13B","version":"1124","date":"2024-11-25"},"outputs":["text","code"]})"},
      {"evals:\n  wmdp_bio: {value: 0.52, source: r/l.json, note: 5-shot}\n  vct: unknown\n",
       R"({"evals":{"wmdp_bio":{"value":0.52,"source":"r/l.json","note":"5-shot"},"vct":"unknown"}})"},
      {"version: 1.10\nflop: 1e25\nn: -3\n", R"({"version":1.10,"flop":1e25,"n":-3})"},
      {"a: true\nb: \"true\"\nc: no\nd:\ne: ~\nf: ''\n",
       R"({"a":true,"b":"true","c":"no","d":null,"e":null,"f":""})"},
      {"a: |\n  x\n  y\nb: \"\\u00e9\\n\"\n", R"({"a":"x\ny\n","b":"\u00e9\n"})"},
      {"a: 010\nb: .5\nc: .inf\nd: 1_000\n", R"({"a":"010","b":".5","c":".inf","d":"1_000"})"},
      {"- []\n- {}\n- - 1\n", "[[],{},[1]]"},
  }));
  CAPTURE(row.yaml);
  const Read yaml = read(row.yaml), json = read(row.json, "a.json"), flow = read(row.json, "b.yaml");
  REQUIRE(yaml.node);
  REQUIRE(json.node);
  REQUIRE(flow.node);
  CHECK(outline(*yaml.node) == outline(*json.node));
  CHECK(outline(*flow.node) == outline(*json.node));
  CHECK(to_json(*yaml.node) == to_json(*json.node));
}

TEST_CASE("a tree written as JSON reads back as the same tree") {
  const std::string text =
      GENERATE(as<std::string>(), R"({"a":[1,1.10,"1","x",true,"true",null,{}],"b":{"c":[]}})",
               R"(["\"\\\n\u0000\u001f\u007f","é中",""])", "\"x\"", "1");
  const Read first = read(text, "a.json");
  REQUIRE(first.node);
  const Read again = read(to_json(*first.node), "a.json");
  REQUIRE(again.node);
  CHECK(outline(*again.node) == outline(*first.node));
  CHECK(to_json(*again.node) == to_json(*first.node));
}

TEST_CASE("written JSON is compact and keeps the order and the digits") {
  const Read result = read("z: [1.10, \"1.10\", x]\na: {b: true, c: 'true', d: }\nn: 1e999\n");
  REQUIRE(result.node);
  CHECK(to_json(*result.node) == R"({"z":[1.10,"1.10","x"],"a":{"b":true,"c":"true","d":null},"n":"1e999"})");
}

TEST_CASE("the syntax is told by the name, of standard input by the text") {
  struct Row {
    std::string name, text;
    Syntax expected;
  };
  const Row row = GENERATE(values<Row>({
      {"a.json", "a: 1", Syntax::json},
      {"A.JSON", "a: 1", Syntax::json},
      {"cards.jsonl", "", Syntax::json},
      {"a.yaml", "{}", Syntax::yaml},
      {"json", "{}", Syntax::yaml},
      {"-", "{\"a\": 1}", Syntax::json},
      {"-", " \n{\"a\": 1}", Syntax::json},
      {"-", "{a: 1}", Syntax::yaml},
      {"-", "{\"a\": 1, b: 2}", Syntax::yaml},
      {"-", "{\"a\": 1} x", Syntax::json},  // neither: its errors are those of JSON
      {"-", "{\"a\": [1", Syntax::json},
      {"-", "{a: [1", Syntax::yaml},
      {"-", "[1]", Syntax::yaml},
      {"-", "", Syntax::yaml},
  }));
  CAPTURE(row.name, row.text);
  CHECK(syntax_of(Source{1, row.name, row.text}) == row.expected);
}

TEST_CASE("numbers and booleans of scalars") {
  struct Row {
    std::string text;
    std::optional<double> number;
  };
  const Row row = GENERATE(values<Row>({
      {"0", 0},      {"-0", 0},    {"0.5", 0.5}, {"-2", -2}, {"1e25", 1e25}, {"1E+2", 100},
      {"1.10", 1.1}, {"010", {}},  {".5", {}},   {"1.", {}}, {"+1", {}},     {"1_000", {}},
      {".inf", {}},  {".nan", {}}, {"0x10", {}}, {"1e", {}}, {"1e999", {}},  {"-", {}},
      {"", {}},      {"1 ", {}},   {"1,5", {}},  {"00", {}}, {"-01", {}},    {"1.5.2", {}},
  }));
  CAPTURE(row.text);
  Node node{NodeKind::scalar, false, row.text, {}, {}, {}};
  CHECK(number_of(node) == row.number);
  node.quoted = true;
  CHECK_FALSE(number_of(node));
  CHECK_FALSE(number_of(Node{}));
}

TEST_CASE("true and false only") {
  CHECK(boolean_of(Node{NodeKind::scalar, false, "true", {}, {}, {}}) == true);
  CHECK(boolean_of(Node{NodeKind::scalar, false, "false", {}, {}, {}}) == false);
  for (const std::string text : {"yes", "no", "on", "True", "TRUE", "1", ""})
    CHECK_FALSE(boolean_of(Node{NodeKind::scalar, false, text, {}, {}, {}}));
  CHECK_FALSE(boolean_of(Node{NodeKind::scalar, true, "true", {}, {}, {}}));
  CHECK_FALSE(boolean_of(Node{}));
}
