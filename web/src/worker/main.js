/** The worker: builds the parts and connects them, nothing else. */

import { Catalogue } from '../data/catalogue.js';
import { AHEAD } from '../protocol.js';
import { loadModule } from './load-module.js';
import { RequestHandler } from './request-handler.js';

const nextTurn = new MessageChannel();

const handler = new RequestHandler({
  post: (message) => self.postMessage(message),
  loadModule: (wish) =>
    loadModule({ workerUrl: import.meta.url, cores: navigator.hardwareConcurrency ?? 1, wish }),
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

if (self.name === AHEAD) handler.loadAhead();
self.onmessage = ({ data }) => void handler.receive(data);
