#include "handwriting/hand.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

#include "drawing/smooth_curve.h"

namespace inkling {
namespace {

// Standard deviations unless said otherwise; lengths in heights of a digit, angles in radians.
// Chosen by what such digits are worth for reading real pens, and by looking at them beside those.
constexpr double kMissedAim = 0.03;
constexpr double kPartShift = 0.025;
constexpr double kPartScale = 0.07;
constexpr double kPartTurn = 0.06;
constexpr double kWaist = 0.18;      // logarithm of the power that moves the middle up or down
constexpr double kBend = 0.06;       // of an upright line, to the side
constexpr double kSlantMean = 0.08;  // to the right
constexpr double kSlant = 0.2;
constexpr double kTurn = 0.09;
constexpr double kAspect = 0.22;           // logarithm of width by height
constexpr double kLargestRounding = 0.06;  // of corners, along the line
constexpr double kLargestTremor = 0.02;
constexpr double kLeastSide = 0.5;  // of the pad: the digit's larger side
constexpr double kLargestSide = 0.8;
constexpr double kLeastExtent = 0.3;       // in heights: what is smaller, a dot, is not made larger
constexpr double kOffCentre = 0.05;        // of the pad
constexpr double kFinestSampling = 0.012;  // of the pad: from one recorded point to the next
constexpr double kCoarsestSampling = 0.07;
constexpr double kWidth = 0.16;  // logarithm of the line's width
constexpr double kLeastWidth = 0.65;
constexpr double kLargestWidth = 1.4;

constexpr double kSpacing = 0.01;  // of the dense lines between the steps, in heights

struct Place {
  double x = 0;
  double y = 0;
};

using Line = std::vector<Place>;

double distance(Place a, Place b) { return std::hypot(a.x - b.x, a.y - b.y); }

// Points of the line `spacing` apart, the first and the last included.
Line resampled(const Line& line, double spacing) {
  Line even = {line.front()};
  double toNext = spacing;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Place from = line[i - 1];
    const Place to = line[i];
    const double length = distance(from, to);
    double along = toNext;
    for (; along < length; along += spacing) {
      const double t = along / length;
      even.push_back({from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)});
    }
    toNext = along - length;
  }
  if (line.size() > 1) {
    even.push_back(line.back());
  }
  return even;
}

// The dense line through aimed points, each missed a little.
Line swing(const AimStroke& stroke, Random& random) {
  constexpr double kTolerance = 0.002;
  Line line;
  Stroke part;
  for (const AimPoint& aim : stroke) {
    const StrokePoint point = {aim.x + kMissedAim * random.normal(),
                               aim.y + kMissedAim * random.normal()};
    part.push_back(point);
    if (aim.isCorner || &aim == &stroke.back()) {
      for (const StrokePoint& each : smoothCurve(part, kTolerance)) {
        line.push_back({each.x, each.y});
      }
      part = {point};
    }
  }
  return resampled(line, kSpacing);
}

// Two passes of a moving mean, as wide as `width` along the line; the ends stay.
Line rounded(Line line, double width) {
  const auto reach = static_cast<std::ptrdiff_t>(width / kSpacing / 2);
  const auto last = static_cast<std::ptrdiff_t>(line.size()) - 1;
  for (int pass = 0; pass < 2 && reach > 0; ++pass) {
    Line mean = line;
    for (std::ptrdiff_t i = 1; i < last; ++i) {
      const std::ptrdiff_t side = std::min({reach, i, last - i});
      Place sum;
      for (std::ptrdiff_t j = i - side; j <= i + side; ++j) {
        sum.x += line[static_cast<std::size_t>(j)].x;
        sum.y += line[static_cast<std::size_t>(j)].y;
      }
      const auto count = static_cast<double>(2 * side + 1);
      mean[static_cast<std::size_t>(i)] = {sum.x / count, sum.y / count};
    }
    line = std::move(mean);
  }
  return line;
}

// One part of a digit is shifted, scaled and turned against the others.
void displace(Line& line, Random& random) {
  Place middle;
  for (const Place& place : line) {
    middle.x += place.x / static_cast<double>(line.size());
    middle.y += place.y / static_cast<double>(line.size());
  }
  const double turn = kPartTurn * random.normal();
  const double scale = std::exp(kPartScale * random.normal());
  const double cosine = scale * std::cos(turn);
  const double sine = scale * std::sin(turn);
  const Place to = {middle.x + kPartShift * random.normal(),
                    middle.y + kPartShift * random.normal()};
  for (Place& place : line) {
    const Place from = {place.x - middle.x, place.y - middle.y};
    place = {to.x + cosine * from.x - sine * from.y, to.y + sine * from.x + cosine * from.y};
  }
}

// What holds for the whole digit.
class Posture {
 public:
  explicit Posture(Random& random)
      : waist_(std::exp(kWaist * random.normal())),
        bulge_(std::exp(kWaist * random.normal())),
        bend_(kBend * random.normal()),
        slant_(kSlantMean + kSlant * random.normal()),
        aspect_(std::exp(kAspect * random.normal())) {
    const double turn = kTurn * random.normal();
    cosine_ = std::cos(turn);
    sine_ = std::sin(turn);
  }

  Place operator()(Place place) const {
    const double y = power(place.y, waist_) - 0.5;
    const double bent = power(place.x, bulge_) - 0.5 + bend_ * (1 - 4 * y * y);
    const double x = aspect_ * bent - slant_ * y;
    return {cosine_ * x - sine_ * y, sine_ * x + cosine_ * y};
  }

 private:
  // Also beside 0..1, where the line may have got by missing its aim.
  static double power(double value, double exponent) {
    return value > 0 && value < 1 ? std::pow(value, exponent) : value;
  }

  double waist_;
  double bulge_;
  double bend_;
  double slant_;
  double aspect_;
  double cosine_ = 1;
  double sine_ = 0;
};

// A slow random movement of a given size: a sum of three sines.
class Drift {
 public:
  Drift(double size, Random& random) : size_(size) {
    for (double& phase : phases_) {
      phase = random.uniform(0, 2 * std::numbers::pi);
    }
  }

  double at(double length) const {
    return size_ * (std::sin(9 * length + phases_[0]) + 0.7 * std::sin(23 * length + phases_[1]) +
                    0.5 * std::sin(47 * length + phases_[2]));
  }

 private:
  double size_;
  double phases_[3] = {};
};

void tremble(Line& line, double size, Random& random) {
  const Drift x(size / 2, random);
  const Drift y(size / 2, random);
  for (std::size_t i = 0; i < line.size(); ++i) {
    const double length = kSpacing * static_cast<double>(i);
    line[i].x += x.at(length);
    line[i].y += y.at(length);
  }
}

// Scales and shifts the lines to a place on the pad, whole.
void setOnPad(std::vector<Line>& lines, Random& random) {
  Place least = lines.front().front();
  Place most = least;
  for (const Line& line : lines) {
    for (const Place& place : line) {
      least = {std::min(least.x, place.x), std::min(least.y, place.y)};
      most = {std::max(most.x, place.x), std::max(most.y, place.y)};
    }
  }
  const double width = most.x - least.x;
  const double height = most.y - least.y;
  const double scale =
      random.uniform(kLeastSide, kLargestSide) / std::max({width, height, kLeastExtent});
  const auto offset = [&](double low, double length) {
    const double room = (1 - scale * length) / 2;
    const double middle = 0.5 + std::clamp(kOffCentre * random.normal(), -room, room);
    return middle - scale * (low + length / 2);
  };
  const double left = offset(least.x, width);
  const double top = offset(least.y, height);
  for (Line& line : lines) {
    for (Place& place : line) {
      place = {std::clamp(left + scale * place.x, 0.0, 1.0),
               std::clamp(top + scale * place.y, 0.0, 1.0)};
    }
  }
}

}  // namespace

std::vector<Stroke> writeForm(const std::vector<AimStroke>& form, Random& random) {
  // Most corners are nearly sharp: the square of an even choice.
  const double evenness = random.uniform();
  const double rounding = kLargestRounding * evenness * evenness;
  const double tremor = kLargestTremor * random.uniform();
  const Posture posture(random);
  std::vector<Line> lines;
  for (const AimStroke& stroke : form) {
    Line line = rounded(swing(stroke, random), 2 * rounding);
    displace(line, random);
    for (Place& place : line) {
      place = posture(place);
    }
    tremble(line, tremor, random);
    lines.push_back(std::move(line));
  }
  setOnPad(lines, random);

  const double sampling =
      kFinestSampling * std::pow(kCoarsestSampling / kFinestSampling, random.uniform());
  const double width =
      std::clamp(std::exp(kWidth * random.normal()), kLeastWidth + 0.1, kLargestWidth - 0.1);
  std::vector<Stroke> strokes;
  for (const Line& line : lines) {
    const Drift press(0.04, random);
    double length = 0;
    for (const Place& place : resampled(line, sampling)) {
      const double widthHere =
          std::clamp(width + press.at(0.3 * length), kLeastWidth, kLargestWidth);
      if (length == 0) {
        strokes.emplace_back();
      }
      strokes.back().push_back({place.x, place.y, (widthHere - 0.6) / 0.8});
      length += sampling;
    }
  }
  return strokes;
}

}  // namespace inkling
