import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { unpack } from './sha256.mjs';
import { FULL_SET_NAMES, InstallError, verify } from './verify.mjs';
import { writeAtomically } from './write-atomically.mjs';

/**
 * Takes the four files from a folder, gzipped or plain. All four are checked before the first is
 * written.
 * @param {string} from
 * @param {string} to
 * @param {(line: string) => void} say
 */
export async function installFromFolder(from, to, say) {
  const isFolder = await stat(from)
    .then((found) => found.isDirectory())
    .catch(() => false);
  if (!isFolder) throw new InstallError(`There is no folder ${from}.`);

  const packed = [];
  for (const name of FULL_SET_NAMES) {
    const { path, bytes } = await findFile(from, name);
    verify(name, bytes, path);
    packed.push({ name, path, bytes: unpack(bytes) === bytes ? gzipSync(bytes) : bytes });
  }
  for (const { name, path, bytes } of packed) {
    await writeAtomically(resolve(to, `${name}.gz`), bytes);
    say(`${name}.gz  from ${path}`);
  }
}

/**
 * @param {string} folder
 * @param {string} name canonical
 * @returns {Promise<{path: string, bytes: Uint8Array}>}
 */
async function findFile(folder, name) {
  for (const file of [`${name}.gz`, name]) {
    const path = resolve(folder, file);
    try {
      return { path, bytes: await readFile(path) };
    } catch (error) {
      const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
      if (code !== 'ENOENT') throw new InstallError(`${path} cannot be read: ${message}.`);
    }
  }
  throw new InstallError(`${folder} holds neither ${name}.gz nor ${name}.`);
}
