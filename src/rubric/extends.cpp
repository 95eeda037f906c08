#include "rubric/extends.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/text.hpp"
#include "rubric/merge.hpp"
#include "rubric/shape.hpp"

namespace openrisk {
namespace {

constexpr std::size_t longest_chain = 16;

// Shipped rubrics have no number: they are the same when they are the same object.
bool is_same(const Source& a, const Source& b) {
  if (&a == &b) return true;
  if (a.id == 0 || b.id == 0) return false;
  return a.id == b.id ||
         std::filesystem::path(a.name).lexically_normal() == std::filesystem::path(b.name).lexically_normal();
}

void erase_key(Node& mapping, std::string_view key) {
  std::erase_if(mapping.entries, [&](const NodeEntry& entry) { return entry.key == key; });
}

class Chain {
 public:
  Chain(RubricFinder& finder, Diagnostics& diagnostics) : finder_(finder), diagnostics_(diagnostics) {}

  std::optional<WholeTree> follow(const Source& source) {
    links_.push_back(&source);
    std::optional<Node> own = parse(source, diagnostics_);
    if (!own || !expect_format(*own, "rubric", 1, diagnostics_)) return std::nullopt;
    const Node* extends = own->get("extends");
    if (extends == nullptr) {
      const Span span = own->span;
      return WholeTree{std::move(*own), span, {}};
    }
    const Source* base = base_of(*extends, source);
    if (base == nullptr) return std::nullopt;
    std::optional<WholeTree> tree = follow(*base);
    if (!tree) return std::nullopt;
    tree->extends = extends->span;
    put_over(*tree, *own);
    return tree;
  }

 private:
  const Source* base_of(const Node& extends, const Source& source) {
    if (!extends.is_scalar()) {
      diagnostics_.add(Code::wrong_kind, extends.span, "`extends` names no rubric", "write an id or a path");
      return nullptr;
    }
    const Source* base = finder_.find(extends.text, source);
    if (base == nullptr) {
      diagnostics_.add(Code::unknown_rubric, extends.span,
                       fmt::format("no rubric '{}' can be read", visible(extends.text)),
                       did_you_mean(extends.text, builtin_rubrics()));
      return nullptr;
    }
    const bool known =
        std::any_of(links_.begin(), links_.end(), [&](const Source* s) { return is_same(*s, *base); });
    if (!known && links_.size() < longest_chain) return base;
    diagnostics_.add(Code::circular, extends.span,
                     known ? fmt::format("'{}' extends itself", visible(extends.text))
                           : fmt::format("more than {} rubrics extend one another", longest_chain));
    return nullptr;
  }

  // An extending rubric answers for itself: it says who it is, and is not taken for the other.
  void put_over(WholeTree& tree, const Node& own) {
    Node& base = tree.root;
    for (const char* key : {"id", "title", "version"})
      if (own.get(key) == nullptr)
        diagnostics_.add(Code::missing_key, own.span,
                         fmt::format("a rubric that extends another has its own `{}`", key));
    const Node *old = base.get("id"), *id = own.get("id");
    if (old != nullptr && id != nullptr && id->is_scalar() && old->text == id->text)
      diagnostics_.add(Code::duplicate_id, id->span,
                       fmt::format("'{}' is the id of the rubric that is extended", visible(id->text)),
                       "reports name the rubric by its id: choose another");
    erase_key(base, "cases");
    merge_into(base, own, rubric_shape(), tree.near, diagnostics_);
    erase_key(base, "extends");
  }

  RubricFinder& finder_;
  Diagnostics& diagnostics_;
  std::vector<const Source*> links_;
};

}  // namespace

std::optional<WholeTree> whole_tree(const Source& source, RubricFinder& finder, Diagnostics& diagnostics) {
  return Chain(finder, diagnostics).follow(source);
}

}  // namespace openrisk
