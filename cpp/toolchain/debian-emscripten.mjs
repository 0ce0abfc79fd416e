/**
 * Debian 13's Emscripten on an older Debian or on Ubuntu, without touching the system: its packages
 * are downloaded by an apt with a configuration of its own, which checks them against the Debian
 * archive keyring, and are unpacked into a folder of the project.
 *
 * - clang, lld and llvm 19 come from the system's own packages.
 * - Binaryen's programs need a newer C library than the system has, so each is started by the
 *   unpacked C library's own loader.
 * - The folder is unpacked under another name and renamed when it is complete: a folder with the
 *   right name is a good one.
 */

import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { LOCAL, LOGS } from './paths.mjs';
import { runStep, say, SetupError } from './say.mjs';
import { prepareSystemPackages } from './system-packages.mjs';

/** @typedef {import('./emscripten.mjs').Emscripten} Emscripten */

const SUITE = 'trixie'; // Debian 13: its packages are frozen
const PACKAGES = ['emscripten', 'binaryen', 'libc6', 'libstdc++6', 'libgcc-s1'];
const COMPILER_PACKAGES = ['clang-19', 'lld-19', 'llvm-19', 'python3', 'debian-archive-keyring'];
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

// The layout's version: a change here, or in what is written into the folder, makes a new folder.
const FOLDER = join(LOCAL, `emscripten-${SUITE}-1`);

/** @returns {Emscripten | null} what an earlier run has unpacked completely */
export function findUnpacked() {
  const root = join(FOLDER, 'usr', 'share', 'emscripten');
  const versionFile = join(root, 'emscripten-version.txt');
  if (!existsSync(versionFile)) return null;
  const version = readFileSync(versionFile, 'utf8').replace(/["\s]/g, '');
  return { root, version, env: { EM_CONFIG: join(FOLDER, 'emscripten.config') } };
}

/**
 * @returns {Promise<Emscripten>}
 * @throws {SetupError}
 */
export async function unpackDebianEmscripten() {
  say(
    '  Emscripten is missing: the package of Debian 13 (about 250 MB) is unpacked into cpp/toolchain/.local.',
  );
  await prepareSystemPackages(COMPILER_PACKAGES, 'to compile to WebAssembly');
  const work = join(LOCAL, 'unpacking');
  rmSync(work, { recursive: true, force: true });
  const archives = await download(work);
  const unpacked = join(work, 'unpacked');
  mkdirSync(unpacked);
  for (const archive of readdirSync(archives).filter((name) => name.endsWith('.deb'))) {
    await runStep(
      `Unpacking ${archive.split('_')[0]}`,
      'dpkg',
      ['-x', join(archives, archive), unpacked],
      {
        log: join(LOGS, 'unpack.log'),
      },
    );
  }
  wrapBinaryen(unpacked);
  writeConfig(unpacked);
  rmSync(FOLDER, { recursive: true, force: true });
  renameSync(unpacked, FOLDER);
  rmSync(work, { recursive: true, force: true });
  const found = findUnpacked();
  if (!found)
    throw new SetupError(
      `The unpacked Emscripten in ${FOLDER} is incomplete. Run "npm run clean" and start again.`,
    );
  return found;
}

/**
 * Downloads the packages with apt, which checks their sums against the signed lists.
 * @param {string} work an absent folder
 * @returns {Promise<string>} the folder with the .deb files
 */
async function download(work) {
  const archives = join(work, 'archives');
  for (const folder of [archives, join(work, 'lists', 'partial'), join(work, 'cache')]) {
    mkdirSync(folder, { recursive: true });
  }
  const sources = join(work, 'sources.list');
  writeFileSync(sources, `deb [signed-by=${KEYRING}] ${debianMirror()} ${SUITE} main\n`);
  const config = join(work, 'apt.conf');
  writeFileSync(
    config,
    [
      `Dir::Etc::SourceList "${sources}";`,
      'Dir::Etc::SourceParts "-";',
      'Dir::Etc::Preferences "-";',
      'Dir::Etc::PreferencesParts "-";',
      `Dir::State::Lists "${join(work, 'lists')}";`,
      'Dir::State::Status "/dev/null";', // apt knows no installed package, so all are downloadable
      `Dir::Cache "${join(work, 'cache')}";`,
      'APT::Sandbox::User "";', // the folder belongs to the person who runs this
      'Acquire::Retries "3";',
      '',
    ].join('\n'),
  );
  const env = { ...process.env, APT_CONFIG: config };
  await runStep('Reading the package lists of Debian 13', 'apt-get', ['update'], {
    env,
    log: join(LOGS, 'emscripten-update.log'),
  });
  await runStep('Downloading Emscripten', 'apt-get', ['download', ...PACKAGES], {
    cwd: archives,
    env,
    log: join(LOGS, 'emscripten-download.log'),
  });
  return archives;
}

/**
 * The address of a Debian mirror: the one that this Debian uses; on Ubuntu, which has another
 * archive, the one that its `python-apt-common` names.
 * @returns {string}
 */
function debianMirror() {
  if (process.env.INKLING_DEBIAN_MIRROR) return process.env.INKLING_DEBIAN_MIRROR;
  const targets = spawnSync(
    'apt-get',
    [
      'indextargets',
      '--format',
      '$(REPO_URI)',
      'Identifier: Packages',
      'Origin: Debian',
      'Component: main',
    ],
    { encoding: 'utf8' },
  );
  const own = (targets.stdout ?? '').split('\n').find((uri) => /\/debian\/?$/.test(uri));
  if (own) return own;
  const template = '/usr/share/python-apt/templates/Debian.info';
  const known =
    existsSync(template) && /^BaseURI: (\S+)/m.exec(readFileSync(template, 'utf8'))?.[1];
  if (known) return known;
  throw new SetupError(
    'Set-up found no address of a Debian mirror, from which it takes Emscripten. Set INKLING_DEBIAN_MIRROR to one, ' +
      'or install Emscripten with emsdk, and start again.',
  );
}

/**
 * Puts a starter with the unpacked C library in front of each of Binaryen's programs.
 * @param {string} folder
 */
function wrapBinaryen(folder) {
  const libraries =
    readdirSync(join(folder, 'usr', 'lib')).find((name) => name.endsWith('-linux-gnu')) ?? '';
  const loader = readdirSync(join(folder, 'usr', 'lib', libraries)).find((name) =>
    /^ld-linux.*\.so/.test(name),
  );
  if (!loader) throw new SetupError('The C library of Debian 13 holds no loader for this machine.');
  const wrappers = join(folder, 'binaryen', 'bin');
  mkdirSync(wrappers, { recursive: true });
  for (const program of readdirSync(join(folder, 'usr', 'bin')).filter((name) =>
    name.startsWith('wasm'),
  )) {
    const wrapper = join(wrappers, program);
    writeFileSync(
      wrapper,
      `#!/bin/sh
root=$(dirname "$0")/../../usr
exec "$root/lib/${libraries}/${loader}" --library-path "$root/lib/${libraries}" "$root/bin/${program}" "$@"
`,
    );
    chmodSync(wrapper, 0o755);
  }
}

/**
 * Emscripten's settings: as Debian ships them, with this folder's Binaryen and this Node.
 * @param {string} folder
 */
function writeConfig(folder) {
  writeFileSync(
    join(folder, 'emscripten.config'),
    `import os
LLVM_ROOT = '/usr/bin'
LLVM_ADD_VERSION = '19'
CLANG_ADD_VERSION = '19'
BINARYEN_ROOT = os.path.join(os.path.dirname(os.path.abspath(os.environ['EM_CONFIG'])), 'binaryen')
NODE_JS = os.environ.get('INKLING_NODE', 'node')
FROZEN_CACHE = True
`,
  );
  // Emscripten's own scripts are CommonJS; without this, the project's "type" would hold for them.
  writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }\n');
}
