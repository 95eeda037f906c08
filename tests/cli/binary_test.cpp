// A few runs of the real program: its streams, its pipes, its surroundings.

#include "running.hpp"
#include "support/catch.hpp"

using namespace openrisk::cli;

TEST_CASE("the program: statuses and streams") {
  const Folder folder;
  folder.write("release.yaml", small_card);
  CHECK(shell(folder, "openrisk assess release.yaml > out 2> err") == 0);
  CHECK(contains(content_of(folder / "out"), "Small"));
  CHECK(content_of(folder / "err") == "");
  CHECK(shell(folder, "openrisk assess - < release.yaml > in 2> err") == 0);
  CHECK(contains(content_of(folder / "in"), "Small"));
  CHECK(shell(folder, "openrisk assess none.yaml > out 2> err") == 2);
  CHECK(content_of(folder / "out") == "");
  CHECK(shell(folder, "openrisk 2> err") == 2);
  CHECK(shell(folder, "openrisk --version > out") == 0);
}

TEST_CASE("the program: output that cannot be written") {
  const Folder folder;
  folder.write("release.yaml", small_card);
  CHECK(shell(folder, "openrisk assess release.yaml > /dev/full 2> err") == 2);
  CHECK(complaints(content_of(folder / "err")) == std::vector<std::string>{"unwritable"});
  CHECK(shell(folder, "openrisk assess release.yaml -o text=/dev/full 2> err") == 2);
  CHECK(complaints(content_of(folder / "err")) == std::vector<std::string>{"unwritable"});
  // The reader is gone before the first byte.
  CHECK(shell(folder, "set -o pipefail; { sleep 0.3; openrisk assess release.yaml 2> err; } | true") == 2);
  CHECK(complaints(content_of(folder / "err")) == std::vector<std::string>{"unwritable"});
  CHECK(shell(folder, "openrisk assess - < / 2> err") == 2);
  CHECK(complaints(content_of(folder / "err")) == std::vector<std::string>{"unreadable-file"});
}

TEST_CASE("the program: the same bytes in any locale and time zone") {
  const Folder folder;
  folder.write("release.yaml", small_card);
  const std::string command = "openrisk assess release.yaml --date 2026-11-22 -o json=";
  CHECK(shell(folder, "LC_ALL=C TZ=UTC " + command + "a") == 0);
  CHECK(shell(folder, "LC_ALL=de_DE.UTF-8 TZ=Asia/Tokyo COLUMNS=40 " + command + "b") == 0);
  CHECK(content_of(folder / "a") == content_of(folder / "b"));
  CHECK(shell(folder, "SOURCE_DATE_EPOCH=1795305600 openrisk assess release.yaml -o json=c") == 0);
  CHECK(content_of(folder / "a") == content_of(folder / "c"));
}

TEST_CASE("the program: links are followed, pipes are written in place") {
  const Folder folder;
  folder.write("release.yaml", small_card);
  CHECK(shell(folder,
              "mkdir real; ln -s real/report.json link.json; openrisk assess release.yaml -o link.json && "
              "test -L link.json && test -s real/report.json") == 0);
  CHECK(shell(folder,
              "openrisk assess release.yaml -o json=/dev/stdout > piped && cmp piped real/report.json") == 0);
}
