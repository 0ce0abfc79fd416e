/** The worker: builds the parts and connects them, nothing else. */

import { Catalogue } from '../data/catalogue.js';
import { RequestHandler } from './request-handler.js';
import { chooseVariant, loadVariant } from './variants.js';

const nextTurn = new MessageChannel();

const handler = new RequestHandler({
  post: (message) => self.postMessage(message),
  loadModule: async () => {
    const variant = await chooseVariant();
    return { variant, module: await loadVariant(variant, import.meta.url) };
  },
  catalogue: new Catalogue(import.meta.url),
  schedule: (slice) => {
    nextTurn.port1.onmessage = slice;
    nextTurn.port2.postMessage(null);
  },
  clock: () => performance.now(),
  // Outside of any promise the error reaches the page's `worker.onerror`: it starts a new worker.
  onFatal: (error) =>
    setTimeout(() => {
      throw error;
    }),
});

self.onmessage = ({ data }) => void handler.receive(data);
