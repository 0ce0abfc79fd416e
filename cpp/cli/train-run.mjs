/** Training under Node, with the parts that the page's worker is made of. */

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { buildEmbedded } from '../../assets/mnist/embedded.mjs';
import { loadFiles } from '../../web/src/data/load-files.js';
import { CodedError } from '../../web/src/protocol.js';
import { loadModule } from '../../web/src/worker/load-module.js';
import { ThreadChoice } from '../../web/src/worker/thread-choice.js';
import { writeSheet } from './digit-sheet.mjs';
import { readRecordings } from './recordings.mjs';
import { allowRelaxedSimd } from './relaxed-simd.mjs';
import { trainOnce } from './training.mjs';

/** As if a worker lay beside the builds' folder `wasm/`. */
const BUILDS = new URL('../../build/train', import.meta.url).href;

/** @typedef {import('./train-options.mjs').TrainOptions} TrainOptions */
/** @typedef {import('./train-report.mjs').Reporter} Reporter */
/** @typedef {import('./training.mjs').Ending} Ending */
/** @typedef {import('../../web/src/worker/inkling-module.js').Session} Session */
/** @typedef {import('../../web/src/worker/inkling-module.js').InklingModule} InklingModule */

/**
 * @param {TrainOptions} options
 * @param {Reporter} reporter
 * @param {AbortSignal} signal ends it early
 * @returns {Promise<Ending['kind']>} of the last training
 * @throws whatever stands in the way of starting
 */
export async function run(options, reporter, signal) {
  const recordings = options.strokes === null ? null : await readRecordings(options.strokes);
  await allowRelaxedSimd();
  const cores = availableParallelism();
  const { module, variant, mostThreads } = await loadModule({ workerUrl: BUILDS, cores });
  const threads = new ThreadChoice({ most: mostThreads, apply: module.setThreads });
  threads.set(options.threads);
  const session = new module.Session();
  try {
    session.configure(options.config);
    if (options.sheet !== null) {
      const { seed } = options.config;
      await writeSheet(options.sheet, { module, session, seed, recordings });
      if (!options.json) console.log(`Written: ${options.sheet}`);
      return 'done';
    }
    const data = await loadData(options.data, { module, session, signal });
    const { presetLabel, config, seeds } = options;
    const network = session.networkSummary();
    const wish = options.threads;
    reporter.started({ presetLabel, config, seeds, network, data, variant, threads: wish });
    const samplesPerEpoch = data.trainingImages / (1 - config.styles);
    /** @type {Ending['kind']} */
    let kind = 'done';
    for (const seed of seeds ?? [config.seed]) {
      session.configure({ ...config, seed });
      reporter.began(seed);
      const ending = await trainOnce({
        ...{ session, threads, recordings, signal, keepBest: config.keepBest },
        progressed: reporter.progressed,
        measured: (result, ms) => reporter.measured(result, (1000 * samplesPerEpoch) / ms),
      });
      tell(reporter, ending);
      kind = ending.kind;
      if (kind !== 'done') break;
    }
    reporter.finished();
    return kind;
  } finally {
    session.delete();
  }
}

/**
 * @param {TrainOptions['data']} data
 * @param {{module: InklingModule, session: Session, signal: AbortSignal}} context
 * @returns {Promise<import('../../web/src/protocol.js').DataSummary>}
 */
async function loadData(data, { module, session, signal }) {
  const paths = data.kind === 'embedded' ? (await buildEmbedded()).files : data.paths;
  const sources = await Promise.all(paths.map(pathSource));
  await loadFiles(sources, {
    idxHeader: module.idxHeader,
    addFile: (name, bytes) => session.addFile(name, bytes),
    signal,
  });
  const names = sources.map((source) => source.name).join(', ');
  const name = data.kind === 'embedded' ? '10,000 images of MNIST' : names;
  return { name, ...session.commitFiles() };
}

/**
 * @param {string} path
 * @returns {Promise<import('../../web/src/data/byte-source.js').ByteSource>}
 */
async function pathSource(path) {
  const name = basename(path);
  const { size: byteLength } = await stat(path);
  return {
    name,
    byteLength,
    open: async () => ({
      stream: /** @type {ReadableStream<Uint8Array>} */ (Readable.toWeb(createReadStream(path))),
      byteLength,
      toFailure: (error) => new CodedError('not-found', `${path} cannot be read: ${error}.`),
      webPageSentence: `${path} is a web page (HTML), not an IDX file.`,
    }),
  };
}

/**
 * @param {Reporter} reporter
 * @param {Ending} ending
 */
function tell(reporter, ending) {
  switch (ending.kind) {
    case 'done':
      return reporter.done(ending);
    case 'interrupted':
      return reporter.interrupted(ending);
    case 'failed':
      return reporter.failed(ending);
  }
}
