// What the commands that make studies have in common: cards read and bound, and results written.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/setup.hpp"
#include "openrisk/render_study.hpp"

namespace openrisk::cli {

struct StudyOutput {
  StudyFormat format = StudyFormat::text;
  std::string file = "-";
};

// Adds --format and --output.
struct StudyOptions {
  std::string format;
  std::vector<std::string> outputs;
};
void add_study_options(Arguments& arguments, StudyOptions& options);
std::optional<std::vector<StudyOutput>> read_study_outputs(const StudyOptions& options, Session& session);

StudyContext study_context(const Settings& settings, const Session& session);

// Writes a study in every format that was asked for; `make` gives its text. False where that fails.
template <typename Make>
bool write_study(const std::vector<StudyOutput>& outputs, StudyContext context, Session& session,
                 const Make& make);

// The one card that a study is about, with --set applied unless it is an earlier card, and bound to a rubric.
// Complains to the session.
std::optional<Card> read_study_card(const std::string& path, const Settings& settings, Session& session,
                                    bool assumed = true);
// For cards of one name: the path tells them apart.
StudyCard with_path(StudyCard card);
std::optional<BoundCard> bind_study_card(const Program& program, Card card, Session& session);

// Says why a measure has no number, or none to work out, for a card.
void complain_of_measure(const std::string& measure, const Program& program, const BoundCard& card,
                         Session& session);

// --- implementation of templates

bool write_study_text(const StudyOutput& output, std::string_view text, Session& session);

template <typename Make>
bool write_study(const std::vector<StudyOutput>& outputs, StudyContext context, Session& session,
                 const Make& make) {
  bool fine = true;
  for (const StudyOutput& output : outputs) {
    context.format = output.format;
    context.options.colour = output.file == "-" && session.colour_out();
    fine = write_study_text(output, make(context), session) && fine;
  }
  return fine;
}

}  // namespace openrisk::cli
