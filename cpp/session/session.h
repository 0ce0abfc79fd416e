// The facade that the page's worker and `npm run train` use: data in, a network, training in
// slices, readings of drawings. Plain C++; the bindings only translate it.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "drawing/gray_image.h"
#include "drawing/preprocess.h"
#include "drawing/strokes.h"
#include "training/running_points.h"

namespace inkling {

// What to train. The defaults are the preset Article.
struct Config {
  std::string layers = "100,200";         // hidden layers, see network_spec.h; "" for none
  std::string activation = "relu";        // of activationKinds() in layers/layer_kind.h
  std::string initialization = "xavier";  // "xavier" or "he", both normal
  double learningRate = 0.1;              // above 0
  int batchSize = 32;                     // images per step, at least 1
  int epochs = 25;                        // at least 1
  std::uint32_t seed = 1;                 // of all random numbers
  std::string optimizer = "sgd";          // of optimizerNames()
  double momentum = 0.9;                  // of the optimizers that have one; beta1 of Adam
  double weightDecay = 0;                 // decoupled, see optimizer/decay.h
  double l2 = 0;                          // the same by the gradient
  double clipNorm = 0;                    // largest norm of all gradients together; 0: any
  double labelSmoothing = 0;              // see SoftmaxCrossEntropy
  std::string schedule = "constant";      // of scheduleNames()
  double warmUp = 0;                      // share of the training in which the rate rises
  std::string augmentation;               // see parseAugmentation; "" for none
  double weightAverage = 0;               // decay of the averaged weights, 0 for none
  bool keepBest = false;                  // ends with the weights that validated best
  int patience = 0;         // ends after so many epochs without a better one; 0: never
  bool trainOnAll = false;  // also on the validation images, which then measure nothing
  double styles = 0;        // share of written digits among the images of a step, 0..0.9
};

struct NetworkSummary {
  std::string text;  // "784-100-200-10"
  int inputs = 0;
  int outputs = 0;
  int parameterCount = 0;
  double trainingFlops = 0;  // additions and multiplications of a training step, for each image
};

struct FileSummary {
  std::string role;  // "images" or "labels"
  int count = 0;
  int rows = 0;     // 0 for labels
  int columns = 0;  // 0 for labels
};

struct DataSummary {
  int trainingImages = 0;
  int validationImages = 0;
  int testImages = 0;
  int rows = 0;
  int columns = 0;
  int classes = 0;
};

// Measured after an epoch, over the validation images and 10,000 of the training images, or all of
// them where there are fewer; 0..1 but for the losses.
struct EpochResult {
  int epoch = 0;  // 1 for the first
  double trainLoss = 0;
  double trainAccuracy = 0;
  double validationLoss = 0;
  double validationAccuracy = 0;
  double drawnAccuracy = 0;  // of validation images put on a drawing pad and read as drawings are
  double temperature = 1;    // that the outputs are divided by, see training/calibration.h
  double calibrationError = 0;  // after that
};

struct TestResult {
  double loss = 0;
  double accuracy = 0;
};

// A drawing and what it is meant to be, 0 .. classes - 1.
struct LabelledDrawing {
  std::vector<Stroke> strokes;
  int label = 0;
};

// What a correction did to the network.
struct CorrectionResult {
  int examples = 0;
  int rightBefore = 0;  // of the examples
  int rightAfter = 0;
  double validationBefore = 0;  // accuracy, 0..1
  double validationAfter = 0;   // at most 0.003 below that
};

// kPreparing: the next unit writes a few digits (see Config::styles). kTraining: the next unit is a
// mini-batch step. kEvaluating: the next unit measures a chunk of images after an epoch. kTesting:
// the same on the test set, after the last epoch. kCorrecting: the next unit is a piece of a
// correction, after which things go on where they were. kDone: all epochs are trained; nothing to
// do.
enum class Phase { kPreparing, kTraining, kEvaluating, kTesting, kCorrecting, kDone };

struct Progress {
  Phase phase = Phase::kTraining;          // of the next unit
  int epoch = 0;                           // epochs trained and measured
  int epochs = 0;                          // epochs to train in all
  double prepared = 1;                     // 0..1, the share of the digits that are written
  double corrected = 1;                    // 0..1, how much of a correction is done
  std::int64_t step = 0;                   // mini-batches trained since the start
  double epochsTrained = 0;                // with the fraction of the running epoch
  int trainedSamples = 0;                  // images trained in this call
  int measuredSamples = 0;                 // images evaluated in this call
  double batchLoss = 0;                    // of the last mini-batch (0 before the first)
  double batchAccuracy = 0;                // 0..1
  std::vector<RunningPoint> points;        // finished in this call
  std::optional<EpochResult> epochResult;  // set by the call that finished an epoch's measuring
  std::optional<TestResult> testResult;    // set by the call that finished the test set
  std::optional<CorrectionResult> correctionResult;  // set by the call that finished a correction
};

struct Reading {
  bool blank = true;                 // no ink at all: nothing was read, the rest is empty
  int prediction = -1;               // class with the largest probability
  std::vector<float> probabilities;  // [classes], sums to 1; calibrated, see calibration.h
  bool isSure = true;  // false: what it saw is too unlike the digits it knows, see sureness.h
  GrayImage image;     // what the network saw
  // Filled for drawings only, see PreparedDrawing: the bounding box of the ink in the drawing, in
  // its pixels; what it was scaled to; the centre of mass in `image`.
  int boxLeft = 0;
  int boxTop = 0;
  int boxWidth = 0;
  int boxHeight = 0;
  GrayImage fitted;
  double massRow = 0;
  double massColumn = 0;
};

// Images as training gets them.
struct TrainingSamples {
  std::vector<GrayImage> distorted;  // of the data set; none without augmentation
  std::vector<GrayImage> written;    // none without styles
};

struct GalleryItem {
  int label = 0;
  int prediction = 0;
  float probability = 0;  // of the prediction
  GrayImage image;
};

// Owns the data, the network and its training. Not thread-safe. Every function throws
// `inkling::Error`; after an error the session is as it was before the call.
class Session {
 public:
  Session();
  ~Session();
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;

  // --- Data ---

  // Parses one unpacked IDX file and keeps it aside until `commitFiles`. `name` is used in error
  // messages only. The bytes are taken over, not copied.
  FileSummary addFile(const std::string& name, std::vector<std::uint8_t> bytes);

  // Turns the files kept aside (two or four, any order) into the data set: told apart by their
  // content, the smaller pair is the test set. Splits off validation images. Replaces the old data
  // set, forgets the network's training (as `reset`), and rebuilds the network if the shape of the
  // data changed. On error the old data set stays in place and the files kept aside are dropped.
  DataSummary commitFiles();

  // Drops the files kept aside.
  void discardFiles();

  DataSummary dataSummary() const;  // zeros before the first `commitFiles`

  // --- Network ---

  // Builds a new, untrained network. Before data are there it is built for 28 x 28 and 10 classes.
  NetworkSummary configure(const Config& config);

  // The same network again as before its first step, from the same seed.
  NetworkSummary reset();

  // Changes what can change without a new network, from the next step on. Raising `epochs` after
  // the end lets training go on.
  void tune(double learningRate, int batchSize, int epochs);

  const Config& config() const;
  NetworkSummary networkSummary() const;

  // --- Training ---

  // Does at most `units` units of the current phase (a unit: one mini-batch step, or one chunk of
  // measured images) and returns early where the phase ends. The result of a run is the same to the
  // last bit however it is sliced. Throws kNoData before data are there, kNonFiniteLoss when the
  // loss is not a number any more.
  Progress advance(int units);

  // Where the session stands, with no work done and nothing new in it.
  Progress progress() const;

  // Begins to teach the network these drawings, at least one, in the midst of images that it knows;
  // `advance` does it. Validation accuracy falls by at most 0.003. Where there are averaged weights
  // it is those that learn, and training that goes on forgets it little by little. Throws
  // kInvalidArgument where the network has not trained yet, or a drawing is blank.
  void correct(const std::vector<LabelledDrawing>& examples);

  // The network as it was before the last correction. Throws kInvalidArgument where there is none,
  // or it has trained since.
  void undoCorrection();

  // --- Reading ---

  // A drawing of any size, prepared as MNIST's digits were (see drawing/preprocess.h).
  Reading readDrawing(const GrayImage& ink, const Preparation& preparation = {}) const;

  // A drawing as the strokes of a pen, by the brush of drawing/brush.h on a pad of 280 x 280.
  // A dot, which is less than two widths of the brush high and wide, is never read for sure.
  Reading readStrokes(const std::vector<Stroke>& strokes,
                      const Preparation& preparation = {}) const;

  // An image of the network's own input size, read as it is.
  Reading readImage(const GrayImage& image) const;

  // The same `count` validation images at each call, evenly over the classes, with their readings.
  std::vector<GalleryItem> gallery(int count) const;

  // `count` images of each kind that training is given beside, or instead of, the data set's own.
  // Another `draw` shows others; training is not touched by it.
  TrainingSamples samples(int count, std::uint32_t draw) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace inkling
