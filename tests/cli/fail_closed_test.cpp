// The real program when its surroundings fail: never status 0, never half a file, always a message.

#include "running.hpp"
#include "support/catch.hpp"

using namespace openrisk::cli;

namespace {

bool is_told(const Folder& folder) {
  return complaints(content_of(folder / "err")) == std::vector<std::string>{"unwritable"};
}

// What a write that failed would leave.
bool is_tidy(const Folder& folder) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path()))
    if (entry.path().filename().string().starts_with(".openrisk-")) return false;
  return true;
}

const std::string formats[] = {"text",  "markdown", "json",           "jsonl", "sarif",
                               "junit", "github",   "github-summary", "gitlab"};

}  // namespace

TEST_CASE("a full disk is an error in every format") {
  const Folder folder;
  folder.write("release.yaml", small_card);
  for (const std::string& format : formats) {
    INFO(format);
    CHECK(shell(folder, "openrisk assess release.yaml -f " + format + " > /dev/full 2> err") == 2);
    CHECK(is_told(folder));
    CHECK(shell(folder, "openrisk assess release.yaml -o " + format + "=/dev/full 2> err") == 2);
    CHECK(is_told(folder));
  }
}

TEST_CASE("a reader that is gone is an error in every format") {
  const Folder folder;
  folder.write("release.yaml", small_card);
  for (const std::string& format : formats) {
    INFO(format);
    CHECK(shell(folder, "set -o pipefail; { sleep 0.1; openrisk assess release.yaml -f " + format +
                            " 2> err; } | true") == 2);
    CHECK(is_told(folder));
  }
}

TEST_CASE("an output that cannot be written leaves what was there, and the other outputs are written") {
  const Folder folder;
  folder.write("release.yaml", small_card);
  folder.write("taken/x", "");
  folder.write("old", "old\n");
  for (const std::string target : {"none/r", "taken", "old/r", "/proc/openrisk"}) {
    INFO(target);
    for (const std::string format : {"sarif", "github-summary"}) {
      CHECK(shell(folder, "rm -f good.json; openrisk assess release.yaml -o " + format + "=" + target +
                              " -o good.json 2> err") == 2);
      CHECK(is_told(folder));
      CHECK(content_of(folder / "good.json").ends_with("}\n"));
    }
  }
  CHECK(content_of(folder / "old") == "old\n");
  CHECK(is_tidy(folder));
}

// A limit stops a write in its middle, as a full disk does.
TEST_CASE("a write that ends in the middle leaves the old file whole") {
  const Folder folder;
  folder.write("release.yaml", small_card);
  folder.write("r.json", "old\n");
  folder.write("summary", "old\n");
  const std::string limited = "trap '' XFSZ; ulimit -f 1; ";
  CHECK(shell(folder, limited + "openrisk assess release.yaml -o r.json 2> err") == 2);
  CHECK(is_told(folder));
  CHECK(content_of(folder / "r.json") == "old\n");
  CHECK(is_tidy(folder));
  CHECK(shell(folder, limited + "openrisk assess release.yaml -o github-summary=summary 2> err") == 2);
  CHECK(is_told(folder));
  CHECK(content_of(folder / "summary") == "old\n");
}

TEST_CASE("a signal in the middle: not green, no half of a file, nothing left behind") {
  const Folder folder;
  std::string lines;
  for (int i = 0; i < 20000; ++i) lines += small_json + "\n";
  folder.write("cards.jsonl", lines);
  const std::string run = "openrisk assess cards.jsonl --jobs 1 -f jsonl -o r.jsonl 2> err & pid=$!; sleep ";
  for (const std::string when : {"0.02", "0.1", "0.3"}) {
    for (const auto& [signal, status] : {std::pair("TERM", 143), std::pair("HUP", 129)}) {
      INFO(when << " " << signal);
      folder.write("r.jsonl", "old\n");
      CHECK(shell(folder, run + when + "; kill -" + signal + " $pid; wait $pid") == status);
      CHECK(content_of(folder / "r.jsonl") == "old\n");
      CHECK(is_tidy(folder));
    }
  }
}

TEST_CASE("a card that is a pipe is read to its end, and half a card is no card") {
  const Folder folder;
  folder.write("release.yaml", small_card);
  folder.write("half.json", small_json.substr(0, small_json.size() / 2));
  CHECK(shell(folder, "mkfifo pipe; (cat release.yaml > pipe) & openrisk assess pipe -f json > out 2> err") ==
        0);
  CHECK(contains(content_of(folder / "out"), "\"Small\""));
  CHECK(shell(folder, "(cat half.json > pipe) & openrisk assess pipe -f json > out 2> err") == 2);
  CHECK(content_of(folder / "out") == "");
  CHECK(complaints(content_of(folder / "err")).size() == 1);
  CHECK(shell(folder, "(true > pipe) & openrisk assess pipe -f json > out 2> err") == 2);
  CHECK(complaints(content_of(folder / "err")).front().starts_with("empty-file"));
}

TEST_CASE("a stream of cards that breaks off is an error") {
  struct Breaking : std::stringbuf {
    using std::stringbuf::stringbuf;
    int_type underflow() override {
      const int_type next = std::stringbuf::underflow();
      if (next == traits_type::eof()) throw std::runtime_error("broken");  // becomes badbit
      return next;
    }
  };
  Breaking broken(small_json + "\n" + small_json + "\n" + small_json.substr(0, 40));
  std::istream in(&broken);
  std::ostringstream out, err;
  CHECK(run({"assess", "-", "-f", "jsonl", "-r", small_rubric}, {in, out, err}, surroundings()) == 2);
  CHECK(!contains(out.str(), small_json.substr(0, 40)));
  CHECK(complaints(err.str()) == std::vector<std::string>{"unreadable-file"});
}
