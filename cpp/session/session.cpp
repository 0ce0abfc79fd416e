#include "session/session.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "base/error.h"
#include "base/out_of_memory.h"
#include "data/idx.h"
#include "data/training_data.h"
#include "drawing/brush.h"
#include "drawing/preprocess.h"
#include "handwriting/written_pool.h"
#include "session/check_images.h"
#include "session/config_check.h"
#include "session/network_builder.h"
#include "session/reader.h"
#include "session/samples.h"
#include "session/training_run.h"

namespace inkling {
namespace {

constexpr int kDefaultSide = 28;
constexpr int kDefaultClasses = 10;
constexpr std::size_t kMostFiles = 4;
constexpr int kMostGalleryItems = 1000;

// The streams of the seed's random numbers: more images or layers must not change the other one.
constexpr std::uint64_t kWeightStream = 0;
constexpr std::uint64_t kShufflingStream = 1;

// Of those that training is mixed with (see Config::styles).
constexpr int kWrittenDigits = 12'000;

void requireAtLeast(int least, const std::string& what, int got) {
  if (got < least) {
    throw Error(ErrorCode::kInvalidArgument, what + ": expected a whole number from " +
                                                 std::to_string(least) + ", got " +
                                                 std::to_string(got));
  }
}

// The digits that training with this configuration is mixed with; none without styles. `before`,
// the pool of the network before, is used again where it would be the same.
std::shared_ptr<WrittenPool> writtenPool(const Config& config, const TrainingData& data,
                                         const std::shared_ptr<WrittenPool>& before) {
  if (config.styles == 0) {
    return nullptr;
  }
  if (data.classes != kDigitClasses) {
    throw Error(ErrorCode::kInvalidArgument,
                "styles: expected 0 for images of other things than the ten digits, as these of " +
                    std::to_string(data.classes) + " classes are");
  }
  const int rows = data.training.rows();
  const int columns = data.training.columns();
  return before != nullptr && before->isOf(config.seed, rows, columns)
             ? before
             : std::make_shared<WrittenPool>(config.seed, kWrittenDigits, rows, columns);
}

}  // namespace

struct Session::State {
  // What a network is and what it is trained with: replaced as a whole, so that nothing is
  // half-built when something fails.
  struct Model {
    BuiltNetwork network;
    std::shared_ptr<WrittenPool> pool;
    std::unique_ptr<TrainingRun> run;  // none before there are data; refers to the network
  };

  Config config;
  std::vector<IdxFile> files;  // kept aside until `commitFiles`
  std::unique_ptr<TrainingData> data;
  std::shared_ptr<CheckImages> checks;  // of the data
  Model model;

  State() : model(makeModel(config, {}, nullptr)) {}

  int rows() const { return data ? data->training.rows() : kDefaultSide; }
  int columns() const { return data ? data->training.columns() : kDefaultSide; }

  // Calls `read` with the network as it reads.
  template <typename Read>
  auto reading(Read read) const {
    if (model.run == nullptr) {
      return read(Reader{.network = model.network.layers.get()});
    }
    const TrainingRun::Reading weights(*model.run);
    return read(model.run->reader());
  }

  // What a model is trained with; none before there are data.
  struct Images {
    const TrainingData* data = nullptr;
    std::shared_ptr<CheckImages> checks;
  };

  Images images() const { return {data.get(), checks}; }

  static Model makeModel(const Config& config, const Images& images,
                         const std::shared_ptr<WrittenPool>& poolBefore) {
    const TrainingData* const data = images.data;
    const ImageShape input = {data != nullptr ? data->training.rows() : kDefaultSide,
                              data != nullptr ? data->training.columns() : kDefaultSide, 1};
    const int outputs = data != nullptr ? data->classes : kDefaultClasses;
    Random weights(config.seed, kWeightStream);
    Model model = {buildNetwork(config, input, outputs, weights), nullptr, nullptr};
    if (data != nullptr) {
      model.pool = writtenPool(config, *data, poolBefore);
      model.run = std::make_unique<TrainingRun>(*model.network.layers, *data, config,
                                                Random(config.seed, kShufflingStream), model.pool,
                                                images.checks);
    }
    return model;
  }

  TrainingRun& run() const {
    if (model.run == nullptr) {
      throw Error(ErrorCode::kNoData, "There are no images yet: load a data set first.");
    }
    return *model.run;
  }
};

Session::Session() : state_(withoutBadAlloc([] { return std::make_unique<State>(); })) {}
Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

FileSummary Session::addFile(const std::string& name, std::vector<std::uint8_t> bytes) {
  return withoutBadAlloc([&] {
    if (state_->files.size() == kMostFiles) {
      throw Error(ErrorCode::kBadDataSet,
                  "expected at most four files (images and labels, for training and test), got " +
                      name + " as a fifth");
    }
    const IdxHeader header = state_->files.emplace_back(name, std::move(bytes)).header();
    return FileSummary{idxRoleName(header.role), header.count, header.rows, header.columns};
  });
}

DataSummary Session::commitFiles() {
  return withoutBadAlloc([&] {
    auto data =
        std::make_unique<TrainingData>(assembleTrainingData(std::exchange(state_->files, {})));
    auto checks = std::make_shared<CheckImages>(*data);
    State::Model model = State::makeModel(state_->config, {data.get(), checks}, state_->model.pool);
    state_->model = std::move(model);  // the old one refers to the old data: it goes first
    state_->checks = std::move(checks);
    state_->data = std::move(data);
    return dataSummary();
  });
}

void Session::discardFiles() { state_->files = {}; }

DataSummary Session::dataSummary() const {
  if (!state_->data) {
    return {};
  }
  const TrainingData& data = *state_->data;
  return {static_cast<int>(data.split.training.size()),
          static_cast<int>(data.split.validation.size()),
          data.test ? data.test->count() : 0,
          data.training.rows(),
          data.training.columns(),
          data.classes};
}

NetworkSummary Session::configure(const Config& config) {
  return withoutBadAlloc([&] {
    checkTuning(config.learningRate, config.batchSize, config.epochs);
    checkStyles(config.styles);
    Config copy = config;
    state_->model = State::makeModel(copy, state_->images(), state_->model.pool);
    state_->config = std::move(copy);
    return networkSummary();
  });
}

NetworkSummary Session::reset() {
  return withoutBadAlloc([&] {
    state_->model = State::makeModel(state_->config, state_->images(), state_->model.pool);
    return networkSummary();
  });
}

void Session::tune(double learningRate, int batchSize, int epochs) {
  withoutBadAlloc([&] {
    checkTuning(learningRate, batchSize, epochs);
    if (state_->model.run != nullptr) {
      state_->model.run->tune(learningRate, batchSize, epochs);
    }
    state_->config.learningRate = learningRate;
    state_->config.batchSize = batchSize;
    state_->config.epochs = epochs;
  });
}

const Config& Session::config() const { return state_->config; }

NetworkSummary Session::networkSummary() const { return state_->model.network.summary; }

Progress Session::advance(int units) {
  return withoutBadAlloc([&] {
    requireAtLeast(1, "units", units);
    return state_->run().advance(units);
  });
}

Progress Session::progress() const {
  if (state_->model.run != nullptr) {
    return state_->model.run->progress();
  }
  Progress progress;
  progress.epochs = state_->config.epochs;
  return progress;
}

void Session::correct(const std::vector<LabelledDrawing>& examples) {
  withoutBadAlloc([&] {
    TrainingRun& run = state_->run();
    const TrainingData& data = *state_->data;
    if (examples.empty()) {
      throw Error(ErrorCode::kInvalidArgument, "correct: expected at least one drawing, got none");
    }
    MadeImages images;
    for (const auto& [strokes, label] : examples) {
      if (label < 0 || label >= data.classes) {
        throw Error(ErrorCode::kInvalidArgument, "correct: expected a label from 0 to " +
                                                     std::to_string(data.classes - 1) + ", got " +
                                                     std::to_string(label));
      }
      const PreparedDrawing prepared =
          preprocess(renderStrokes(strokes), state_->rows(), state_->columns());
      if (prepared.blank) {
        throw Error(ErrorCode::kInvalidArgument, "correct: expected drawings, got a blank one");
      }
      images.add(prepared.image.pixels, static_cast<std::uint8_t>(label));
    }
    run.startCorrection(state_->config, images);
  });
}

void Session::undoCorrection() { state_->run().undoCorrection(); }

Reading Session::readDrawing(const GrayImage& ink, const Preparation& preparation) const {
  return withoutBadAlloc([&] {
    return state_->reading([&](const Reader& reader) {
      return readPrepared(reader, preprocess(ink, state_->rows(), state_->columns(), preparation));
    });
  });
}

Reading Session::readStrokes(const std::vector<Stroke>& strokes,
                             const Preparation& preparation) const {
  return withoutBadAlloc([&] {
    const Brush brush;
    Reading reading = readDrawing(renderStrokes(strokes, brush), preparation);
    // A dot has no shape, whatever it looks like when it has been scaled.
    if (std::max(reading.boxWidth, reading.boxHeight) < 2 * brush.width) {
      reading.isSure = false;
    }
    return reading;
  });
}

Reading Session::readImage(const GrayImage& image) const {
  return withoutBadAlloc([&] {
    checkImage(image, "image");
    if (image.rows != state_->rows() || image.columns != state_->columns()) {
      throw Error(ErrorCode::kShapeMismatch, "image: expected " + std::to_string(state_->rows()) +
                                                 " x " + std::to_string(state_->columns()) +
                                                 " pixels, got " + std::to_string(image.rows) +
                                                 " x " + std::to_string(image.columns));
    }
    return state_->reading([&](const Reader& reader) { return readPixels(reader, image); });
  });
}

std::vector<GalleryItem> Session::gallery(int count) const {
  return withoutBadAlloc([&] {
    requireAtLeast(1, "gallery", count);
    state_->run();  // refuses where there are no data
    return state_->reading([&](const Reader& reader) {
      return readGallery(reader, *state_->data, std::min(count, kMostGalleryItems));
    });
  });
}

TrainingSamples Session::samples(int count, std::uint32_t draw) const {
  return withoutBadAlloc([&] {
    requireAtLeast(1, "samples", count);
    state_->run();  // refuses where there are no data
    return makeSamples(state_->config, *state_->data, std::min(count, kMostGalleryItems), draw);
  });
}

}  // namespace inkling
