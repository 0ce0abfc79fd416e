/**
 * The version of a build is a hash of all its files. It stands in the query of every address that
 * belongs to the build (see web/src/sibling-url.js), and names the service worker's cache.
 */

import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

const VERSION_LENGTH = 10;
/** Not needed to use the page, or too big to fetch ahead for everyone. */
const NOT_PRECACHED = /\.map$|\.txt$|^data\/full\//;
/** Addresses of these are in the manifest, with a version of their own. */
const DATA_FILE = /^data\/.+\.gz$/;

/**
 * @param {string} dist
 * @returns {Promise<string[]>} paths of all files, with "/", sorted
 */
export async function listFiles(dist) {
  const files = [];
  for (const path of await readdir(dist, { recursive: true })) {
    if ((await stat(join(dist, path))).isFile()) files.push(path.split(sep).join('/'));
  }
  return files.sort();
}

/**
 * @param {string} dist
 * @param {string} html the page, which has no version in it yet
 * @returns {Promise<string>}
 */
export async function buildVersion(dist, html) {
  const hash = createHash('sha256').update(html);
  for (const path of await listFiles(dist)) {
    hash.update(`\0${path}\0`).update(await readFile(join(dist, path)));
  }
  return hash.digest('hex').slice(0, VERSION_LENGTH);
}

/**
 * @param {string} html
 * @param {string} dist
 * @param {string} version
 * @returns {Promise<string>} with the version on every address of a file of the build
 */
export async function withVersion(html, dist, version) {
  const files = new Set(await listFiles(dist));
  return html.replace(/\b(href|src)="(?:\.\/)?([^":?#]+)"/g, (attribute, name, path) =>
    files.has(path) ? `${name}="./${path}?v=${version}"` : attribute,
  );
}

/**
 * What the service worker keeps. Data files have no integrity: hosts may decode them on the way, and
 * they are checked when they are read.
 * @param {string} dist
 * @param {string} version
 * @returns {Promise<{url: string, integrity?: string}[]>}
 */
export async function precacheList(dist, version) {
  const list = [];
  for (const path of await listFiles(dist)) {
    if (NOT_PRECACHED.test(path)) continue;
    const file = join(dist, path);
    if (DATA_FILE.test(path)) {
      list.push({ url: `./${path}?v=${await fileVersion(file)}` });
    } else {
      const url = path === 'index.html' ? './' : `./${path}?v=${version}`;
      list.push({ url, integrity: `sha256-${await digestOf(file, 'base64')}` });
    }
  }
  return list;
}

/**
 * @param {string} path
 * @returns {Promise<string>} the version of one file
 */
export async function fileVersion(path) {
  return (await digestOf(path, 'hex')).slice(0, VERSION_LENGTH);
}

/**
 * @param {string} path
 * @param {'hex' | 'base64'} encoding
 */
async function digestOf(path, encoding) {
  return createHash('sha256')
    .update(await readFile(path))
    .digest(encoding);
}
