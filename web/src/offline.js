/**
 * Lets the page work without a network from its second visit on. Where that cannot be (no service
 * workers, an insecure origin, no storage), the page works as before and nobody needs to know.
 */

/** @returns {Promise<ServiceWorkerRegistration>} rejected where there can be none */
export function registerServiceWorker() {
  return navigator.serviceWorker.register(new URL('./service-worker.js', document.baseURI), {
    updateViaCache: 'none',
  });
}

/** Tells the service worker, once it is at work, that the page has loaded all that it needs. */
export async function keepForOffline() {
  try {
    await registerServiceWorker();
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage('loaded');
  } catch {
    // The network serves the page then.
  }
}
