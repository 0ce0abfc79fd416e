import { readIdxBytes } from './idx-bytes.js';

/**
 * Reads files one after the other and hands each over, so that at most one is in memory here.
 * @param {import('./byte-source.js').ByteSource[]} sources
 * @param {object} options
 * @param {import('./idx-bytes.js').ReadHeader} options.idxHeader
 * @param {(name: string, bytes: Uint8Array) => void} options.addFile
 * @param {AbortSignal} options.signal
 * @param {(progress: {loadedBytes: number, totalBytes: number | null, file: string}) => void}
 *   [options.onProgress] of all files together
 */
export async function loadFiles(sources, { idxHeader, addFile, signal, onProgress = () => {} }) {
  const loaded = sources.map(() => 0);
  const totals = sources.map((source) => source.byteLength);
  for (const [i, source] of sources.entries()) {
    const bytes = await readIdxBytes(source, {
      idxHeader,
      signal,
      onProgress: (loadedBytes, totalBytes) => {
        loaded[i] = loadedBytes;
        totals[i] = totalBytes;
        onProgress({ loadedBytes: sum(loaded), totalBytes: total(totals), file: source.name });
      },
    });
    addFile(source.name, bytes);
  }
}

/** @param {number[]} values */
function sum(values) {
  return values.reduce((a, b) => a + b, 0);
}

/**
 * @param {(number | null)[]} values
 * @returns {number | null} null while one is not known
 */
function total(values) {
  return values.some((value) => value === null) ? null : sum(values.map(Number));
}
