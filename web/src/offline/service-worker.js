/**
 * Keeps one build of the page for offline use.
 *
 * Every address but the page's own carries the build's version in its query, so an answer from the
 * cache always belongs to the page that asks. The page itself comes from the network where there is
 * one: a new build is used at once, while the cached one stays whole until no tab uses it any more.
 *
 * Every answer passes through `answer`: headers that a host cannot send (cross-origin isolation)
 * could be added there.
 */

/** Filled in by the build: the files of this build, and its version. */
/** @type {{url: string, integrity?: string}[]} */
const FILES = __FILES__;
const VERSION = __VERSION__;

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const SCOPE = worker.registration.scope;
const CACHE_PREFIX = `inkling ${SCOPE} `;
const CACHE_NAME = CACHE_PREFIX + VERSION;

/** The page from the cache is better than waiting longer for a network that hardly works. */
const SLOW_NETWORK_MS = 4000;
/** Too big to be fetched ahead for everyone: kept once it was used. */
const KEPT_ON_USE = new URL('data/full/', SCOPE).href;

worker.addEventListener('install', (event) => event.waitUntil(fillCache()));
worker.addEventListener('activate', (event) => event.waitUntil(deleteOldCaches()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(SCOPE)) return;
  if (request.mode !== 'navigate' || isPage(request.url)) event.respondWith(answer(request));
});

async function fillCache() {
  const cache = await caches.open(CACHE_NAME);
  const requests = FILES.map(
    ({ url, integrity }) => new Request(url, { cache: 'no-cache', integrity: integrity ?? '' }),
  );
  await cache.addAll(requests);
}

async function deleteOldCaches() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(CACHE_PREFIX) && name !== CACHE_NAME);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** @param {string} url */
function isPage(url) {
  const { origin, pathname } = new URL(url);
  return [SCOPE, `${SCOPE}index.html`].includes(origin + pathname);
}

/**
 * @param {Request} request
 * @returns {Promise<Response>}
 */
async function answer(request) {
  const cache = await caches.open(CACHE_NAME);
  if (request.mode === 'navigate') return answerPage(request, await cache.match('./'));
  const cached = await cache.match(request, { ignoreVary: true });
  if (cached) return cached;
  const response = await fetch(request);
  if (response.status === 200 && request.url.startsWith(KEPT_ON_USE)) {
    await cache.put(request, response.clone()).catch(() => {});
  }
  return response;
}

/**
 * @param {Request} request
 * @param {Response | undefined} cached
 * @returns {Promise<Response>}
 */
async function answerPage(request, cached) {
  const fresh = fetch(request);
  if (!cached) return fresh;
  const usable = fresh.then((response) => (response.status < 500 ? response : cached));
  const patience = new Promise((resolve) => setTimeout(resolve, SLOW_NETWORK_MS, cached));
  return Promise.race([usable, patience]).catch(() => cached);
}
