/**
 * Builds the page's parts and connects them.
 */

import { fetchBenchFigures } from './bench-figures.js';
import { isolate } from './isolation.js';
import { keepForOffline } from './offline.js';
import { Announcer } from './page/announcer.js';
import { ChartPanel } from './page/chart-panel.js';
import { Controls } from './page/controls.js';
import { CopyLink } from './page/copy-link.js';
import { createWorker, takeEarlyWorker } from './page/create-worker.js';
import { DataPanel } from './page/data-panel.js';
import { DigitsSheet } from './page/digits-sheet.js';
import { DropTarget } from './page/drop-target.js';
import { foldOnPhones } from './page/fold.js';
import { Gallery } from './page/gallery.js';
import { Headline } from './page/headline.js';
import { KeptDrawings } from './page/kept-drawings.js';
import { Keyboard } from './page/keyboard.js';
import { Laboratory } from './page/laboratory.js';
import { LessonView } from './page/lesson-view.js';
import { Lessons } from './page/lessons.js';
import { NetworkPanel } from './page/network-panel.js';
import { Notices } from './page/notices.js';
import { readPalette } from './page/palette.js';
import { find, part } from './page/parts.js';
import { Question } from './page/question.js';
import { breathe, RenderLoop } from './page/render-loop.js';
import { gentlerSettings, MORE_EPOCHS, widerSettings } from './page/next-steps.js';
import { SpeedMeasurement } from './page/speed-measurement.js';
import { SpeedSheet } from './page/speed-sheet.js';
import { SampleStrips } from './page/sample-strips.js';
import { describeLoss } from './page/sentences.js';
import { SightPanel } from './page/sight-panel.js';
import { Status } from './page/status.js';
import { Theme } from './page/theme.js';
import { ThreadsPanel } from './page/threads-panel.js';
import { Tips } from './page/tips.js';
import { formatSettings, parseSettings, presetConfig } from './settings.js';
import { siblingUrl } from './sibling-url.js';

/** The first steps of a training that begins by itself come before fetching files to keep them. */
const FIRST_STEPS_MS = 2000;

await isolate();

const { body } = document;
const panel = (/** @type {string} */ name) => find(body, `[data-panel="${name}"]`);

const { settings, problems } = parseSettings(location.search);
const notices = new Notices(panel('notices'));
notices.show(problems);
foldOnPhones(part(body, 'fold', HTMLDetailsElement));

/** @type {{render: (notebook: import('./page/notebook.js').Notebook) => void}[]} */
const views = [];
/** @type {{setPalette: (palette: import('./page/palette.js').Palette) => void}[]} */
const themed = [];
const loop = new RenderLoop(render, () => notebook.state !== body.dataset.state);
const lab = new Laboratory({
  config: settings.config,
  usual: presetConfig(settings.preset),
  threads: settings.threads,
  source: { kind: settings.data },
  createWorker: () => takeEarlyWorker() ?? createWorker(import.meta.url),
  onChange: () => loop.request(),
});
const { notebook } = lab;
const started = lab.start();

// The page is built piece by piece, so that no piece holds up a frame, with the worker on its way.
await breathe();
new Theme(part(body, 'theme', HTMLSelectElement), {
  root: document.documentElement,
  onChange: () => {
    const palette = readPalette(body);
    for (const one of themed) one.setPalette(palette);
  },
});
const question = new Question(panel('question'));
const loss = {
  // A network that was reset, or has died, is not lost by what was asked about.
  text: () => (notebook.hasTrainedNetwork ? describeLoss(notebook) : null),
  yes: 'Start a new network',
};
const data = new DataPanel(panel('data'), {
  onFiles: takeFiles,
  onSource: async (source) => {
    lab.arrival.forgetProblem();
    const mustAsk = notebook.hasTrainedNetwork && lab.arrival.reasonNotToLoad(source) === '';
    if (mustAsk && !(await question.ask(loss, panel('data')))) return;
    await lab.loadData(source);
    showInAddress();
  },
});
const network = new NetworkPanel(panel('network'), {
  tips: panel('tips'),
  onChange: async (config, preset, place) => {
    question.answer(false);
    if (lab.wouldLoseTraining(config) && !(await question.ask(loss, place))) return;
    settings.preset = preset ?? settings.preset;
    await lab.apply(config);
    showInAddress();
  },
});
const threads = new ThreadsPanel(panel('threads'), {
  explanation: part(body, 'one-thread'),
  onChange: (wish) => {
    lab.setThreads(wish);
    showInAddress();
  },
});
const controls = new Controls(panel('controls'), {
  onTrain: toggle,
  onStep: step,
  onReset: reset,
  onCancel: () => lab.cancelLoading(),
  onHowFast: () => speed.open(notebook),
});
const status = new Status(panel('status'), { onAction: act });
const headline = new Headline(panel('headline'));
views.push(
  question,
  data,
  network,
  threads,
  headline,
  controls,
  status,
  new Announcer(part(body, 'announcer')),
);
new CopyLink(part(body, 'copy-link'), { makeLink });
new DropTarget(panel('drop'), { onFiles: takeFiles });

await breathe();
const palette = readPalette(body);
for (const quantity of /** @type {const} */ (['accuracy', 'loss'])) {
  const chart = new ChartPanel(panel(quantity), { quantity, palette });
  views.push(chart);
  themed.push(chart);
  await breathe();
}
const kept = new KeptDrawings({ onChange: () => loop.request() });
const lessons = new Lessons({ lab, kept, onChange: () => loop.request() });
const sight = new SightPanel(panel('sight'), {
  ...{ palette, lessons },
  readDrawing: (drawing, preparation) => lab.questions.readDrawing(drawing, preparation),
  readImage: (image) => lab.questions.readImage(image),
  onLeaveImage: () => gallery.choose(-1),
});
const gallery = new Gallery(panel('gallery'), {
  palette,
  onChoose: (item) => sight.showImage(item),
});
const strips = new SampleStrips(panel('samples'), {
  palette,
  fetchSamples: (count, draw) => lab.questions.fetchSamples(count, draw),
});
const digits = new DigitsSheet(find(body, '[data-panel="digits"]', HTMLDialogElement), {
  opener: part(body, 'digits'),
  ...{ palette, kept, lessons, question, lab },
});
views.push(sight, new LessonView(panel('sight'), lessons), gallery, strips, digits);
themed.push(sight, gallery, strips, digits);
kept.restore();
await breathe();
const speed = new SpeedSheet(find(body, '[data-panel="speed"]', HTMLDialogElement), {
  createMeasurement: (onChange) =>
    new SpeedMeasurement({
      createWorker: () => createWorker(import.meta.url),
      variants: notebook.environment?.variants ?? [],
      source: notebook.source,
      config: notebook.config,
      onChange,
    }),
  holdTraining: () => lab.holdTraining(),
  fetchFigures: () => fetchBenchFigures(siblingUrl('./bench.json', import.meta.url)),
});
new Tips(body, panel('tips'));
new Keyboard(find(body, '[data-panel="help"]', HTMLDialogElement), {
  opener: part(body, 'help'),
  onCommand: (command) => {
    const commands = {
      toggle,
      step,
      reset,
      clear: () => sight.clear(),
      undo: () => sight.undo(),
    };
    commands[command]();
  },
  onDigit: (digit) => sight.claim(digit),
});
part(body, 'no-start').remove();
loop.request();

await started;
if (notebook.configProblem !== '') notices.show([...problems, notebook.configProblem]);
const trains = settings.autostart && notebook.state === 'ready';
if (trains) lab.train();
if (notebook.failure === null) {
  if (trains) setTimeout(keepForOffline, FIRST_STEPS_MS);
  else keepForOffline();
}

function render() {
  body.dataset.state = notebook.state;
  for (const view of views) view.render(notebook);
}

/** @param {readonly File[]} files picked or dropped: drawings, or a data set */
function takeFiles(files) {
  const drawings = files.find(({ name }) => name.endsWith('.jsonl'));
  if (drawings !== undefined) digits.load(drawings);
  else data.offerFiles(files);
}

function toggle() {
  // As its button, the key has nothing to do while the network is being corrected.
  if (notebook.isCorrecting) return;
  if (notebook.state === 'training') {
    lab.pause();
    return;
  }
  question.answer(false);
  if (notebook.state === 'done') trainMore();
  else lab.train();
}

function step() {
  question.answer(false);
  lab.step();
}

/** With nothing left to lose, what was asked about is done as well. */
function reset() {
  lab.reset();
  question.answer(true);
}

async function trainMore() {
  question.answer(false);
  await lab.trainMore(MORE_EPOCHS);
  showInAddress();
}

/**
 * Another attempt, from the start, with other settings.
 * @param {import('./protocol.js').Config | null} config
 */
async function tryAnew(config) {
  question.answer(false);
  if (config === null) return;
  await lab.apply(config);
  if (notebook.run.hasTrained) await lab.reset();
  showInAddress();
  lab.train();
}

/** @param {import('./page/next-steps.js').ActionId} action */
function act(action) {
  switch (action) {
    case 'start-again':
      lab.startAgain();
      break;
    case 'retry-data':
      lab.start();
      break;
    case 'reload':
      location.reload();
      break;
    case 'new-network':
      reset();
      break;
    case 'more-epochs':
      trainMore();
      break;
    case 'wider':
      tryAnew(widerSettings(notebook));
      break;
    case 'gentler':
      tryAnew(gentlerSettings(notebook));
      break;
    case 'for-drawing':
      tryAnew(presetConfig('drawing'));
      break;
    case 'draw':
      sight.focus();
      break;
  }
}

/** Files of one's own cannot be part of a link: it then names the data set from before. */
function makeLink() {
  const { kind } = notebook.source;
  if (kind === 'embedded' || kind === 'full') settings.data = kind;
  settings.config = notebook.config;
  settings.threads = notebook.threadWish;
  const link = new URL(location.href);
  link.search = formatSettings(settings);
  return link.href;
}

function showInAddress() {
  history.replaceState(null, '', makeLink());
}
