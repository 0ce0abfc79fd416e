/**
 * Grey images as PNG files (W3C, "Portable Network Graphics", 2003): a signature, then chunks of
 * length, name, bytes and checksum. Node packs the pixels.
 */

import { deflateSync } from 'node:zlib';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const DEPTH_BITS = 8;
const GREY = 0;

/** The checksum of each byte (annex D). */
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

/**
 * @param {import('../../web/src/protocol.js').GrayImage} image 0 is black, 255 white
 * @returns {Buffer} a PNG file
 */
export function toPng({ rows, columns, pixels }) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(columns, 0);
  header.writeUInt32BE(rows, 4);
  header.set([DEPTH_BITS, GREY], 8);
  // Before each row a byte that says how it is filtered: 0, not at all.
  const lines = Buffer.alloc(rows * (columns + 1));
  for (let row = 0; row < rows; row++) {
    lines.set(pixels.subarray(row * columns, (row + 1) * columns), row * (columns + 1) + 1);
  }
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * @param {string} name
 * @param {Buffer} bytes
 */
function chunk(name, bytes) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), bytes]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(bytes.length);
  sum.writeUInt32BE(checksum(body));
  return Buffer.concat([length, body, sum]);
}

/** @param {Buffer} bytes */
function checksum(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
