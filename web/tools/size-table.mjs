import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { listFiles } from './versions.mjs';

/** What the code of one visit may weigh, gzipped. */
export const PAGE_CODE_BUDGET = 250_000;
const PAGE_CODE = /^[\w-]+\.(html|css|js)$|^wasm\//;

/**
 * @param {string} dist
 * @returns {Promise<string>} every file, raw and gzipped, and the code of one visit
 */
export async function sizeTable(dist) {
  const rows = [];
  for (const path of await listFiles(dist)) {
    if (path.endsWith('.map') || path.endsWith('.txt')) continue;
    const bytes = await readFile(join(dist, path));
    rows.push({ path, raw: bytes.length, packed: gzipSync(bytes, { level: 9 }).length });
  }
  const code = pageCode(rows);
  const verdict = code <= PAGE_CODE_BUDGET ? 'within' : 'OVER';
  return [
    line('file', 'bytes', 'gzipped'),
    ...rows.map(({ path, raw, packed }) => line(path, grouped(raw), grouped(packed))),
    `${line('code of one visit', '', grouped(code))}  ${verdict} ${grouped(PAGE_CODE_BUDGET)}`,
  ].join('\n');
}

/**
 * HTML, CSS, JavaScript and one WASM variant: the heaviest.
 * @param {{path: string, packed: number}[]} rows
 * @returns {number}
 */
function pageCode(rows) {
  let rest = 0;
  /** @type {Map<string, number>} */
  const variants = new Map();
  for (const { path, packed } of rows.filter((row) => PAGE_CODE.test(row.path))) {
    const variant = /^wasm\/([^.]+)/.exec(path)?.[1];
    if (variant) variants.set(variant, (variants.get(variant) ?? 0) + packed);
    else rest += packed;
  }
  return rest + Math.max(0, ...variants.values());
}

/** @param {number} bytes */
function grouped(bytes) {
  return bytes.toLocaleString('en-US');
}

/**
 * @param {string} name
 * @param {string} raw
 * @param {string} packed
 */
function line(name, raw, packed) {
  return `${name.padEnd(48)} ${raw.padStart(12)} ${packed.padStart(12)}`;
}
