import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { checkBenchFigures } from '../src/bench-figures.js';
import { VARIANTS } from '../src/worker/variants.js';
import { copyData } from './data-files.mjs';
import { licenceTexts } from './licences.mjs';
import { buildVersion, precacheList, withVersion } from './versions.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Older browsers have no WASM SIMD, without which the page only says so. Firefox 89, the first with it,
 * is left out: for want of private fields the page's code would weigh 6 KB more.
 */
const TARGETS = ['chrome91', 'edge91', 'firefox90', 'safari16.4'];

/**
 * Puts the page together and then takes the place of the old one in one move.
 * @param {string} dist
 */
export async function assemble(dist) {
  const fresh = join(ROOT, 'build', `dist-${process.pid}`);
  const old = `${fresh}-old`;
  try {
    await mkdir(fresh, { recursive: true });
    await fill(fresh);
    await rename(dist, old).catch(ignoreMissing);
    await rename(fresh, dist);
  } finally {
    await rm(fresh, { recursive: true, force: true });
    await rm(old, { recursive: true, force: true });
  }
}

/** @param {string} dist */
async function fill(dist) {
  const inputs = await bundle(dist);
  await bundleClassic({ early: 'web/src/early.js' }, dist);
  await writeFile(join(dist, 'licences.txt'), await licenceTexts(ROOT, inputs));
  await cp(join(ROOT, 'assets/icons'), join(dist, 'icons'), { recursive: true }).catch(
    ignoreMissing,
  );
  await copyWasm(dist);
  await copyData(join(dist, 'data'));
  await copyBenchFigures(dist);

  const html = await readFile(join(ROOT, 'web/index.html'), 'utf8');
  const version = await buildVersion(dist, html);
  await writeFile(join(dist, 'index.html'), await withVersion(html, dist, version));
  await bundleServiceWorker(dist, version);
}

/**
 * @param {string} dist
 * @returns {Promise<string[]>} every source file that went in
 */
async function bundle(dist) {
  const { metafile } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: {
      main: 'web/src/main.js',
      worker: 'web/src/worker/main.js',
      styles: 'web/styles/main.css',
    },
    outdir: dist,
    bundle: true,
    format: 'esm',
    target: TARGETS,
    minify: true,
    sourcemap: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  return Object.keys(metafile.inputs);
}

/** @param {string} dist */
async function copyWasm(dist) {
  await mkdir(join(dist, 'wasm'));
  for (const { script } of VARIANTS) {
    const wasm = script.replace(/\.mjs$/, '.wasm');
    await cp(join(ROOT, 'build/wasm', wasm), join(dist, 'wasm', wasm));
    // Emscripten minifies its script, but less than a minifier does.
    const code = await readFile(join(ROOT, 'build/wasm', script), 'utf8');
    const minified = await esbuild.transform(code, { minify: true, format: 'esm' });
    await writeFile(join(dist, 'wasm', script), minified.code);
  }
}

/** @param {string} dist */
async function copyBenchFigures(dist) {
  const text = await readFile(join(ROOT, 'assets/bench.json'), 'utf8').catch(ignoreMissing);
  const figures = checkBenchFigures(JSON.parse(text ?? 'null'));
  await writeFile(join(dist, 'bench.json'), JSON.stringify(figures));
}

/**
 * @param {string} dist
 * @param {string} version
 */
async function bundleServiceWorker(dist, version) {
  await bundleClassic({ 'service-worker': 'web/src/offline/service-worker.js' }, dist, {
    __FILES__: JSON.stringify(await precacheList(dist, version)),
    __VERSION__: JSON.stringify(version),
  });
}

/**
 * A script that is no module.
 * @param {Record<string, string>} entryPoints
 * @param {string} dist
 * @param {Record<string, string>} [define]
 */
async function bundleClassic(entryPoints, dist, define = {}) {
  await esbuild.build({
    absWorkingDir: ROOT,
    outdir: dist,
    bundle: true,
    format: 'iife',
    target: TARGETS,
    minify: true,
    logLevel: 'warning',
    ...{ entryPoints, define },
  });
}

/** @param {NodeJS.ErrnoException} error */
function ignoreMissing(error) {
  if (error.code !== 'ENOENT') throw error;
}
