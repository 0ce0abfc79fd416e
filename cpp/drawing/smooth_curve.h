// The line through the points of a stroke.

#pragma once

#include "drawing/strokes.h"

namespace inkling {

// The centripetal Catmull-Rom curve through the points, as the corners of a polyline that is
// nowhere farther than `tolerance` from it, or about that. It passes through every point and has no
// loops or cusps between them (C. Yuksel, S. Schaefer, J. Keyser, "Parameterization and
// applications of Catmull-Rom curves", 2011), so the few points of a fast line give the same shape
// as the many of a slow one. Points all but in the same place, 0.006 of the pad, are the hand's
// tremble and left out. Pressure goes evenly from point to point. Not empty where the stroke is
// not; `tolerance`: above 0, in fractions of the pad.
Stroke smoothCurve(const Stroke& stroke, double tolerance);

// The stroke without points that are all but in the same place. The last one is kept: the line ends
// where the pen was lifted.
Stroke withoutTremble(const Stroke& stroke);

}  // namespace inkling
