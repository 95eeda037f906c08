// openrisk assess: where reports go, and how they look there.
#include <nlohmann/json.hpp>

#include "running.hpp"
#include "support/catch.hpp"

using namespace openrisk::cli;
using openrisk::parse_date;
using json = nlohmann::json;

TEST_CASE("no output takes the place of a file that is read") {
  const std::string small = small_card;
  const std::vector<std::vector<std::string>> commands{
      {"assess", "card.yaml"},
      {"assess", "card.yaml", "--over", "other.yaml"},
      {"assess", "card.yaml", "--baseline", "other.yaml"},
      {"assess", "card.yaml", "--policy", "policy.yaml"},
      {"assess", "card.yaml", "-r", "rubric.yaml"},
      {"compare", "card.yaml", "other.yaml"},
      {"options", "card.yaml"},
      {"advise", "card.yaml", "--until", "ladders.openness=open"},
      {"rubric", "sensitivity", "card.yaml"},
      {"attest", "card.yaml", "--subject", "weights.bin"}};
  for (const std::vector<std::string>& command : commands) {
    const Folder folder;
    for (const char* card : {"card.yaml", "other.yaml"}) folder.write(card, small);
    folder.write("policy.yaml", ran({"policy", "new", "policy"}).out);
    folder.write("rubric.yaml", ran({"rubric", "new", "rubric"}).out);
    folder.write("weights.bin", "weights");
    std::vector<std::string> args;
    for (const std::string& arg : command) {
      const bool file = arg.ends_with(".yaml") || arg.ends_with(".bin");
      args.push_back(file ? folder / arg : arg);
    }
    for (const std::string& input : command) {
      if (!input.ends_with(".yaml") && !input.ends_with(".bin")) continue;
      const std::string before = content_of(folder / input);
      std::filesystem::create_symlink(folder / input, folder / "link.json");
      for (const std::string& output : {folder / input, folder / "link.json"}) {
        std::vector<std::string> with = args;
        with.insert(with.end(), {"-o", command.front() == "attest" ? output : "json=" + output});
        const Ran result = ran(with);
        INFO(command.front() << " writes to " << output << ": " << result.err);
        CHECK(result.status == 2);
        CHECK(complaints(result.err) == std::vector<std::string>{"usage"});
        CHECK(content_of(folder / input) == before);
      }
      std::filesystem::remove(folder / "link.json");
    }
  }
}

TEST_CASE("every format has its own look") {
  const Folder folder;
  const std::string card = folder.write("release.yaml", small_card);
  const std::string text = assessed({card}).out;
  for (const char* format : {"markdown", "json", "jsonl"}) {
    const Ran result = assessed({card, "-f", format});
    CHECK(result.status == 0);
    CHECK(result.out.size() > 100);
    CHECK(result.out.back() == '\n');
    CHECK(result.out != text);
  }
  CHECK(assessed({card, "-f", "text"}).out == text);
  CHECK(count(assessed({card, "-f", "jsonl"}).out, "\n") == 1);
}

TEST_CASE("outputs: by ending, by name, several at once") {
  const Folder folder;
  const std::string card = folder.write("release.yaml", small_card);
  const Ran result = assessed({card, "-o", folder / "r.json", "-o", folder / "r.md", "--output",
                               "jsonl=" + (folder / "lines"), "-o", folder / "r.txt"});
  CHECK(result.status == 0);
  CHECK(result.out == "");
  CHECK(content_of(folder / "r.json") == assessed({card, "-f", "json"}).out);
  CHECK(content_of(folder / "r.md") == assessed({card, "-f", "markdown"}).out);
  CHECK(content_of(folder / "lines") == assessed({card, "-f", "jsonl"}).out);
  CHECK(content_of(folder / "r.txt") == assessed({card}).out);
}

TEST_CASE("outputs: what standard output gets beside files") {
  const Folder folder;
  const std::string card = folder.write("release.yaml", small_card);
  const Ran both = assessed({card, "-f", "text", "-o", folder / "r.json"});
  CHECK(both.out == assessed({card}).out);
  CHECK(assessed({card, "-f", "json", "-o", folder / "r.json"}).out == "");
  CHECK(assessed({card, "-f", "json", "-o", folder / "report"}).out == "");
  CHECK(content_of(folder / "report") == content_of(folder / "r.json"));
  CHECK(assessed({card, "-o", "json=-", "-o", folder / "r.md"}).out == content_of(folder / "r.json"));
}

TEST_CASE("outputs: what cannot be understood or written") {
  const Folder folder;
  const std::string card = folder.write("release.yaml", small_card);
  for (const std::vector<std::string>& args :
       std::vector<std::vector<std::string>>{{"-f", "jsn"},
                                             {"-o", folder / "report"},
                                             {"-o", "jsn=x"},
                                             {"-o", "json="},
                                             {"-o", ""},
                                             {"-o", folder / "a.json", "-o", folder / "a.json"}}) {
    std::vector<std::string> all{card};
    all.insert(all.end(), args.begin(), args.end());
    const Ran result = assessed(all);
    CHECK(result.status == 2);
    CHECK(result.out == "");
    CHECK(complaints(result.err) == std::vector<std::string>{"usage"});
  }
  const Ran unwritable = assessed({card, "-o", folder / "no/such/folder/r.json"});
  CHECK(unwritable.status == 2);
  CHECK(complaints(unwritable.err) == std::vector<std::string>{"unwritable"});
}

TEST_CASE("a report does not take the place of its card") {
  const Folder folder;
  const std::string card = folder.write("release.json", small_json);
  std::filesystem::create_symlink(card, folder / "link.json");
  for (const std::string& file : {card, folder / "link.json", folder.path() + "/./release.json"}) {
    const Ran result = assessed({card, "-o", file});
    CHECK(result.status == 2);
    CHECK(complaints(result.err) == std::vector<std::string>{"usage"});
  }
  CHECK(content_of(card) == small_json);
}

TEST_CASE("progress is shown to a terminal alone") {
  std::string lines;
  for (int i = 0; i < 300; ++i) lines += small_json + "\n";
  Environment terminal = surroundings();
  terminal.err_terminal = true;
  CHECK(contains(assessed({"-", "-f", "jsonl"}, lines, terminal).err, "\r"));
  CHECK(assessed({"-", "-f", "jsonl", "-q"}, lines, terminal).err == "");
  CHECK(assessed({"-", "-f", "jsonl"}, lines).err == "");
}

TEST_CASE("nothing is written where there is no report") {
  const Folder folder;
  const std::string card = folder.write("release.yaml", "openrisk: card/1\noutpust: [text]\n");
  const std::string old = folder.write("r.json", "old\n");
  CHECK(assessed({card, "-o", old, "-o", folder / "r.md"}).status == 2);
  CHECK(content_of(old) == "old\n");
  CHECK(!std::filesystem::exists(folder / "r.md"));
}

TEST_CASE("colour and width follow the terminal and its variables") {
  const Folder folder;
  const std::string card = folder.write("release.yaml", small_card);
  const auto coloured = [&](const Environment& environment, std::vector<std::string> more = {}) {
    more.insert(more.begin(), card);
    return contains(assessed(more, "", environment).out, "\x1b[");
  };
  Environment pipe = surroundings(), terminal = surroundings();
  terminal.out_terminal = true;
  CHECK(!coloured(pipe));
  CHECK(coloured(pipe, {"--color", "always"}));
  CHECK(coloured(terminal));
  CHECK(!coloured(terminal, {"--color", "never"}));
  CHECK(assessed({card, "--color", "sometimes"}).status == 2);
  Environment variables = terminal;
  variables.no_color = "1";
  CHECK(!coloured(variables));
  variables.clicolor_force = "1";
  CHECK(!coloured(variables));
  variables.no_color = "";
  variables.out_terminal = false;
  CHECK(coloured(variables));
  Environment dumb = terminal;
  dumb.term = "dumb";
  CHECK(!coloured(dumb));
  Environment wide = surroundings();
  wide.columns = "120";
  CHECK(assessed({card}, "", wide).out != assessed({card}).out);
}

TEST_CASE("standard output that cannot be written is an error") {
  struct Full : std::streambuf {
    std::streamsize xsputn(const char*, std::streamsize) override { return 0; }
    int_type overflow(int_type) override { return traits_type::eof(); }
  };
  for (const std::vector<std::string>& args :
       std::vector<std::vector<std::string>>{{"assess", "-", "-r", small_rubric},
                                             {"assess", "-", "-f", "jsonl", "-r", small_rubric},
                                             {"explain", "facts"},
                                             {"--help"},
                                             {"rubric", "list"}}) {
    Full full;
    std::istringstream in(small_card);
    std::ostream out(&full);
    std::ostringstream err;
    CHECK(run(args, {in, out, err}, surroundings()) == 2);
    CHECK(complaints(err.str()) == std::vector<std::string>{"unwritable"});
  }
}
