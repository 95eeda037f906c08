#include <charconv>

#include "base/text.hpp"
#include "node/shape.hpp"

namespace openrisk {
namespace {

// The number after the slash of "card/1": digits without a leading zero.
std::optional<int> version_of(std::string_view text) {
  int version = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), version);
  if (text.empty() || text[0] < '1' || text[0] > '9' || result.ec != std::errc() ||
      result.ptr != text.data() + text.size()) {
    return std::nullopt;
  }
  return version;
}

bool refuse(const Span& span, std::string message, std::string help, Diagnostics& diagnostics) {
  diagnostics.add(Code::wrong_format, span, std::move(message), std::move(help));
  return false;
}

}  // namespace

bool expect_format(const Node& node, std::string_view format, int newest, Diagnostics& diagnostics) {
  const std::string wanted = std::string(format) + "/" + std::to_string(newest);
  const std::string begin = "begin the file with `openrisk: " + wanted + "`";
  Span top = node.span;
  if (top.end.line > top.begin.line) top.end = {top.begin.line, top.begin.column + 1};
  if (!node.is_mapping()) return refuse(top, "the file is not a mapping", begin, diagnostics);
  const Node* stated = node.get("openrisk");
  if (stated == nullptr) return refuse(top, "the file does not say which format it has", begin, diagnostics);
  const std::string text = stated->is_scalar() ? stated->text : std::string();
  const std::size_t slash = text.find('/');
  const std::string name = text.substr(0, slash);
  const auto version =
      slash == std::string::npos ? std::nullopt : version_of(std::string_view(text).substr(slash + 1));
  if (name != format && !name.empty() && version) {
    return refuse(stated->span,
                  "this is a " + visible(name) + ", and a " + std::string(format) + " is expected",
                  "give a file that begins with `openrisk: " + wanted + "`", diagnostics);
  }
  if (name != format || !version) {
    return refuse(stated->span,
                  stated->is_scalar() ? "'" + visible(text) + "' is no format of openrisk"
                                      : "`openrisk` names one format, in one word",
                  "write `openrisk: " + wanted + "`", diagnostics);
  }
  if (*version > newest) {
    return refuse(stated->span, visible(text) + " is newer than this program, which reads up to " + wanted,
                  "use a newer openrisk", diagnostics);
  }
  return true;
}

}  // namespace openrisk
