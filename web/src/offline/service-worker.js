/**
 * Isolates the page where its host does not, and keeps one build of it for offline use.
 *
 * Every address but the page's own carries the build's version in its query, so an answer from the
 * cache always belongs to the page that asks. The page itself comes from the network where there is
 * one: a new build is used at once, while the cached one stays whole until no tab uses it any more.
 *
 * The first worker of a page is at its work at once, as the page waits for it to be isolated (see
 * web/src/isolation.js). It keeps files as the page loads them, and fetches the others when the
 * page says that it has what it needs. The worker of a new build takes over only with all its files.
 * None of them claims pages that were loaded without it: such a page goes on as it began.
 */

import { withIsolation } from './isolation-headers.js';
import { KeptBuild } from './kept-build.js';

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const SCOPE = worker.registration.scope;

/** The page from the cache is better than waiting longer for a network that hardly works. */
const SLOW_NETWORK_MS = 4000;
/** Too big to be fetched ahead for everyone: kept once it was used. */
const KEPT_ON_USE = new URL('data/full/', SCOPE).href;

// The build fills in its version and files.
const kept = new KeptBuild({
  scope: SCOPE,
  version: __VERSION__,
  files: __FILES__,
  onUse: KEPT_ON_USE,
});

worker.addEventListener('install', (event) => {
  // Where the host itself isolates, this script too, nobody waits.
  const isAwaited = worker.registration.active === null && !worker.crossOriginIsolated;
  if (!isAwaited) event.waitUntil(kept.fill());
});
worker.addEventListener('activate', (event) => event.waitUntil(kept.deleteOthers()));
worker.addEventListener('message', (event) => event.waitUntil(kept.complete().catch(() => {})));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(SCOPE)) return;
  if (request.mode !== 'navigate' || isPage(request.url)) event.respondWith(answer(event));
});

/** @param {string} url */
function isPage(url) {
  const { origin, pathname } = new URL(url);
  return [SCOPE, `${SCOPE}index.html`].includes(origin + pathname);
}

/**
 * @param {FetchEvent} event
 * @returns {Promise<Response>}
 */
async function answer(event) {
  const { request } = event;
  const isNavigation = request.mode === 'navigate';
  return withIsolation(request, await (isNavigation ? answerPage(event) : answerFile(event)));
}

/**
 * @param {FetchEvent} event
 * @returns {Promise<Response>}
 */
async function answerFile(event) {
  const { request } = event;
  const cached = await kept.file(request);
  if (cached) return cached;
  const response = await fetch(request);
  event.waitUntil(kept.offer(request.url, response));
  return response;
}

/**
 * @param {FetchEvent} event
 * @returns {Promise<Response>}
 */
async function answerPage(event) {
  const cached = await kept.page();
  const fresh = fetch(event.request);
  if (!cached) {
    const response = await fresh;
    event.waitUntil(kept.offerPage(response));
    return response;
  }
  const usable = fresh.then((response) => (response.status < 500 ? response : cached));
  const patience = new Promise((resolve) => setTimeout(resolve, SLOW_NETWORK_MS, cached));
  return Promise.race([usable, patience]).catch(() => cached);
}
