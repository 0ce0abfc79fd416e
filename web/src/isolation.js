/**
 * Threads need memory that they share, and browsers give it only to a page that two headers isolate
 * from other sites. Where the host does not send them, the service worker adds them to a page that
 * is loaded through it. So the first visit to such a host loads the page twice, before anything
 * else happens: once to start the service worker, and once through it.
 */

import { registerServiceWorker } from './offline.js';

/** Without a service worker by then, this visit goes on without isolation; the next one has it. */
const PATIENCE_MS = 1500;

/** Set in a tab that has tried: where it does not help, trying again would not either. */
const TRIED = `inkling.isolation ${new URL('.', document.baseURI).pathname}`;

/**
 * @returns {Promise<void>} settled when the page may go on, isolated or not; never where it is being
 *   loaded again
 */
export async function isolate() {
  if (!isWorthTrying()) return;
  const release = holdLoadEvent();
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, false));
  if (await Promise.race([startServiceWorker(), patience])) {
    location.reload();
    await new Promise(() => {});
  }
  release();
}

/** Whether loading the page through a service worker could isolate it, and that be of use. */
function isWorthTrying() {
  if (window.crossOriginIsolated || navigator.hardwareConcurrency === 1) return false;
  const isFrame = window !== window.top;
  if (isFrame || !('serviceWorker' in navigator) || navigator.serviceWorker.controller)
    return false;
  try {
    if (sessionStorage.getItem(TRIED) !== null) return false;
    sessionStorage.setItem(TRIED, 'yes');
    return true;
  } catch {
    return false;
  }
}

/** @returns {Promise<boolean>} whether there is one at work now */
async function startServiceWorker() {
  try {
    // Browsers that are told to block service workers have no registration to give.
    if (!(await registerServiceWorker())) return false;
    await navigator.serviceWorker.ready;
    return true;
  } catch {
    return false;
  }
}

/**
 * Keeps the page from being "loaded" meanwhile: who waits for that, as programs that drive a browser
 * do, then gets the page that stays. A medium that never comes holds the event up without a request.
 * @returns {() => void} ends it
 */
function holdLoadEvent() {
  const medium = document.createElement('audio');
  if ('MediaStream' in window) medium.srcObject = new MediaStream();
  return () => (medium.srcObject = null);
}
