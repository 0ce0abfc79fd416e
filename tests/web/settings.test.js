import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatSettings,
  needsNewNetwork,
  parseSettings,
  presetConfig,
} from '../../web/src/settings.js';
import { countParameters } from '../../web/src/limits.js';
import {
  readLayers,
  readSetting,
  refusedSetting,
  SETTING_KEYS,
  SETTINGS,
  writeSetting,
} from '../../web/src/setting-fields.js';

const article = presetConfig('article');

test('an empty query gives the preset Article and the embedded data', () => {
  assert.deepEqual(parseSettings(''), {
    settings: {
      preset: 'article',
      config: { ...article },
      data: 'embedded',
      threads: 'auto',
      autostart: false,
    },
    problems: [],
  });
});

test('every setting survives the way into a link and back', () => {
  const settings = {
    preset: 'article',
    config: {
      ...article,
      layers: '64,32,16',
      activation: /** @type {const} */ ('tanh'),
      learningRate: 0.05,
      batchSize: 128,
      epochs: 7,
      seed: 4294967295,
      styles: 0.3,
      optimizer: 'adamw',
      augmentation: 'rotate10,thick0.8',
      keepBest: true,
    },
    data: /** @type {const} */ ('full'),
    threads: 3,
    autostart: false,
  };
  const query = formatSettings(settings);
  assert.equal(
    query,
    'layers=64,32,16&activation=tanh&optimizer=adamw&lr=0.05&batch=128&epochs=7&augment=rotate10,thick0.8' +
      '&styles=0.3&keep-best=1&seed=4294967295&data=full&threads=3',
  );
  assert.deepEqual(parseSettings(query), { settings, problems: [] });
});

test('a link carries only what differs from the defaults', () => {
  const { settings } = parseSettings('?optimizer=sgd&threads=auto&epochs=25&autostart=0');
  assert.equal(formatSettings(settings), '');
  assert.equal(formatSettings({ ...settings, config: { ...article, seed: 2 } }), 'seed=2');
});

test('a network without hidden layers survives the link', () => {
  const { settings } = parseSettings('?layers=');
  assert.equal(settings.config.layers, '');
  assert.equal(parseSettings(formatSettings(settings)).settings.config.layers, '');
});

for (const [query, value, fallback] of [
  ['lr=-1', 'lr=-1', '0.1 is used'],
  ['lr=', 'lr=', '0.1 is used'],
  ['lr=fast', 'lr=fast', '0.1 is used'],
  ['batch=0', 'batch=0', '32 is used'],
  ['batch=1.5', 'batch=1.5', '32 is used'],
  ['epochs=1e3', 'epochs=1e3', '25 is used'],
  ['seed=4294967296', 'seed=4294967296', '1 is used'],
  ['styles=1', 'styles=1', '0 is used'],
  ['styles=-0.1', 'styles=-0.1', '0 is used'],
  ['layers=100,,200', 'layers=100,,200', '100,200 is used'],
  ['layers=100,conv8', 'layers=100,conv8', '100,200 is used'],
  ['layers=4096,4096', 'layers=4096,4096', '100,200 is used'],
  ['data=../../etc', 'data=../../etc', 'embedded is used'],
  ['layers=5000', 'layers=5000', '100,200 is used'],
  ['activation=relu6', 'activation=relu6', 'relu is used'],
  ['preset=fastest', 'fastest', 'article is used'],
  ['optimizer=adagrad', 'optimizer=adagrad', 'sgd is used'],
  ['threads=0', 'threads=0', 'auto is used'],
  ['threads=65', 'threads=65', 'auto is used'],
  ['threads=two', 'threads=two', 'auto is used'],
  ['data=all', 'data=all', 'embedded is used'],
]) {
  test(`"${query}" is answered with a sentence and a default`, () => {
    const { settings, problems } = parseSettings(query ?? '');
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', new RegExp(`“${value}”`));
    assert.match(problems[0] ?? '', new RegExp(`${fallback} instead\\.$`));
    assert.deepEqual(settings, parseSettings('').settings);
  });
}

test('an autostart that means nothing is named', () => {
  const { settings, problems } = parseSettings('?autostart=true');
  assert.equal(settings.autostart, false);
  assert.match(problems[0] ?? '', /“autostart=true”/);
});

test('a bad value does not spoil the good ones beside it', () => {
  const { settings, problems } = parseSettings('?lr=0&epochs=3&autostart=1');
  assert.equal(settings.config.epochs, 3);
  assert.equal(settings.config.learningRate, 0.1);
  assert.equal(settings.autostart, true);
  assert.equal(problems.length, 1);
});

test('a name of Object.prototype is no preset', () => {
  assert.equal(parseSettings('?preset=constructor').settings.preset, 'article');
});

test('layers are read with spaces and leading zeros put right', () => {
  assert.equal(readLayers(' 100 , 020 '), '100,20');
  assert.throws(() => readLayers(`${'1,'.repeat(24)}1`), /at most 24/);
});

test('parameters are counted as the library counts them, and limited as there', () => {
  assert.equal(countParameters('100,200'), 100_710);
  assert.equal(countParameters('', { inputs: 9, outputs: 2 }), 20);
  assert.throws(() => readLayers('4096,4096'), /at most 20,000,000 .* would have 20,037,642\.$/);
});

test('every setting has a name of its own, and what it writes it reads', () => {
  const config = presetConfig('article');
  assert.deepEqual([...SETTING_KEYS].sort(), Object.keys(config).sort());
  assert.equal(new Set(SETTING_KEYS.map((key) => SETTINGS[key].name)).size, SETTING_KEYS.length);
  for (const key of SETTING_KEYS) {
    assert.deepEqual(readSetting(key, writeSetting(config[key])), config[key], key);
  }
});

test('a field says what it takes', () => {
  assert.equal(readSetting('learningRate', ' 1e-3 '), 0.001);
  assert.equal(readSetting('learningRate', '0,05'), 0.05);
  assert.throws(() => readSetting('learningRate', '1,000,5'), /a number above 0/);
  assert.throws(() => readSetting('batchSize', '4097'), /whole number from 1 to 4,096/);
});

test('learning rate, batch and epochs keep the network; the rest does not', () => {
  assert.equal(
    needsNewNetwork(article, { ...article, learningRate: 1, batchSize: 1, epochs: 1 }),
    false,
  );
  assert.equal(needsNewNetwork(article, { ...article, seed: 2 }), true);
  assert.equal(needsNewNetwork(article, { ...article, layers: '100' }), true);
});

test('a refusal of the library names its setting by its first word', () => {
  assert.equal(refusedSetting('layers: "x": expected a layer'), 'layers');
  assert.equal(refusedSetting('augment: "spin": expected rotate'), 'augmentation');
  assert.equal(refusedSetting('styles: expected a share from 0 to 0.9, got 1'), 'styles');
  assert.equal(refusedSetting('learning rate: expected a number above 0'), null);
  assert.equal(refusedSetting('There is not enough memory for layers: sorry'), null);
});
