/**
 * Images as pictures of their own, for where there are many. Canvases would do, but each is a layer
 * that the browser puts together anew for each frame: 60 of them took a third of the time that two
 * cores have for training. As a canvas encodes a PNG, the strips alone took a twentieth; a bitmap
 * with a palette is the bytes as they are behind a header.
 *
 * @typedef {import('../protocol.js').GrayImage} GrayImage
 * @typedef {import('./palette.js').Palette} Palette
 * @typedef {readonly [number, number, number]} Rgb 0..255
 */

const COLORS = 256;
const FILE_HEADER = 14;
const INFO_HEADER = 40;
const HEADER = FILE_HEADER + INFO_HEADER + 4 * COLORS;

/**
 * @param {HTMLImageElement} picture
 * @param {GrayImage} image
 * @param {Palette} palette
 */
export function showImage(picture, image, { raised, ink }) {
  picture.src = bitmapUrl(image, { paper: rgbOf(raised), ink: rgbOf(ink) });
}

/**
 * A Windows bitmap of 8 bits a pixel (BITMAPINFOHEADER), the first row on top.
 * @param {GrayImage} image of at most 256 x 256 pixels
 * @param {{paper: Rgb, ink: Rgb}} colors of 0 and of 255
 * @returns {string} as a data URL
 */
export function bitmapUrl({ rows, columns, pixels }, colors) {
  const stride = 4 * Math.ceil(columns / 4);
  const bytes = new Uint8Array(HEADER + stride * rows);
  const view = new DataView(bytes.buffer);
  const write = (/** @type {number} */ at, /** @type {number[]} */ numbers) =>
    numbers.forEach((number, i) => view.setInt32(at + 4 * i, number, true));
  bytes.set([0x42, 0x4d]); // "BM"
  write(2, [bytes.length, 0, HEADER]);
  write(FILE_HEADER, [INFO_HEADER, columns, -rows]);
  view.setInt16(FILE_HEADER + 12, 1, true); // plane
  view.setInt16(FILE_HEADER + 14, 8, true); // bits a pixel
  write(FILE_HEADER + 16, [0, stride * rows, 0, 0, COLORS, 0]);
  bytes.set(paletteBytes(colors), FILE_HEADER + INFO_HEADER);
  for (let row = 0; row < rows; row++) {
    bytes.set(pixels.subarray(row * columns, (row + 1) * columns), HEADER + row * stride);
  }
  return `data:image/bmp;base64,${btoa(String.fromCharCode(...bytes))}`;
}

/** The last one: many pictures are made with it. */
let palette = { key: '', bytes: new Uint8Array() };

/** @param {{paper: Rgb, ink: Rgb}} colors */
function paletteBytes({ paper, ink }) {
  const key = `${paper} ${ink}`;
  if (key === palette.key) return palette.bytes;
  const bytes = new Uint8Array(4 * COLORS);
  for (let value = 0; value < COLORS; value++) {
    for (let channel = 0; channel < 3; channel++) {
      const [from, to] = [paper[channel] ?? 0, ink[channel] ?? 0];
      // Blue comes first.
      bytes[4 * value + 2 - channel] = from + ((to - from) * value) / 255;
    }
  }
  palette = { key, bytes };
  return bytes;
}

/** @type {Map<string, Rgb>} */
const known = new Map();

/** @param {string} color as CSS has it @returns {Rgb} */
function rgbOf(color) {
  const rgb = known.get(color) ?? paintedRgb(color);
  known.set(color, rgb);
  return rgb;
}

/** @param {string} color @returns {Rgb} */
function paintedRgb(color) {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return [128, 128, 128];
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}
