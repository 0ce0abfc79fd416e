import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';

/**
 * @param {Uint8Array} bytes
 * @returns {string} in hexadecimal
 */
export function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * The bytes of a file that may be gzipped: told by its first bytes, never by its name.
 * @param {Uint8Array} bytes
 * @returns {Uint8Array}
 */
export function unpack(bytes) {
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
}
