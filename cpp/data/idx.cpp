#include "data/idx.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/error.h"

namespace inkling {
namespace {

constexpr std::size_t kMagicLength = 4;
constexpr std::size_t kDimensionLength = 4;
constexpr int kUnsignedByte = 8;
constexpr std::uint32_t kLargestSide = 64;
constexpr std::uint64_t kLargestFile = std::uint64_t{512} << 20;
constexpr int kLargestLabel = 25;

[[noreturn]] void refuse(const std::string& name, const std::string& expectedAndGot) {
  throw Error(ErrorCode::kBadIdx, name + ": expected " + expectedAndGot);
}

std::string hex(std::uint8_t byte) {
  constexpr std::array<char, 17> kDigits = {"0123456789abcdef"};
  return {kDigits[byte >> 4U], kDigits[byte & 15U]};
}

// What a file that is no IDX file seems to be, from its first two bytes.
std::string describeStart(std::uint8_t first, std::uint8_t second) {
  std::string description = "the bytes " + hex(first) + " " + hex(second);
  if (first == 0x1f && second == 0x8b) {
    description += " (a gzip file, to be unpacked first)";
  } else if (first == '<') {
    description += " (a web page?)";
  } else if (first == 'P' && second == 'K') {
    description += " (a zip archive)";
  }
  return description;
}

std::uint32_t bigEndian(std::span<const std::uint8_t> bytes, std::size_t at) {
  return (std::uint32_t{bytes[at]} << 24) | (std::uint32_t{bytes[at + 1]} << 16) |
         (std::uint32_t{bytes[at + 2]} << 8) | std::uint32_t{bytes[at + 3]};
}

// Checks the first four bytes and returns the number of dimensions, 1 or 3.
int readMagic(const std::string& name, std::span<const std::uint8_t> bytes) {
  if (bytes.size() < kMagicLength) {
    refuse(name, "an IDX file, which has at least 8 bytes, got " + std::to_string(bytes.size()));
  }
  if (bytes[0] != 0 || bytes[1] != 0) {
    refuse(name, "an IDX file, which begins with two zero bytes, got " +
                     describeStart(bytes[0], bytes[1]));
  }
  if (bytes[2] != kUnsignedByte) {
    refuse(name, "an IDX file of unsigned bytes (type code 08), got type code " + hex(bytes[2]));
  }
  const int dimensions = bytes[3];
  if (dimensions != 1 && dimensions != 3) {
    refuse(name,
           "1 dimension (labels) or 3 dimensions (images), got " + std::to_string(dimensions));
  }
  return dimensions;
}

}  // namespace

const char* idxRoleName(IdxRole role) { return role == IdxRole::kImages ? "images" : "labels"; }

IdxHeader idxHeader(const std::string& name, std::span<const std::uint8_t> bytes) {
  const int dimensions = readMagic(name, bytes);
  IdxHeader header;
  header.role = dimensions == 3 ? IdxRole::kImages : IdxRole::kLabels;
  header.byteLength = kMagicLength + static_cast<std::size_t>(dimensions) * kDimensionLength;
  if (bytes.size() < header.byteLength) {
    refuse(name, "a header of " + std::to_string(header.byteLength) + " bytes, got only " +
                     std::to_string(bytes.size()));
  }
  const std::uint32_t count = bigEndian(bytes, kMagicLength);
  if (count == 0) {
    refuse(name, std::string("at least one of its ") + idxRoleName(header.role) + ", got 0");
  }
  std::uint64_t fileLength = count;
  if (header.role == IdxRole::kImages) {
    const std::uint32_t rows = bigEndian(bytes, kMagicLength + kDimensionLength);
    const std::uint32_t columns = bigEndian(bytes, kMagicLength + 2 * kDimensionLength);
    if (rows == 0 || columns == 0 || rows > kLargestSide || columns > kLargestSide) {
      refuse(name, "images from 1 x 1 to 64 x 64 pixels, got " + std::to_string(rows) + " x " +
                       std::to_string(columns));
    }
    fileLength *= std::uint64_t{rows} * columns;
    header.rows = static_cast<int>(rows);
    header.columns = static_cast<int>(columns);
  }
  fileLength += header.byteLength;
  if (fileLength > kLargestFile) {
    refuse(name,
           "at most 512 MB, got a header that promises " + std::to_string(fileLength) + " bytes");
  }
  header.count = static_cast<int>(count);
  header.fileLength = static_cast<std::size_t>(fileLength);
  return header;
}

IdxFile::IdxFile(std::string name, std::vector<std::uint8_t> bytes)
    : name_(std::move(name)), header_(idxHeader(name_, bytes)), bytes_(std::move(bytes)) {
  if (bytes_.size() != header_.fileLength) {
    const bool truncated = bytes_.size() < header_.fileLength;
    refuse(name_, std::to_string(header_.fileLength) + " bytes, as its header promises, got " +
                      std::to_string(bytes_.size()) +
                      (truncated ? ": the file is truncated" : ": there are trailing bytes"));
  }
  if (header_.role == IdxRole::kLabels) {
    const auto labels = values();
    const auto largest = std::max_element(labels.begin(), labels.end());
    if (*largest > kLargestLabel) {
      refuse(name_, "labels from 0 to 25, got " + std::to_string(*largest) + " for image " +
                        std::to_string(largest - labels.begin() + 1));
    }
  }
}

}  // namespace inkling
