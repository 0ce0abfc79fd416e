// The value objects that cross into JavaScript, and their conversions. Bytes are copied both ways:
// no view of WebAssembly's memory outlives a call.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <emscripten/val.h>

#include "data/idx.h"
#include "handwriting/digit_writer.h"
#include "session/session.h"

namespace inkling::bindings {

// JavaScript types by the names that the generated declarations print.
EMSCRIPTEN_DECLARE_VAL_TYPE(JsBytes)         // Uint8Array
EMSCRIPTEN_DECLARE_VAL_TYPE(JsNumbers)       // number[]
EMSCRIPTEN_DECLARE_VAL_TYPE(JsString)        // string
EMSCRIPTEN_DECLARE_VAL_TYPE(JsStrokes)       // [x, y] or [x, y, pressure], nested: number[][][]
EMSCRIPTEN_DECLARE_VAL_TYPE(JsExamples)      // LabelledDrawing[]
EMSCRIPTEN_DECLARE_VAL_TYPE(JsPoints)        // RunningPoint[]
EMSCRIPTEN_DECLARE_VAL_TYPE(JsGalleryItems)  // GalleryItem[]
EMSCRIPTEN_DECLARE_VAL_TYPE(JsImages)        // GrayImage[]

// `Config` with JavaScript's numbers, which may be fractions or NaN.
struct JsConfig {
  std::string layers;
  std::string activation;
  std::string initialization;
  double learningRate = 0;
  double batchSize = 0;
  double epochs = 0;
  double seed = 0;
  std::string optimizer;
  double momentum = 0;
  double weightDecay = 0;
  double l2 = 0;
  double clipNorm = 0;
  double labelSmoothing = 0;
  std::string schedule;
  double warmUp = 0;
  std::string augmentation;
  double weightAverage = 0;
  bool keepBest = false;
  double patience = 0;
  bool trainOnAll = false;
  double styles = 0;
};

struct JsImage {
  double rows = 0;
  double columns = 0;
  JsBytes pixels{emscripten::val::undefined()};
};

struct JsReading {
  bool blank = true;
  int prediction = -1;
  JsNumbers probabilities{emscripten::val::undefined()};
  bool isSure = true;
  JsImage image;
  int boxLeft = 0;
  int boxTop = 0;
  int boxWidth = 0;
  int boxHeight = 0;
  JsImage fitted;
  double massRow = 0;
  double massColumn = 0;
};

struct JsSamples {
  JsImages distorted{emscripten::val::undefined()};
  JsImages written{emscripten::val::undefined()};
};

struct JsGalleryItem {
  int label = 0;
  int prediction = 0;
  float probability = 0;
  JsImage image;
};

struct JsProgress {
  // "preparing", "training", "evaluating", "testing", "correcting" or "done"
  JsString phase{emscripten::val::undefined()};
  int epoch = 0;
  int epochs = 0;
  double prepared = 1;
  double corrected = 1;
  double step = 0;
  double epochsTrained = 0;
  int trainedSamples = 0;
  int measuredSamples = 0;
  double batchLoss = 0;
  double batchAccuracy = 0;
  JsPoints points{emscripten::val::undefined()};
  std::optional<EpochResult> epochResult;
  std::optional<TestResult> testResult;
  std::optional<CorrectionResult> correctionResult;
};

struct JsWritten {
  int label = -1;                                   // none for nonsense
  std::string form;                                 // the kind of nonsense
  JsStrokes strokes{emscripten::val::undefined()};  // points with pressure
};

// A file's header without the file: `byteLength` is what the whole file must have, unpacked.
struct JsIdxHeader {
  JsString role{emscripten::val::undefined()};  // "images" or "labels"
  int count = 0;
  int rows = 0;
  int columns = 0;
  double byteLength = 0;
};

// `number` as an int. Throws kInvalidArgument, naming `what`, for a fraction or one out of range.
int toInt(const char* what, double number);

// The same for a seed of 32 bits.
std::uint32_t toSeed(double number);

std::vector<std::uint8_t> toBytes(const JsBytes& bytes);
Config toConfig(const JsConfig& config);
GrayImage toImage(const JsImage& image);
// Throws kInvalidArgument for points of other than two or three numbers.
std::vector<Stroke> toStrokes(const JsStrokes& strokes);
std::vector<LabelledDrawing> toExamples(const JsExamples& examples);

JsConfig toJs(const Config& config);
JsImage toJs(const GrayImage& image);
JsReading toJs(const Reading& reading);
JsSamples toJs(const TrainingSamples& samples);
JsGalleryItem toJs(const GalleryItem& item);
JsProgress toJs(const Progress& progress);
JsWritten toJs(const WrittenDigit& digit);
JsWritten toJs(const WrittenNonsense& nonsense);
JsIdxHeader toJs(const IdxHeader& header);

}  // namespace inkling::bindings
