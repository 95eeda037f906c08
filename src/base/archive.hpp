// Values as bytes, for what the build has checked and the program takes back at each start. Both sides
// are of one build, so there are neither versions nor checks: never give it anything else to read.
// A type says what it consists of once, for both directions:
//   template <class A> void archive(A& a, Actor& actor) { auto& [who, resources] = actor; a(who, resources);
//   }
// with all its members by structured binding, so that one that is added and forgotten does not compile. A
// pointer is kept as the number of what it points to, which the archive must hold before.
#pragma once

#include <cstdint>
#include <cstring>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeindex>
#include <utility>
#include <variant>
#include <vector>

#include "openrisk/base.hpp"

namespace openrisk {

template <class T>
concept PlainValue = std::is_arithmetic_v<T> || std::is_enum_v<T>;

// A type with neither padding nor pointers may say that lists of it are archived as they lie in memory.
template <class T>
inline constexpr bool is_archived_whole = false;
template <class T>
concept ArchivedWhole = std::has_unique_object_representations_v<T> &&
    ((PlainValue<T> && !std::is_same_v<T, bool>) || is_archived_whole<T>);

class ArchiveWriter {
 public:
  template <class... T>
  void operator()(T&... values) {
    (put(values), ...);
  }
  std::string take() { return std::move(bytes_); }

 private:
  template <PlainValue T>
  void put(const T& value) {
    char raw[sizeof(T)];
    std::memcpy(raw, &value, sizeof(T));
    bytes_.append(raw, sizeof(T));
  }
  void put(std::string& text) {
    put(static_cast<std::uint32_t>(text.size()));
    bytes_ += text;
  }
  template <class T>
  void put(std::vector<T>& list) {
    put(static_cast<std::uint32_t>(list.size()));
    if constexpr (ArchivedWhole<T>)
      bytes_.append(reinterpret_cast<const char*>(list.data()), list.size() * sizeof(T));
    else
      for (T& item : list) put(item);
  }
  template <class T>
  void put(std::optional<T>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <class T, class U>
  void put(std::pair<T, U>& both) {
    put(both.first);
    put(both.second);
  }
  template <class T>
  void put(std::shared_ptr<const T>& value) {
    put(const_cast<T&>(*value));
  }
  template <class... T>
  void put(std::variant<T...>& value) {
    put(static_cast<std::uint32_t>(value.index()));
    std::visit([this](auto& held) { this->put(held); }, value);
  }
  template <class T>
  void put(const T*& pointer) {
    put(numbers_.at({pointer, typeid(T)}));
  }
  template <class T>
  requires std::is_class_v<T>
  void put(T& value) {
    numbers_.try_emplace({&value, typeid(T)}, count_++);
    archive(*this, value);
  }

  std::string bytes_;
  std::map<std::pair<const void*, std::type_index>, std::uint32_t> numbers_;
  std::uint32_t count_ = 0;
};

class ArchiveReader {
 public:
  explicit ArchiveReader(std::string_view bytes) : rest_(bytes) {}
  template <class... T>
  void operator()(T&... values) {
    (get(values), ...);
  }

 private:
  std::uint32_t size() {
    std::uint32_t n = 0;
    get(n);
    return n;
  }
  template <PlainValue T>
  void get(T& value) {
    std::memcpy(&value, rest_.data(), sizeof(T));
    rest_.remove_prefix(sizeof(T));
  }
  void get(std::string& text) {
    const std::uint32_t n = size();
    text.assign(rest_.data(), n);
    rest_.remove_prefix(n);
  }
  template <class T>
  void get(std::vector<T>& list) {
    list.resize(size());
    if constexpr (ArchivedWhole<T>) {
      if (list.empty()) return;
      std::memcpy(list.data(), rest_.data(), list.size() * sizeof(T));
      rest_.remove_prefix(list.size() * sizeof(T));
    } else {
      for (T& item : list) get(item);
    }
  }
  template <class T>
  void get(std::optional<T>& value) {
    bool present = false;
    get(present);
    if (present) get(value.emplace());
  }
  template <class T, class U>
  void get(std::pair<T, U>& both) {
    get(both.first);
    get(both.second);
  }
  template <class T>
  void get(std::shared_ptr<const T>& value) {
    auto made = std::make_shared<T>();
    get(*made);
    value = std::move(made);
  }
  template <class... T>
  void get(std::variant<T...>& value) {
    const std::uint32_t index = size();
    std::uint32_t at = 0;
    ((at++ == index ? get(value.template emplace<T>()) : void()), ...);
  }
  template <class T>
  void get(const T*& pointer) {
    pointer = static_cast<const T*>(read_[size()]);
  }
  template <class T>
  requires std::is_class_v<T>
  void get(T& value) {
    read_.push_back(&value);
    archive(*this, value);
  }

  std::string_view rest_;
  std::vector<const void*> read_;  // what has a number
};

// Shipped data has no place in a file that the user could open.
template <class A>
void archive(A&, Span&) {}

// A value of a default-constructible type from its bytes, and back.
template <class T>
T from_archive(std::string_view bytes) {
  T value;
  ArchiveReader reader(bytes);
  reader(value);
  return value;
}
template <class T>
std::string to_archive(T value) {
  ArchiveWriter writer;
  writer(value);
  return writer.take();
}

}  // namespace openrisk
