/**
 * The smooth curve through the points of a stroke, as the pad shows it; cpp/drawing/smooth_curve.cpp
 * is the same for the network.
 *
 * @typedef {import('../protocol.js').StrokePoint} StrokePoint
 * @typedef {import('../protocol.js').Stroke} Stroke
 *
 * A cubic Bezier curve from one point to the next.
 * @typedef {object} CurveSegment
 * @property {StrokePoint} from
 * @property {[number, number]} control1
 * @property {[number, number]} control2
 * @property {StrokePoint} to
 */

/** Points nearer than this add the hand's and the sensor's tremble, not shape. */
const MIN_DISTANCE = 0.006;

/**
 * Without points that are all but in the same place. The last one is kept: the line ends where the
 * pen was lifted.
 * @param {readonly StrokePoint[]} stroke
 * @returns {Stroke}
 */
export function withoutTremble(stroke) {
  /** @type {Stroke} */
  const kept = [];
  stroke.forEach((point, index) => {
    const last = kept.at(-1);
    if (last === undefined || distance(last, point) >= MIN_DISTANCE) kept.push(point);
    else if (index === stroke.length - 1 && kept.length > 1) kept[kept.length - 1] = point;
  });
  return kept;
}

/**
 * The centripetal Catmull-Rom curve through the points, as Bezier segments. It passes through every
 * point and has no loops or cusps between them (Yuksel, Schaefer, Keyser, "Parameterization and
 * applications of Catmull-Rom curves", 2011), so the few points of a fast line give the same shape as
 * the many of a slow one.
 * @param {readonly StrokePoint[]} stroke
 * @returns {CurveSegment[]} one less than there are points
 */
export function smoothCurve(stroke) {
  const points = withoutTremble(stroke);
  /** @type {CurveSegment[]} */
  const segments = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const from = /** @type {StrokePoint} */ (points[i]);
    const to = /** @type {StrokePoint} */ (points[i + 1]);
    const before = points[i - 1] ?? mirrored(from, to);
    const after = points[i + 2] ?? mirrored(to, from);
    const d1 = Math.sqrt(distance(before, from));
    const d2 = Math.sqrt(distance(from, to));
    const d3 = Math.sqrt(distance(to, after));
    segments.push({
      from,
      control1: control(before, from, to, d1, d2),
      control2: control(after, to, from, d3, d2),
      to,
    });
  }
  return segments;
}

/**
 * How much wider or narrower than the brush a pen draws; 1 without pressure.
 * @param {StrokePoint} point
 */
export function pressureWidth([, , pressure]) {
  return pressure === undefined ? 1 : 0.6 + 0.8 * pressure;
}

/**
 * The control point beside `at`, on the way to `next`; `d1`, `d2` are roots of the distances to the
 * point before and to the one after.
 * @param {StrokePoint} previous
 * @param {StrokePoint} at
 * @param {StrokePoint} next
 * @param {number} d1
 * @param {number} d2
 * @returns {[number, number]}
 */
function control(previous, at, next, d1, d2) {
  const scale = 3 * d1 * (d1 + d2);
  if (scale === 0) return [at[0], at[1]];
  const a = 2 * d1 * d1 + 3 * d1 * d2 + d2 * d2;
  const along = (/** @type {0 | 1} */ axis) =>
    (d1 * d1 * next[axis] - d2 * d2 * previous[axis] + a * at[axis]) / scale;
  return [along(0), along(1)];
}

/**
 * The point on the other side of `at`, as far as `other`: before the first and after the last.
 * @param {StrokePoint} at
 * @param {StrokePoint} other
 * @returns {StrokePoint}
 */
function mirrored(at, other) {
  return [2 * at[0] - other[0], 2 * at[1] - other[1]];
}

/**
 * @param {StrokePoint} a
 * @param {StrokePoint} b
 */
function distance(a, b) {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
