import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MORE_GROUPS } from '../../web/src/page/more-fields.js';
import { SETTING_KEYS, SETTINGS } from '../../web/src/setting-fields.js';
import { presetConfig } from '../../web/src/settings.js';

const fields = MORE_GROUPS.flatMap((group) => group.fields);

test('every setting has its field: above the fold or in it, and once', () => {
  const above = ['layers', 'activation', 'learningRate', 'batchSize', 'epochs', 'seed'];
  const all = [...above, ...fields.map(({ key }) => key)];
  assert.deepEqual(all.sort(), [...SETTING_KEYS].sort());
});

test('every choice has a name for people, and no name is left over', () => {
  for (const { key, names = {} } of fields) {
    /** @type {import('../../web/src/setting-fields.js').Setting} */
    const { choices = [] } = SETTINGS[key];
    assert.deepEqual(Object.keys(names), [...choices], key);
  }
});

test('a tip is one sentence', () => {
  for (const { key, tip } of fields) assert.match(tip, /^[A-Z][^.]*(\.\d[^.]*)*\.$/, key);
});

test('the momentum is a field only of the optimizers that have one', () => {
  const momentum = fields.find(({ key }) => key === 'momentum');
  const using = ['sgd', 'momentum', 'nesterov', 'adam', 'adamw', 'rmsprop'].filter((optimizer) =>
    momentum?.isUsed?.({ ...presetConfig('article'), optimizer }),
  );
  assert.deepEqual(using, ['momentum', 'nesterov', 'adam', 'adamw']);
});
