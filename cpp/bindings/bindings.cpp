// What JavaScript sees of the library: the classes `Session` and `DigitWriter`, value objects,
// `renderStrokes`, `idxHeader`, `setThreads` and `memoryBytes`. See session/session.h for what each
// function of a session does; errors are JavaScript `Error`s with a `code`. Whoever makes a Session
// or a DigitWriter calls its `delete()`.

#include <algorithm>

#include <emscripten/bind.h>
#include <emscripten/em_js.h>
#include <emscripten/heap.h>

#include "bindings/guarded.h"
#include "bindings/js_values.h"
#include "drawing/brush.h"
#include "parallel/team.h"

namespace inkling::bindings {

namespace {

std::unique_ptr<Session> makeSession() { return std::make_unique<Session>(); }

FileSummary addFile(Session& session, const std::string& name, const JsBytes& bytes) {
  return session.addFile(name, toBytes(bytes));
}

DataSummary commitFiles(Session& session) { return session.commitFiles(); }

void discardFiles(Session& session) { session.discardFiles(); }

DataSummary dataSummary(const Session& session) { return session.dataSummary(); }

NetworkSummary configure(Session& session, const JsConfig& config) {
  return session.configure(toConfig(config));
}

NetworkSummary reset(Session& session) { return session.reset(); }

void tune(Session& session, double learningRate, double batchSize, double epochs) {
  session.tune(learningRate, toInt("batch size", batchSize), toInt("number of epochs", epochs));
}

JsConfig config(const Session& session) { return toJs(session.config()); }

NetworkSummary networkSummary(const Session& session) { return session.networkSummary(); }

JsProgress advance(Session& session, double units) {
  return toJs(session.advance(toInt("number of units", units)));
}

JsProgress progress(const Session& session) { return toJs(session.progress()); }

void correct(Session& session, const JsExamples& examples) {
  session.correct(toExamples(examples));
}

void undoCorrection(Session& session) { session.undoCorrection(); }

JsReading readDrawing(const Session& session, const JsImage& ink) {
  return toJs(session.readDrawing(toImage(ink)));
}

JsReading readStrokes(const Session& session, const JsStrokes& strokes,
                      const Preparation& preparation) {
  return toJs(session.readStrokes(toStrokes(strokes), preparation));
}

JsReading readImage(const Session& session, const JsImage& image) {
  return toJs(session.readImage(toImage(image)));
}

JsGalleryItems gallery(const Session& session, double count) {
  auto items = emscripten::val::array();
  for (const GalleryItem& item : session.gallery(toInt("number of images", count))) {
    items.call<void>("push", toJs(item));
  }
  return JsGalleryItems(items);
}

JsSamples samples(const Session& session, double count, double draw) {
  return toJs(session.samples(toInt("number of images", count), toSeed(draw)));
}

std::unique_ptr<DigitWriter> makeWriter(double seed, bool heldOut) {
  return std::make_unique<DigitWriter>(toSeed(seed),
                                       heldOut ? FormUse::kHeldOut : FormUse::kTraining);
}

JsWritten writeDigit(DigitWriter& writer, double label) {
  return toJs(writer.write(toInt("label", label)));
}

JsWritten writeNonsense(DigitWriter& writer) { return toJs(writer.writeNonsense()); }

JsImage drawStrokes(const JsStrokes& strokes) { return toJs(renderStrokes(toStrokes(strokes))); }

JsIdxHeader readIdxHeader(const std::string& name, const JsBytes& bytes) {
  return toJs(idxHeader(name, toBytes(bytes)));
}

#ifdef __EMSCRIPTEN_PTHREADS__
// clang-format off
EM_JS(int, poolSize, (), { return PThread.unusedWorkers.length + PThread.runningWorkers.length; });
// clang-format on
#else
int poolSize() { return 0; }
#endif

// Returns how many threads compute from now on: `count`, or as many as the module was made with.
int setThreads(double count) {
  const int wanted = toInt("number of threads", count);
  parallel::setThreads(std::clamp(wanted, 1, poolSize() + 1));
  return parallel::threads();
}

double memoryBytes() { return static_cast<double>(emscripten_get_heap_size()); }

}  // namespace

EMSCRIPTEN_BINDINGS(inkling) {
  using emscripten::value_object;

  emscripten::register_type<JsBytes>("Uint8Array");
  emscripten::register_type<JsNumbers>("number[]");
  emscripten::register_type<JsString>("string");
  emscripten::register_type<JsStrokes>(
      "readonly (readonly (readonly [x: number, y: number, pressure?: number])[])[]");
  emscripten::register_type<JsExamples>(
      "readonly {strokes: readonly (readonly (readonly [x: number, y: number, pressure?: "
      "number])[])[], "
      "label: number}[]");
  emscripten::register_type<JsPoints>("RunningPoint[]");
  emscripten::register_type<JsGalleryItems>("GalleryItem[]");
  emscripten::register_type<JsImages>("GrayImage[]");
  emscripten::register_optional<EpochResult>();
  emscripten::register_optional<TestResult>();
  emscripten::register_optional<CorrectionResult>();

  value_object<JsConfig>("Config")
      .field("layers", &JsConfig::layers)
      .field("activation", &JsConfig::activation)
      .field("initialization", &JsConfig::initialization)
      .field("learningRate", &JsConfig::learningRate)
      .field("batchSize", &JsConfig::batchSize)
      .field("epochs", &JsConfig::epochs)
      .field("seed", &JsConfig::seed)
      .field("optimizer", &JsConfig::optimizer)
      .field("momentum", &JsConfig::momentum)
      .field("weightDecay", &JsConfig::weightDecay)
      .field("l2", &JsConfig::l2)
      .field("clipNorm", &JsConfig::clipNorm)
      .field("labelSmoothing", &JsConfig::labelSmoothing)
      .field("schedule", &JsConfig::schedule)
      .field("warmUp", &JsConfig::warmUp)
      .field("augmentation", &JsConfig::augmentation)
      .field("weightAverage", &JsConfig::weightAverage)
      .field("keepBest", &JsConfig::keepBest)
      .field("patience", &JsConfig::patience)
      .field("trainOnAll", &JsConfig::trainOnAll)
      .field("styles", &JsConfig::styles);
  value_object<NetworkSummary>("NetworkSummary")
      .field("text", &NetworkSummary::text)
      .field("inputs", &NetworkSummary::inputs)
      .field("outputs", &NetworkSummary::outputs)
      .field("parameterCount", &NetworkSummary::parameterCount)
      .field("trainingFlops", &NetworkSummary::trainingFlops);
  value_object<FileSummary>("FileSummary")
      .field("role", &FileSummary::role)
      .field("count", &FileSummary::count)
      .field("rows", &FileSummary::rows)
      .field("columns", &FileSummary::columns);
  value_object<DataSummary>("DataSummary")
      .field("trainingImages", &DataSummary::trainingImages)
      .field("validationImages", &DataSummary::validationImages)
      .field("testImages", &DataSummary::testImages)
      .field("rows", &DataSummary::rows)
      .field("columns", &DataSummary::columns)
      .field("classes", &DataSummary::classes);
  value_object<RunningPoint>("RunningPoint")
      .field("epochs", &RunningPoint::epochs)
      .field("loss", &RunningPoint::loss)
      .field("accuracy", &RunningPoint::accuracy);
  value_object<EpochResult>("EpochResult")
      .field("epoch", &EpochResult::epoch)
      .field("trainLoss", &EpochResult::trainLoss)
      .field("trainAccuracy", &EpochResult::trainAccuracy)
      .field("validationLoss", &EpochResult::validationLoss)
      .field("validationAccuracy", &EpochResult::validationAccuracy)
      .field("drawnAccuracy", &EpochResult::drawnAccuracy)
      .field("temperature", &EpochResult::temperature)
      .field("calibrationError", &EpochResult::calibrationError);
  value_object<TestResult>("TestResult")
      .field("loss", &TestResult::loss)
      .field("accuracy", &TestResult::accuracy);
  value_object<CorrectionResult>("CorrectionResult")
      .field("examples", &CorrectionResult::examples)
      .field("rightBefore", &CorrectionResult::rightBefore)
      .field("rightAfter", &CorrectionResult::rightAfter)
      .field("validationBefore", &CorrectionResult::validationBefore)
      .field("validationAfter", &CorrectionResult::validationAfter);
  value_object<JsProgress>("Progress")
      .field("phase", &JsProgress::phase)
      .field("epoch", &JsProgress::epoch)
      .field("epochs", &JsProgress::epochs)
      .field("prepared", &JsProgress::prepared)
      .field("corrected", &JsProgress::corrected)
      .field("step", &JsProgress::step)
      .field("epochsTrained", &JsProgress::epochsTrained)
      .field("trainedSamples", &JsProgress::trainedSamples)
      .field("measuredSamples", &JsProgress::measuredSamples)
      .field("batchLoss", &JsProgress::batchLoss)
      .field("batchAccuracy", &JsProgress::batchAccuracy)
      .field("points", &JsProgress::points)
      .field("epochResult", &JsProgress::epochResult)
      .field("testResult", &JsProgress::testResult)
      .field("correctionResult", &JsProgress::correctionResult);
  value_object<JsImage>("GrayImage")
      .field("rows", &JsImage::rows)
      .field("columns", &JsImage::columns)
      .field("pixels", &JsImage::pixels);
  value_object<JsReading>("Reading")
      .field("blank", &JsReading::blank)
      .field("prediction", &JsReading::prediction)
      .field("probabilities", &JsReading::probabilities)
      .field("isSure", &JsReading::isSure)
      .field("image", &JsReading::image)
      .field("boxLeft", &JsReading::boxLeft)
      .field("boxTop", &JsReading::boxTop)
      .field("boxWidth", &JsReading::boxWidth)
      .field("boxHeight", &JsReading::boxHeight)
      .field("fitted", &JsReading::fitted)
      .field("massRow", &JsReading::massRow)
      .field("massColumn", &JsReading::massColumn);
  value_object<Preparation>("Preparation")
      .field("scaling", &Preparation::scaling)
      .field("centring", &Preparation::centring);
  value_object<JsSamples>("TrainingSamples")
      .field("distorted", &JsSamples::distorted)
      .field("written", &JsSamples::written);
  value_object<JsGalleryItem>("GalleryItem")
      .field("label", &JsGalleryItem::label)
      .field("prediction", &JsGalleryItem::prediction)
      .field("probability", &JsGalleryItem::probability)
      .field("image", &JsGalleryItem::image);
  value_object<JsWritten>("Written")
      .field("label", &JsWritten::label)
      .field("form", &JsWritten::form)
      .field("strokes", &JsWritten::strokes);
  value_object<JsIdxHeader>("IdxHeader")
      .field("role", &JsIdxHeader::role)
      .field("count", &JsIdxHeader::count)
      .field("rows", &JsIdxHeader::rows)
      .field("columns", &JsIdxHeader::columns)
      .field("byteLength", &JsIdxHeader::byteLength);

  emscripten::class_<Session>("Session")
      .constructor(&Guarded<&makeSession>::call)
      .function("addFile", &Guarded<&addFile>::call)
      .function("commitFiles", &Guarded<&commitFiles>::call)
      .function("discardFiles", &Guarded<&discardFiles>::call)
      .function("dataSummary", &Guarded<&dataSummary>::call)
      .function("configure", &Guarded<&configure>::call)
      .function("reset", &Guarded<&reset>::call)
      .function("tune", &Guarded<&tune>::call)
      .function("config", &Guarded<&config>::call)
      .function("networkSummary", &Guarded<&networkSummary>::call)
      .function("advance", &Guarded<&advance>::call)
      .function("progress", &Guarded<&progress>::call)
      .function("correct", &Guarded<&correct>::call)
      .function("undoCorrection", &Guarded<&undoCorrection>::call)
      .function("readDrawing", &Guarded<&readDrawing>::call)
      .function("readStrokes", &Guarded<&readStrokes>::call)
      .function("readImage", &Guarded<&readImage>::call)
      .function("gallery", &Guarded<&gallery>::call)
      .function("samples", &Guarded<&samples>::call);

  emscripten::class_<DigitWriter>("DigitWriter")
      .constructor(&Guarded<&makeWriter>::call)
      .function("write", &Guarded<&writeDigit>::call)
      .function("writeNonsense", &Guarded<&writeNonsense>::call);

  emscripten::function("renderStrokes", &Guarded<&drawStrokes>::call);
  emscripten::function("idxHeader", &Guarded<&readIdxHeader>::call);
  emscripten::function("setThreads", &Guarded<&setThreads>::call);
  emscripten::function("memoryBytes", &Guarded<&memoryBytes>::call);
}

}  // namespace inkling::bindings
