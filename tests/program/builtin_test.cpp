// The programs that the build makes are those that compiling the shipped rubrics gives.
#include "openrisk/program.hpp"
#include "program/archive.hpp"
#include "support/catch.hpp"

using namespace openrisk;

TEST_CASE("a shipped program is its rubric, compiled") {
  for (const std::string& id : builtin_rubrics()) {
    INFO(id);
    Diagnostics diagnostics;
    const auto rubric = std::make_shared<const Rubric>(*builtin_rubric(id));
    const std::optional<Program> compiled =
        compile(builtin_vocabulary(), builtin_licenses(), rubric, {}, diagnostics);
    const std::optional<Program> shipped = builtin_program(id);
    REQUIRE(compiled);
    REQUIRE(shipped);
    CHECK(to_archive(*shipped) == to_archive(*compiled));
    CHECK(shipped->vocabulary == &builtin_vocabulary());
    // What it was compiled from is its own: it outlives every other copy.
    for (const CompiledSubject& subject : shipped->subjects) CHECK(subject.written->id.text == subject.id);
    for (const CompiledCheck& check : shipped->checks)
      CHECK(check.written ==
            &shipped->rubric->checks[static_cast<std::size_t>(&check - shipped->checks.data())]);
  }
  CHECK_FALSE(builtin_program("no-such-rubric"));
  CHECK_FALSE(builtin_program("vocabulary"));
}
