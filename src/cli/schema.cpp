#include <algorithm>

#include "base/text.hpp"
#include "card/shape.hpp"
#include "cli/commands.hpp"
#include "policy/shape.hpp"
#include "report/attestation.hpp"
#include "report/shape.hpp"
#include "rubric/shape.hpp"
#include "vocabulary/shape.hpp"

namespace openrisk::cli {
namespace {

struct SchemaKind {
  std::string name;
  std::string (*schema)();
};

std::string id_of(const std::string& name) { return "urn:openrisk:schema:" + name + "/1"; }

const std::vector<SchemaKind>& kinds() {
  static const std::vector<SchemaKind> all{
      {"card",
       [] {
         return json_schema(CardShape(builtin_vocabulary()).root(), id_of("card"), "openrisk release card");
       }},
      {"rubric", [] { return json_schema(rubric_shape(), id_of("rubric"), "openrisk rubric"); }},
      {"policy", [] { return json_schema(policy_shape(), id_of("policy"), "openrisk policy"); }},
      {"cases", [] { return json_schema(cases_shape(), id_of("cases"), "cases of an openrisk rubric"); }},
      {"vocabulary",
       [] { return json_schema(vocabulary_shape(), id_of("vocabulary"), "openrisk vocabulary"); }},
      {"report", [] { return json_schema(report_shape(), id_of("report"), "openrisk report"); }},
      {"attestation",
       [] {
         return json_schema(attestation_shape(), id_of("attestation"),
                            "predicate of an openrisk attestation, type " + std::string(attestation_type));
       }},
  };
  return all;
}

}  // namespace

int schema_command(const Args& args, Session& session) {
  std::string name;
  std::vector<std::string> names;
  for (const SchemaKind& kind : kinds()) names.push_back(kind.name);
  Arguments arguments("schema", "KIND", "The JSON Schema of a format, for editors and validators.");
  arguments.positional("KIND", name, join(names, ", "));
  arguments.words(names);
  session.add_options(arguments);
  arguments.example("openrisk schema card > card.schema.json");
  if (const auto status = session.parse(arguments, args)) return *status;
  const auto kind =
      std::find_if(kinds().begin(), kinds().end(), [&](const SchemaKind& one) { return one.name == name; });
  if (kind == kinds().end()) {
    std::string help = did_you_mean(name, names);
    if (help.empty()) help = "there are: " + join(names, ", ");
    session.diagnostics.add(Code::usage, {}, "there is no schema of '" + visible(name) + "'",
                            std::move(help));
    return session.finish(Status::trouble);
  }
  session.print(kind->schema());
  return session.finish();
}

}  // namespace openrisk::cli
