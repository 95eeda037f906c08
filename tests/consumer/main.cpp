// Assesses a card with the default rubric through the library alone, and prints one number:
//   consumer CARD MEASURE
#include <openrisk/openrisk.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>

int main(int argc, char* argv[]) {
  using namespace openrisk;
  if (argc != 3) return 2;
  std::ifstream file(argv[1], std::ios::binary);
  Sources sources;
  Diagnostics diagnostics;
  const Source& text = sources.add(argv[1], {std::istreambuf_iterator<char>(file), {}});
  const std::optional<Card> card = read_card(text, builtin_vocabulary(), diagnostics);
  const std::optional<Program> program = builtin_program("science-2024");
  const std::optional<Answers> answers = card && program ? bind(*program, *card, diagnostics) : std::nullopt;
  for (const Diagnostic& one : diagnostics.all())
    std::cerr << page_of(one.code).name << ": " << one.message << '\n';
  if (!answers) return 2;
  Request request;
  request.date = *parse_date("2026-11-22");
  const Assessment assessment = assess(*program, *answers, request);
  const Measure* measure = assessment.find(argv[2]);
  if (measure == nullptr) return 1;
  std::cout << round_score(measure->value.high()) << '\n';
  const Report report = build_report(*program, *card, *answers, assessment, {});
  return render({report}, Format::json).empty() ? 1 : 0;
}
