#include <fmt/format.h>

#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/outputs.hpp"
#include "cli/rubric_skeletons.hpp"
#include "cli/shipped.hpp"

namespace openrisk::cli {

int rubric_new(const Args& args, Session& session) {
  std::string id, kind(rubric_skeletons().front().kind), date;
  NewFile file;
  Arguments arguments("rubric new", "[OPTIONS] ID", "Write a small rubric to start from, with its cases.");
  arguments.positional("ID", id, "the id of the new rubric");
  std::vector<std::string> kinds, about;
  for (const RubricSkeleton& skeleton : rubric_skeletons()) {
    kinds.emplace_back(skeleton.kind);
    about.push_back(fmt::format("{} ({})", skeleton.kind, skeleton.about));
  }
  arguments.option("-k,--kind", "KIND", kind, "what it has: " + join(about, ", "));
  arguments.words(kinds);
  add_new_file(arguments, file);
  arguments.option("--date", "DAY", date, "the day that it is as of (default today)");
  session.add_options(arguments);
  arguments.example("openrisk rubric new my-rubric -o my-rubric.yaml");
  arguments.example("openrisk rubric new my-framework --kind ladder -o my-framework.yaml");
  if (const auto status = session.parse(arguments, args)) return *status;
  const RubricSkeleton* skeleton = find_skeleton(kind);
  if (skeleton == nullptr)
    session.diagnostics.add(Code::usage, {}, "no rubric begins as '" + visible(kind) + "'",
                            "write " + join(kinds, ", "));
  const std::optional<Date> today = session.date(date);
  if (skeleton == nullptr || !today || !check_new_id(shipped_rubrics, id, session) || !is_free(file, session))
    return session.finish(Status::trouble);
  write_output(file.name, skeleton->text(id, *today), session);
  return session.finish();
}

}  // namespace openrisk::cli
