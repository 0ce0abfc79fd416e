#include "bindings/js_values.h"

#include <cmath>
#include <limits>
#include <string>

#include "base/error.h"
#include "base/number_text.h"

namespace inkling::bindings {

namespace {

// A number as a whole one from 0 or `least` to `most`. Throws kInvalidArgument.
double toWhole(const char* what, double number, double least, double most) {
  if (number == std::floor(number) && number >= least && number <= most) return number;
  constexpr int kDigits = 15;
  throw Error(ErrorCode::kInvalidArgument,
              std::string("The ") + what + " must be a whole number from " +
                  numberText(least, kDigits) + " to " + numberText(most, kDigits) + ", not " +
                  numberText(number, kDigits) + '.');
}

JsBytes toJsBytes(const std::vector<std::uint8_t>& bytes) {
  const emscripten::val view(emscripten::typed_memory_view(bytes.size(), bytes.data()));
  return JsBytes(view.call<emscripten::val>("slice"));  // the copy; the view ends here
}

JsImages toJsImages(const std::vector<GrayImage>& images) {
  auto converted = emscripten::val::array();
  for (const GrayImage& image : images) {
    converted.call<void>("push", toJs(image));
  }
  return JsImages(converted);
}

JsStrokes toJs(const std::vector<Stroke>& strokes) {
  auto converted = emscripten::val::array();
  for (const Stroke& stroke : strokes) {
    auto points = emscripten::val::array();
    for (const auto& [x, y, pressure] : stroke) {
      points.call<void>("push", emscripten::val::array(std::vector<double>{x, y, pressure}));
    }
    converted.call<void>("push", points);
  }
  return JsStrokes(converted);
}

const char* phaseName(Phase phase) {
  switch (phase) {
    case Phase::kPreparing:
      return "preparing";
    case Phase::kTraining:
      return "training";
    case Phase::kEvaluating:
      return "evaluating";
    case Phase::kTesting:
      return "testing";
    case Phase::kCorrecting:
      return "correcting";
    case Phase::kDone:
      return "done";
  }
  throw Error(ErrorCode::kInternal, "unknown phase");
}

}  // namespace

int toInt(const char* what, double number) {
  constexpr double kMost = std::numeric_limits<int>::max();
  return static_cast<int>(toWhole(what, number, 0, kMost));
}

std::uint32_t toSeed(double number) {
  constexpr double kMost = std::numeric_limits<std::uint32_t>::max();
  return static_cast<std::uint32_t>(toWhole("seed", number, 0, kMost));
}

std::vector<std::uint8_t> toBytes(const JsBytes& bytes) {
  if (!bytes.instanceof (emscripten::val::global("Uint8Array"))) {
    throw Error(ErrorCode::kInvalidArgument, "Bytes must come as a Uint8Array.");
  }
  // One block copy (5 to 7 ms for 47 MB; as a `std::string` parameter it takes 50 times as long).
  return emscripten::convertJSArrayToNumberVector<std::uint8_t>(bytes);
}

Config toConfig(const JsConfig& config) {
  return {
      .layers = config.layers,
      .activation = config.activation,
      .initialization = config.initialization,
      .learningRate = config.learningRate,
      .batchSize = toInt("batch size", config.batchSize),
      .epochs = toInt("number of epochs", config.epochs),
      .seed = toSeed(config.seed),
      .optimizer = config.optimizer,
      .momentum = config.momentum,
      .weightDecay = config.weightDecay,
      .l2 = config.l2,
      .clipNorm = config.clipNorm,
      .labelSmoothing = config.labelSmoothing,
      .schedule = config.schedule,
      .warmUp = config.warmUp,
      .augmentation = config.augmentation,
      .weightAverage = config.weightAverage,
      .keepBest = config.keepBest,
      .patience = toInt("patience", config.patience),
      .trainOnAll = config.trainOnAll,
      .styles = config.styles,
  };
}

GrayImage toImage(const JsImage& image) {
  return {.rows = toInt("number of rows", image.rows),
          .columns = toInt("number of columns", image.columns),
          .pixels = toBytes(image.pixels)};
}

std::vector<Stroke> toStrokes(const JsStrokes& strokes) {
  std::vector<Stroke> converted;
  for (const emscripten::val& stroke : emscripten::vecFromJSArray<emscripten::val>(strokes)) {
    Stroke& points = converted.emplace_back();
    for (const emscripten::val& point : emscripten::vecFromJSArray<emscripten::val>(stroke)) {
      const auto numbers = emscripten::convertJSArrayToNumberVector<double>(point);
      if (numbers.size() == 2) {
        points.push_back({numbers[0], numbers[1]});
      } else if (numbers.size() == 3) {
        points.push_back({numbers[0], numbers[1], numbers[2]});
      } else {
        throw Error(ErrorCode::kInvalidArgument,
                    "A point of a stroke must be [x, y] or [x, y, pressure].");
      }
    }
  }
  return converted;
}

std::vector<LabelledDrawing> toExamples(const JsExamples& examples) {
  std::vector<LabelledDrawing> converted;
  for (const emscripten::val& example : emscripten::vecFromJSArray<emscripten::val>(examples)) {
    converted.push_back({.strokes = toStrokes(JsStrokes(example["strokes"])),
                         .label = toInt("label", example["label"].as<double>())});
  }
  return converted;
}

JsConfig toJs(const Config& config) {
  return {.layers = config.layers,
          .activation = config.activation,
          .initialization = config.initialization,
          .learningRate = config.learningRate,
          .batchSize = static_cast<double>(config.batchSize),
          .epochs = static_cast<double>(config.epochs),
          .seed = static_cast<double>(config.seed),
          .optimizer = config.optimizer,
          .momentum = config.momentum,
          .weightDecay = config.weightDecay,
          .l2 = config.l2,
          .clipNorm = config.clipNorm,
          .labelSmoothing = config.labelSmoothing,
          .schedule = config.schedule,
          .warmUp = config.warmUp,
          .augmentation = config.augmentation,
          .weightAverage = config.weightAverage,
          .keepBest = config.keepBest,
          .patience = static_cast<double>(config.patience),
          .trainOnAll = config.trainOnAll,
          .styles = config.styles};
}

JsImage toJs(const GrayImage& image) {
  return {.rows = static_cast<double>(image.rows),
          .columns = static_cast<double>(image.columns),
          .pixels = toJsBytes(image.pixels)};
}

JsReading toJs(const Reading& reading) {
  return {.blank = reading.blank,
          .prediction = reading.prediction,
          .probabilities = JsNumbers(emscripten::val::array(reading.probabilities)),
          .isSure = reading.isSure,
          .image = toJs(reading.image),
          .boxLeft = reading.boxLeft,
          .boxTop = reading.boxTop,
          .boxWidth = reading.boxWidth,
          .boxHeight = reading.boxHeight,
          .fitted = toJs(reading.fitted),
          .massRow = reading.massRow,
          .massColumn = reading.massColumn};
}

JsSamples toJs(const TrainingSamples& samples) {
  return {.distorted = toJsImages(samples.distorted), .written = toJsImages(samples.written)};
}

JsGalleryItem toJs(const GalleryItem& item) {
  return {.label = item.label,
          .prediction = item.prediction,
          .probability = item.probability,
          .image = toJs(item.image)};
}

JsProgress toJs(const Progress& progress) {
  return {.phase = JsString(emscripten::val::u8string(phaseName(progress.phase))),
          .epoch = progress.epoch,
          .epochs = progress.epochs,
          .prepared = progress.prepared,
          .corrected = progress.corrected,
          .step = static_cast<double>(progress.step),
          .epochsTrained = progress.epochsTrained,
          .trainedSamples = progress.trainedSamples,
          .measuredSamples = progress.measuredSamples,
          .batchLoss = progress.batchLoss,
          .batchAccuracy = progress.batchAccuracy,
          .points = JsPoints(emscripten::val::array(progress.points)),
          .epochResult = progress.epochResult,
          .testResult = progress.testResult,
          .correctionResult = progress.correctionResult};
}

JsWritten toJs(const WrittenDigit& digit) {
  return {.label = digit.label, .form = digit.form, .strokes = toJs(digit.strokes)};
}

JsWritten toJs(const WrittenNonsense& nonsense) {
  return {.form = nonsense.kind, .strokes = toJs(nonsense.strokes)};
}

JsIdxHeader toJs(const IdxHeader& header) {
  return {.role = JsString(emscripten::val::u8string(idxRoleName(header.role))),
          .count = header.count,
          .rows = header.rows,
          .columns = header.columns,
          .byteLength = static_cast<double>(header.fileLength)};
}

}  // namespace inkling::bindings
