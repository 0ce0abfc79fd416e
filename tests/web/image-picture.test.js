import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bitmapUrl } from '../../web/src/page/image-picture.js';

/** @param {import('../../web/src/protocol.js').GrayImage} image */
function bitmapOf(image) {
  const url = bitmapUrl(image, { paper: [10, 20, 30], ink: [255, 120, 0] });
  const [head, body = ''] = url.split(',');
  assert.equal(head, 'data:image/bmp;base64');
  return Buffer.from(body, 'base64');
}

test('an image becomes a bitmap: its bytes, rows filled up to four, behind a palette', () => {
  const pixels = new Uint8Array([0, 1, 2, 3, 4, 255]);
  const bytes = bitmapOf({ rows: 2, columns: 3, pixels });
  assert.equal(bytes.toString('latin1', 0, 2), 'BM');
  assert.equal(bytes.readUInt32LE(2), bytes.length);
  const start = bytes.readUInt32LE(10);
  assert.equal(start, 14 + 40 + 4 * 256);
  assert.equal(bytes.readInt32LE(18), 3, 'columns');
  assert.equal(bytes.readInt32LE(22), -2, 'rows, the first on top');
  assert.equal(bytes.readUInt16LE(28), 8, 'bits a pixel');
  assert.deepEqual([...bytes.subarray(start)], [0, 1, 2, 0, 3, 4, 255, 0]);
});

test('the palette goes from paper to ink, blue first', () => {
  const bytes = bitmapOf({ rows: 1, columns: 4, pixels: new Uint8Array(4) });
  const color = (/** @type {number} */ value) => [
    ...bytes.subarray(54 + 4 * value, 54 + 4 * value + 4),
  ];
  assert.deepEqual(color(0), [30, 20, 10, 0]);
  assert.deepEqual(color(51), [24, 40, 59, 0]);
  assert.deepEqual(color(255), [0, 120, 255, 0]);
});
