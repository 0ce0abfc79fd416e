/**
 * Starts the worker while the page is read, drawn for the first time and its code begins: all of that
 * takes a quarter of a second on a slow machine, and so does the worker. The page waits for this script,
 * as later ones wait for the first drawing. Where it is not isolated it is going to be loaded again.
 */

import { startEarlyWorker } from './page/create-worker.js';

const wantsSmallSet = new URLSearchParams(location.search).get('data') !== 'full';
const script = document.currentScript;
if (window.crossOriginIsolated && wantsSmallSet && script instanceof HTMLScriptElement) {
  startEarlyWorker(script.src);
}
