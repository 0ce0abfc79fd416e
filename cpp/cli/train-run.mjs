/** One training run under Node, with the parts that the page's worker is made of. */

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { buildEmbedded } from '../../assets/mnist/embedded.mjs';
import { loadFiles } from '../../web/src/data/load-files.js';
import { CodedError, FULL_PREPARATION } from '../../web/src/protocol.js';
import { loadModule } from '../../web/src/worker/load-module.js';
import { ThreadChoice } from '../../web/src/worker/thread-choice.js';
import { TrainingLoop } from '../../web/src/worker/training-loop.js';
import { writeSheet } from './digit-sheet.mjs';
import { readRecordings } from './recordings.mjs';
import { scoreRecordings } from './recordings-score.mjs';
import { allowRelaxedSimd } from './relaxed-simd.mjs';

/** As if a worker lay beside the builds' folder `wasm/`. */
const BUILDS = new URL('../../build/train', import.meta.url).href;

/** @typedef {import('./train-options.mjs').TrainOptions} TrainOptions */
/** @typedef {import('./train-report.mjs').Reporter} Reporter */
/** @typedef {import('../../web/src/worker/inkling-module.js').Session} Session */
/** @typedef {import('../../web/src/worker/inkling-module.js').InklingModule} InklingModule */

/**
 * @param {TrainOptions} options
 * @param {Reporter} reporter
 * @param {AbortSignal} signal ends the run
 * @returns {Promise<'done' | 'interrupted' | 'failed'>}
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
      return 'done';
    }
    const data = await loadData(options.data, { module, session, signal });
    const { presetLabel, config } = options;
    const network = session.networkSummary();
    reporter.started({ presetLabel, config, network, data, variant, threads: options.threads });
    const samplesPerEpoch = data.trainingImages / (1 - config.styles);
    return await train({ session, threads }, { samplesPerEpoch, recordings, reporter, signal });
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
 * @param {{session: Session, threads: ThreadChoice}} parts
 * @param {object} context
 * @param {number} context.samplesPerEpoch
 * @param {import('./recordings.mjs').Recording[] | null} context.recordings read afterwards
 * @param {Reporter} context.reporter
 * @param {AbortSignal} context.signal
 * @returns {Promise<'done' | 'interrupted' | 'failed'>}
 */
function train(parts, { samplesPerEpoch, recordings, reporter, signal }) {
  return new Promise((resolve) => {
    /** @type {import('../../web/src/protocol.js').EpochResult | null} */
    let best = null;
    let measuredMs = 0;
    const loop = new TrainingLoop({
      ...parts,
      schedule: (slice) => setImmediate(slice),
      clock: () => performance.now(),
      post: (event) => {
        switch (event.event) {
          case 'progress':
            return reporter.progressed(event.state);
          case 'epoch': {
            const { result, state } = event;
            if (!best || result.validationAccuracy > best.validationAccuracy) best = result;
            const seconds = (state.trainingMs - measuredMs) / 1000;
            measuredMs = state.trainingMs;
            return reporter.measured(result, samplesPerEpoch / seconds);
          }
          case 'done': {
            const testAccuracy = event.testResult?.accuracy ?? null;
            const score =
              recordings &&
              scoreRecordings(
                recordings,
                (strokes) => parts.session.readStrokes(strokes, FULL_PREPARATION).prediction,
              );
            reporter.done(event.state, testAccuracy, score);
            return resolve('done');
          }
          case 'training-failed':
            reporter.failed(event.error);
            return resolve('failed');
        }
      },
    });
    const interrupt = () => {
      loop.pause();
      reporter.interrupted(loop.state(), best);
      resolve('interrupted');
    };
    if (signal.aborted) return interrupt();
    signal.addEventListener('abort', interrupt, { once: true });
    loop.train();
  });
}
