/**
 * Lets the page work without a network from its second visit on. Where that cannot be (no service
 * workers, an insecure origin, no storage), the page works as before and nobody needs to know.
 */
export async function registerOffline() {
  try {
    await navigator.serviceWorker.register(new URL('./service-worker.js', document.baseURI), {
      updateViaCache: 'none',
    });
  } catch {
    // The network serves the page then.
  }
}
