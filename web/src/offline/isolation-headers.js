/**
 * The headers that make a page cross-origin isolated, which shared memory needs, for hosts that do
 * not send them. The page needs both, and so does the script of every worker, those that a worker
 * starts among them. Other answers need none: everything that the page loads is of its own origin.
 */

const ISOLATION_HEADERS = Object.freeze({
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
});

/**
 * @param {Pick<Request, 'mode' | 'destination'>} request
 * @param {Response} response
 * @returns {Response} with the headers where it needs them; those that the host has sent stay
 */
export function withIsolation({ mode, destination }, response) {
  const isNeeded = mode === 'navigate' || destination === 'worker';
  // A redirect of a navigation is the browser's own affair: its status reads 0.
  if (!isNeeded || response.status === 0) return response;
  const { body, status, statusText } = response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(ISOLATION_HEADERS)) {
    if (!headers.has(name)) headers.set(name, value);
  }
  return new Response(body, { status, statusText, headers });
}
