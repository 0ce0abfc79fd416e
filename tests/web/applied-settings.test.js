import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CodedError } from '../../web/src/protocol.js';
import { config, data, network, setUp, stateWith } from './obedient-worker.js';

test('the learning rate is tuned, the layers are built anew', async (t) => {
  const { lab, notebook, worker } = setUp(t);
  await lab.start();
  await lab.step();
  assert.equal(notebook.state, 'paused');
  const faster = { ...config, learningRate: 0.2 };
  const wider = { ...config, layers: '400' };
  assert.equal(lab.wouldLoseTraining(faster), false);
  assert.equal(lab.wouldLoseTraining(wider), true);
  await lab.apply(faster);
  assert.deepEqual(worker().requests.at(-1), {
    id: worker().requests.length,
    type: 'tune',
    learningRate: 0.2,
    batchSize: 32,
    epochs: 25,
  });
  await lab.apply(wider);
  assert.equal(notebook.state, 'ready');
  assert.equal(notebook.run.hasTrained, false);
  assert.ok(worker().types.includes('configure'));
});

test('settings that the library refuses are put back, with its sentence', async (t) => {
  const { lab, notebook, worker } = setUp(t);
  await lab.start();
  worker().answers.configure = new CodedError('invalid-argument', 'At most 8 layers.');
  await lab.apply({ ...config, layers: '1,1,1' });
  assert.equal(notebook.config.layers, '100,200');
  assert.equal(notebook.configProblem, 'At most 8 layers. The value from before stays.');
  assert.equal(notebook.state, 'ready');
});

test('a first network that is refused leaves the page with the usual layers', async (t) => {
  const { lab, notebook, worker } = setUp(t, { config: { ...config, layers: '4096,4096' } });
  const start = lab.start();
  worker().answers.configure = (/** @type {any} */ request) =>
    request.config.layers === '4096,4096'
      ? new CodedError('invalid-argument', 'Too many parameters.')
      : { network, state: stateWith() };
  await start;
  assert.equal(notebook.state, 'ready');
  assert.equal(notebook.config.layers, '100,200');
  assert.equal(notebook.configProblem, 'Too many parameters. 100,200 is used instead.');
});

test('of a first network only what is refused is replaced, and each has its sentence', async (t) => {
  const { lab, notebook, worker } = setUp(t, {
    config: { ...config, layers: '64', augmentation: 'spin', styles: 0.95, seed: 7 },
  });
  const start = lab.start();
  worker().answers.configure = (/** @type {any} */ { config: asked }) => {
    if (asked.augmentation === 'spin') return new CodedError('invalid-argument', 'augment: no');
    if (asked.styles > 0.9) return new CodedError('invalid-argument', 'styles: too much');
    return { network, state: stateWith() };
  };
  await start;
  assert.equal(notebook.state, 'ready');
  assert.deepEqual(notebook.config, { ...config, layers: '64', seed: 7 });
  assert.equal(
    notebook.configProblem,
    'augment: no. none is used instead. styles: too much. 0 is used instead.',
  );
});

test('the link’s preset takes the place of what is refused, and the default’s that of the preset', async (t) => {
  const usual = { ...config, layers: '64', augmentation: 'rotate10' };
  const { lab, notebook, worker } = setUp(t, {
    usual,
    config: { ...usual, layers: '4096,4096' },
  });
  const start = lab.start();
  worker().answers.configure = (/** @type {any} */ { config: asked }) => {
    if (asked.layers === '4096,4096') return new CodedError('invalid-argument', 'layers: many');
    if (asked.augmentation !== '') return new CodedError('invalid-argument', 'augment: no');
    return { network, state: stateWith() };
  };
  await start;
  assert.equal(notebook.state, 'ready');
  assert.deepEqual(notebook.config, { ...usual, augmentation: '' });
  assert.equal(
    notebook.configProblem,
    'layers: many. 64 is used instead. augment: no. none is used instead.',
  );
});

test('what is refused only with the data is replaced as well', async (t) => {
  const { lab, notebook, worker } = setUp(t, { config: { ...config, augmentation: 'spin' } });
  const start = lab.start();
  let augmentation = '';
  Object.assign(worker().answers, {
    configure: (/** @type {any} */ request) => {
      ({ augmentation } = request.config);
      return { network, state: stateWith() };
    },
    'load-data': () =>
      augmentation === 'spin'
        ? new CodedError('invalid-argument', 'augment: no')
        : { data, network, state: stateWith() },
  });
  await start;
  assert.equal(notebook.state, 'ready');
  assert.equal(notebook.config.augmentation, '');
  assert.equal(notebook.configProblem, 'augment: no. none is used instead.');
});

test('a first network that is refused for what is usual fails, and is not asked for again', async (t) => {
  const { lab, notebook, worker } = setUp(t);
  const start = lab.start();
  worker().answers.configure = new CodedError('invalid-argument', 'layers: never');
  await start;
  assert.equal(notebook.failure?.kind, 'data');
  assert.equal(worker().types.filter((type) => type === 'configure').length, 1);
});

test('settings changed on a page without data start it again', async (t) => {
  const { lab, notebook, worker } = setUp(t, {
    answers: { 'load-data': new CodedError('invalid-argument', 'Too many parameters.') },
  });
  await lab.start();
  assert.equal(notebook.failure?.kind, 'data');
  const applied = lab.apply({ ...config, layers: '10' });
  worker().answers['load-data'] = { data, network };
  await applied;
  assert.equal(notebook.state, 'ready');
  assert.equal(notebook.config.layers, '10');
});

test('settings changed while other data fail to load are meant for the network that stays', async (t) => {
  const { lab, notebook, worker } = setUp(t);
  await lab.start();
  worker().answers['load-data'] = new CodedError('bad-idx', 'Truncated.');
  const load = lab.loadData({ kind: 'urls', urls: ['x'] });
  await lab.apply({ ...config, seed: 9 });
  await load;
  assert.equal(worker().requests.findLast(({ type }) => type === 'configure').config.seed, 9);
  assert.equal(notebook.state, 'ready');
});
