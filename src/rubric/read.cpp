// A rubric is read in three steps: its tree with what it extends, the tree against the shape, the parts
// one by one; then the whole is checked. Errors of one step do not keep the next from looking.
#include <algorithm>

#include "base/file.hpp"
#include "rubric/extends.hpp"
#include "rubric/parts.hpp"
#include "rubric/shape.hpp"
#include "rubric/take.hpp"

namespace openrisk {
namespace {

std::vector<Citation> read_citations(const Node& root) {
  std::vector<Citation> citations;
  for (const NodeEntry& entry : entries_at(root, "sources"))
    citations.push_back({{entry.key, entry.key_span},
                         prose_at(entry.value, "title"),
                         prose_at(entry.value, "url"),
                         prose_at(entry.value, "date"),
                         prose_at(entry.value, "read"),
                         prose_at(entry.value, "note")});
  return citations;
}

void read_head(const Node& root, Rubric& rubric, Complaints& complaints) {
  rubric.span = root.span;
  rubric.id = text_at(root, "id");
  rubric.title = prose_at(root, "title");
  rubric.version = prose_at(root, "version");
  rubric.about = prose_at(root, "about");
  for (const Node& item : items_at(root, "authors"))
    rubric.authors.push_back({prose_at(item, "name"), prose_at(item, "interests")});
  const auto as_of = date_at(root, "as_of"), review_by = date_at(root, "review_by");
  rubric.as_of = as_of.value_or(Date{});
  rubric.review_by = review_by.value_or(Date{});
  if (as_of && review_by && *review_by < *as_of)
    complaints.add(Code::out_of_range, root.get("review_by")->span, "`review_by` lies before `as_of`");
}

Rubric read_tree(const Node& root, Complaints& complaints) {
  Rubric rubric;
  read_head(root, rubric, complaints);
  rubric.sources = read_citations(root);
  if (const Node* bands = root.get("bands")) rubric.bands = read_bands(*bands, complaints);
  rubric.worlds = read_worlds(root);
  rubric.options = read_options(root);
  for (const NodeEntry& entry : entries_at(root, "let"))
    rubric.lets.emplace_back(Text{entry.key, entry.key_span}, text_of(&entry.value));
  for (const NodeEntry& entry : entries_at(root, "lists")) {
    std::vector<Text> words;
    for (const Node& item : entry.value.items) words.push_back(text_of(&item));
    rubric.lists.emplace_back(Text{entry.key, entry.key_span}, std::move(words));
  }
  for (const Kind kind : {Kind::threat, Kind::burden, Kind::benefit})
    for (const Node& item : items_at(root, plural_of(kind)))
      if (item.is_mapping()) rubric.subjects.push_back(read_subject(item, kind, complaints));
  rubric.ladders = read_ladders(root);
  rubric.checks = read_checks(root);
  rubric.reference = read_reference(root);
  rubric.headline = texts_at(root, "headline");
  check_rubric(rubric, complaints);
  return rubric;
}

}  // namespace

std::optional<Rubric> read_rubric(const Source& source, RubricFinder& finder, Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.errors();
  std::optional<WholeTree> tree = whole_tree(source, finder, diagnostics);
  if (!tree) return std::nullopt;
  Diagnostics found;
  conform(tree->root, rubric_shape(), found);
  Complaints complaints{found, tree->extends};
  Rubric rubric = read_tree(tree->root, complaints);
  report_with_near(found, tree->near, diagnostics);
  if (diagnostics.errors() > errors) return std::nullopt;
  rubric.sha256 = sha256(to_json(tree->root));
  return rubric;
}

}  // namespace openrisk
