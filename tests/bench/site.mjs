/** The page with the contestants: bundled, put together in build/bench/, served to this machine. */

import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { BUILD, WASM } from '../../cpp/toolchain/paths.mjs';
import { serve } from '../../web/tools/serve.mjs';
import { prepareData } from './data.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const SITE = join(BUILD, 'bench');

const PAGE = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>Inkling's benchmark</title><link rel="icon" href="data:," /></head>
  <body><script type="module" src="host.js"></script></body>
</html>
`;

const INKLING_VARIANTS = ['scalar', 'simd', 'relaxed', 'threads'];
/** The builds that the products are measured in, and the CMake presets that make them. */
const KERNEL_PRESETS = { simd: 'wasm-release', relaxed: 'wasm-relaxed' };
const TENSORFLOW_WASM = ['tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm-threaded-simd.wasm'];

/**
 * @typedef {object} Site
 * @property {string} folder
 * @property {string} url
 * @property {import('./data.mjs').PreparedData} data
 * @property {() => Promise<void>} close
 */

/**
 * Server and page with the headers of cross-origin isolation, which threads need: everyone's do.
 * @param {{peers: boolean}} options whether the npm packages of the others are there
 * @returns {Promise<Site>}
 */
export async function openSite({ peers }) {
  await rm(SITE, { recursive: true, force: true });
  await mkdir(join(SITE, 'wasm'), { recursive: true });
  await writeFile(join(SITE, 'index.html'), PAGE);
  await bundle(peers);
  await copyWasm(peers);
  const data = await prepareData(join(SITE, 'data'));
  const server = await serve({ dir: SITE, isolation: true });
  return { folder: SITE, url: server.url, data, close: server.close };
}

/** @param {boolean} peers */
async function bundle(peers) {
  const scripts = ['host', 'inkling', 'kernels'];
  if (peers) scripts.push('tensorflow', 'jax');
  await esbuild.build({
    absWorkingDir: HERE,
    entryPoints: scripts.map((name) => `browser/${name}.js`),
    outdir: SITE,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: false, // TensorFlow.js's threads do not survive it: see its README
    logLevel: 'warning',
  });
}

/** @param {boolean} peers */
async function copyWasm(peers) {
  const copies = INKLING_VARIANTS.flatMap((variant) =>
    ['mjs', 'wasm'].map((end) => ({ from: WASM, file: `inkling-${variant}.${end}` })),
  );
  for (const [variant, preset] of Object.entries(KERNEL_PRESETS)) {
    for (const end of ['mjs', 'wasm']) {
      copies.push({ from: join(BUILD, preset, 'bench'), file: `kernels-${variant}.${end}` });
    }
  }
  const tensorflow = join(HERE, 'node_modules/@tensorflow/tfjs-backend-wasm/dist');
  for (const file of peers ? TENSORFLOW_WASM : []) copies.push({ from: tensorflow, file });
  for (const { from, file } of copies) await cp(join(from, file), join(SITE, 'wasm', file));
}
