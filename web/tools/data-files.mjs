import { cp, mkdir, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { buildEmbedded } from '../../assets/mnist/embedded.mjs';
import { FULL_SET_FOLDER, FULL_SET_NAMES, isFullSetInstalled } from '../../assets/mnist/verify.mjs';
import { fileVersion } from './versions.mjs';

/**
 * Puts the data sets that there are into a folder, and the list of them (see
 * web/src/data/catalogue.js) into its `manifest.json`.
 * @param {string} folder
 */
export async function copyData(folder) {
  const { files: embedded } = await buildEmbedded();
  const full = (await isFullSetInstalled())
    ? FULL_SET_NAMES.map((name) => join(FULL_SET_FOLDER, `${name}.gz`))
    : null;
  const manifest = {
    embedded: await copySet('10,000 images of MNIST', embedded, folder, 'embedded'),
    full: full && (await copySet('full MNIST', full, folder, 'full')),
  };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
}

/**
 * @param {string} name
 * @param {string[]} paths
 * @param {string} folder
 * @param {string} subfolder
 */
async function copySet(name, paths, folder, subfolder) {
  await mkdir(join(folder, subfolder), { recursive: true });
  const files = [];
  for (const path of paths) {
    const file = `${subfolder}/${basename(path)}`;
    await cp(path, join(folder, file));
    const { size: byteLength } = await stat(path);
    files.push({ url: `${file}?v=${await fileVersion(path)}`, byteLength });
  }
  return { name, files };
}
