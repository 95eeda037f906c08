#include "assessment/compared.hpp"

#include <algorithm>

#include "assessment/doubt.hpp"

namespace openrisk {

std::vector<Compared> compared_measures(const Program& program, const Answers& answers,
                                        const Request& request, const CompiledSubject& subject) {
  std::vector<Compared> all;
  const auto add = [&](const std::string& baseline, const ProblemWorlds& comparison) {
    std::string name = baseline.empty() ? subject.name() : subject.name() + "." + baseline;
    if (!request.only || std::find(request.only->begin(), request.only->end(), name) != request.only->end())
      all.push_back({std::move(name), baseline, comparison});
  };
  const ProblemWorlds alone{&answers, nullptr, nullptr};
  if (subject.kind != Kind::threat) add("", alone);
  for (std::size_t world : subject.over)
    add(program.worlds[world].id,
        world == 0 ? alone : ProblemWorlds{&answers, nullptr, &program.worlds[world]});
  for (const BaselineCard& other : request.over) {
    // The unknowns of another card are its own; a card that says the same shares them.
    const Answers* card = say_the_same(answers, other.answers) ? nullptr : &other.answers;
    add(other.name, {&answers, card, &program.worlds.front()});
  }
  return all;
}

std::vector<double> numbers_of(const Program& program) {
  std::vector<double> numbers;
  numbers.reserve(program.numbers.size());
  for (const Number& number : program.numbers) numbers.push_back(number.value);
  return numbers;
}

}  // namespace openrisk
