#include <algorithm>
#include <utility>

#include "openrisk/base.hpp"

namespace openrisk {

const Source& Sources::add(std::string name, std::string text) {
  const auto id = static_cast<SourceId>(sources_.size() + 1);
  return sources_.emplace_back(Source{id, std::move(name), std::move(text)});
}

const Source* Sources::find(SourceId id) const {
  return id == 0 || id > sources_.size() ? nullptr : &sources_[id - 1];
}

const std::vector<CodePage>& code_pages() {
  static const std::vector<CodePage> pages = {
#define OPENRISK_CODE(id, name, severity, title, page) {Code::id, name, Severity::severity, title, page},
#include "openrisk/codes.def"
#undef OPENRISK_CODE
  };
  return pages;
}

const CodePage& page_of(Code code) { return code_pages()[static_cast<std::size_t>(code)]; }

Diagnostic& Diagnostics::add(Code code, Span span, std::string message, std::string help) {
  const Severity severity = page_of(code).severity;
  if (severity == Severity::error) ++errors_;
  return all_.emplace_back(Diagnostic{code, severity, span, std::move(message), {}, std::move(help)});
}

void Diagnostics::add_all(const Diagnostics& others) {
  all_.insert(all_.end(), others.all_.begin(), others.all_.end());
  errors_ += others.errors_;
}

std::size_t Diagnostics::warnings() const {
  return static_cast<std::size_t>(std::count_if(
      all_.begin(), all_.end(), [](const Diagnostic& d) { return d.severity == Severity::warning; }));
}

}  // namespace openrisk
