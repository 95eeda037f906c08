// The shipped rubrics, compiled when openrisk was built.
#include "base/embedded.hpp"
#include "program/archive.hpp"

namespace openrisk {

std::optional<Program> builtin_program(std::string_view id) {
  const EmbeddedFile* file = embedded_file(id);
  if (file == nullptr || file->kind != EmbeddedFile::Kind::rubric) return std::nullopt;
  auto program = from_archive<Program>(file->archive);
  program.vocabulary = &builtin_vocabulary();
  program.licenses = &builtin_licenses();
  return program;
}

}  // namespace openrisk
