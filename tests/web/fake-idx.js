/**
 * Small IDX files, and a stand-in for the header reader of the WASM module. The real one is C++ and
 * has its own tests; this one knows as much as the reading of files needs.
 */

import { toIdx } from '../../assets/mnist/embedded.mjs';
import { CodedError } from '../../web/src/protocol.js';

/**
 * @param {number} count
 * @param {number} [rows]
 * @param {number} [columns]
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function imagesIdx(count, rows = 28, columns = 28) {
  const pixels = Uint8Array.from({ length: count * rows * columns }, (_, i) => (i * 7919) % 251);
  return Uint8Array.from(toIdx([count, rows, columns], pixels));
}

/**
 * @param {number[]} labels
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function labelsIdx(labels) {
  return Uint8Array.from(toIdx([labels.length], Uint8Array.from(labels)));
}

/**
 * @param {string} _name
 * @param {Uint8Array} bytes
 * @returns {{role: string, count: number, rows: number, columns: number, byteLength: number}}
 */
export function idxHeader(_name, bytes) {
  if (bytes.length < 8) throw new CodedError('bad-idx', 'The bytes end inside the header.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const count = view.getUint32(4);
  switch (view.getUint32(0)) {
    case 0x801:
      return { role: 'labels', count, rows: 0, columns: 0, byteLength: 8 + count };
    case 0x803: {
      if (bytes.length < 16) throw new CodedError('bad-idx', 'The bytes end inside the header.');
      const [rows, columns] = [view.getUint32(8), view.getUint32(12)];
      return { role: 'images', count, rows, columns, byteLength: 16 + count * rows * columns };
    }
    default:
      throw new CodedError('bad-idx', 'The magic number is not that of an IDX file.');
  }
}
