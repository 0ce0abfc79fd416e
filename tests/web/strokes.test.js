import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pressureWidth, smoothCurve, withoutTremble } from '../../web/src/page/strokes.js';

/** @typedef {import('../../web/src/protocol.js').Stroke} Stroke */

/** Of the pad: below a third of a pixel of the network's drawing. */
const SMOOTH = 0.0035;

/**
 * @param {number} count
 * @returns {Stroke} points on a circle of radius 0.3 about the pad's middle
 */
function circle(count) {
  return Array.from({ length: count + 1 }, (_, i) => {
    const angle = (2 * Math.PI * i) / count;
    return [0.5 + 0.3 * Math.cos(angle), 0.5 + 0.3 * Math.sin(angle)];
  });
}

/**
 * @param {Stroke} stroke
 * @returns {[number, number][]} points on the curve through the stroke
 */
function trace(stroke) {
  return smoothCurve(stroke).flatMap(({ from, control1, control2, to }) =>
    [0, 0.25, 0.5, 0.75, 1].map((t) => {
      const u = 1 - t;
      const [a, b, c, d] = [u ** 3, 3 * u * u * t, 3 * u * t * t, t ** 3];
      return /** @type {[number, number]} */ (
        /** @type {const} */ ([0, 1]).map(
          (k) => a * from[k] + b * control1[k] + c * control2[k] + d * to[k],
        )
      );
    }),
  );
}

test('a circle drawn fast (12 points) is as round as one drawn slowly (200)', () => {
  for (const count of [12, 200]) {
    for (const [x, y] of trace(circle(count)).slice(5, -5)) {
      const deviation = Math.abs(Math.hypot(x - 0.5, y - 0.5) - 0.3);
      assert.ok(deviation < SMOOTH, `${count} points: off by ${deviation}`);
    }
  }
});

test('the curve passes through the points and turns without a corner', () => {
  const stroke = /** @type {Stroke} */ ([
    [0.1, 0.1],
    [0.3, 0.5],
    [0.8, 0.4],
    [0.9, 0.9],
  ]);
  const segments = smoothCurve(stroke);
  assert.equal(segments.length, 3);
  segments.forEach(({ from, to }, i) => {
    assert.deepEqual(from, stroke[i]);
    assert.deepEqual(to, stroke[i + 1]);
  });
  for (const [i, { control2, to }] of segments.slice(0, -1).entries()) {
    const next = segments[i + 1]?.control1 ?? [0, 0];
    const incoming = Math.atan2(to[1] - control2[1], to[0] - control2[0]);
    const outgoing = Math.atan2(next[1] - to[1], next[0] - to[0]);
    assert.ok(Math.abs(incoming - outgoing) < 1e-9);
  }
});

test('a straight line stays straight, however uneven its points are', () => {
  for (const [x, y] of trace([
    [0.1, 0.1],
    [0.12, 0.12],
    [0.7, 0.7],
    [0.75, 0.75],
  ])) {
    assert.ok(Math.abs(x - y) < 1e-12);
    assert.ok(x >= 0.1 && x <= 0.75);
  }
});

test('trembling in place adds nothing, and the end of the line is kept', () => {
  assert.deepEqual(
    withoutTremble([
      [0.5, 0.5],
      [0.501, 0.5],
      [0.6, 0.5],
      [0.602, 0.501],
    ]),
    [
      [0.5, 0.5],
      [0.602, 0.501],
    ],
  );
});

test('a tap is a single point, and points in one place make no segment', () => {
  assert.deepEqual(smoothCurve([[0.5, 0.5]]), []);
  assert.deepEqual(
    smoothCurve([
      [0.5, 0.5],
      [0.5, 0.5],
      [0.5, 0.5],
    ]),
    [],
  );
});

test('every control point is a number, also where the pen turned back on itself', () => {
  const stroke = /** @type {Stroke} */ ([
    [0.2, 0.2],
    [0.4, 0.2],
    [0.2, 0.2],
    [0.4, 0.2],
    [0.402, 0.2],
  ]);
  for (const { control1, control2 } of smoothCurve(stroke)) {
    assert.ok([...control1, ...control2].every(Number.isFinite));
  }
});

test('pressure makes the brush wider or narrower; without it the brush is as it is', () => {
  assert.equal(pressureWidth([0, 0]), 1);
  assert.equal(pressureWidth([0, 0, 0.5]), 1);
  assert.ok(pressureWidth([0, 0, 0.1]) < 0.7);
  assert.ok(pressureWidth([0, 0, 1]) > 1.3);
});
