// The IDX format of the MNIST files (Y. LeCun, "The MNIST database of handwritten digits").
//
//   bytes 0, 1   zero
//   byte 2       type of the values; 8 is unsigned bytes, the only one taken here
//   byte 3       number of dimensions: 1 for labels [count], 3 for images [count, rows, columns]
//   then         each dimension, 4 bytes, big-endian
//   then         the values, last dimension fastest

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace inkling {

enum class IdxRole { kImages, kLabels };

const char* idxRoleName(IdxRole role);  // "images" or "labels"

struct IdxHeader {
  IdxRole role = IdxRole::kImages;
  int count = 0;               // at least 1
  int rows = 0;                // 1..64; 0 for labels
  int columns = 0;             // 1..64; 0 for labels
  std::size_t byteLength = 0;  // of the header itself: 16 for images, 8 for labels
  std::size_t fileLength = 0;  // of the whole file, at most 512 MB
};

// Reads the header from the beginning of a file: 16 bytes are enough, for labels 8. `name` names
// the file in errors. Throws kBadIdx, with what was expected and what came.
IdxHeader idxHeader(const std::string& name, std::span<const std::uint8_t> bytes);

// A whole file that has passed every check. The values stay the bytes that they were.
class IdxFile {
 public:
  // Takes the bytes over, without a copy. Throws kBadIdx: as `idxHeader`, and where the length is
  // not the header's, or a label is above 25.
  IdxFile(std::string name, std::vector<std::uint8_t> bytes);

  const std::string& name() const { return name_; }
  const IdxHeader& header() const { return header_; }

  // All values: [count, rows, columns] or [count].
  std::span<const std::uint8_t> values() const {
    return std::span(bytes_).subspan(header_.byteLength);
  }

 private:
  std::string name_;
  IdxHeader header_;
  std::vector<std::uint8_t> bytes_;
};

}  // namespace inkling
