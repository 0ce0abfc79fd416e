import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MORE_FIELDS, withLabels } from '../../web/src/page/more-fields.js';
import { readSetting, SETTING_KEYS, SETTINGS } from '../../web/src/setting-fields.js';
import { presetConfig } from '../../web/src/settings.js';

test('every setting has its field: above the fold or in it, and once', () => {
  const above = ['layers', 'activation', 'learningRate', 'batchSize', 'epochs', 'seed'];
  const all = [...above, ...MORE_FIELDS.map(({ key }) => key)];
  assert.deepEqual(all.sort(), [...SETTING_KEYS].sort());
});

test('every choice has a name for people, and no name is left over', () => {
  for (const { key, names = {} } of MORE_FIELDS) {
    /** @type {import('../../web/src/setting-kinds.js').Setting} */
    const { choices = [] } = SETTINGS[key];
    assert.deepEqual(Object.keys(names), [...choices], key);
  }
});

test('a tip is one sentence', () => {
  for (const { key, tip } of MORE_FIELDS) assert.match(tip, /^[A-Z][^.]*(\.\d[^.]*)*\.$/, key);
});

test('the momentum is a field only of the optimizers that have one', () => {
  const momentum = MORE_FIELDS.find(({ key }) => key === 'momentum');
  const using = ['sgd', 'momentum', 'nesterov', 'adam', 'adamw', 'rmsprop'].filter((optimizer) =>
    momentum?.isUsed?.({ ...presetConfig('article'), optimizer }),
  );
  assert.deepEqual(using, ['momentum', 'nesterov', 'adam', 'adamw']);
});

test('what is refused is named as its field is, by the library and by the page itself', () => {
  assert.equal(
    withLabels('augment: "spin": no. none is used instead. styles: too much. 0 is used instead.'),
    'Augmentation: "spin": no. none is used instead. Written digits: too much. 0 is used instead.',
  );
  assert.equal(withLabels('layers: "x": no.'), 'Hidden layers: "x": no.');
  assert.equal(withLabels('Out of memory: no.'), 'Out of memory: no.');
  for (const [key, label] of /** @type {const} */ ([
    ['clipNorm', 'Gradient clipping'],
    ['weightAverage', 'Weight average'],
    ['patience', 'Early stopping'],
  ])) {
    assert.equal(MORE_FIELDS.find((field) => field.key === key)?.label, label);
    assert.throws(() => readSetting(key, '-1'), new RegExp(label, 'i'));
  }
});
