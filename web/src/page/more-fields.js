/**
 * What stands beside the fields of "More settings". What each takes, and how it is read, is in
 * setting-fields.js: a setting that is new there is a line here.
 *
 * @typedef {import('../protocol.js').Config} Config
 * @typedef {import('../setting-fields.js').SettingKey} SettingKey
 *
 * @typedef {object} MoreField
 * @property {SettingKey} key
 * @property {string} label
 * @property {string} tip one plain sentence
 * @property {Readonly<Record<string, string>>} [names] of the choices, where there are some
 * @property {string} [usual] a text to begin with; such a field is as wide as the panel
 * @property {(config: Config) => boolean} [isUsed] whether it changes anything
 */

import { OPTIMIZERS_WITH_MOMENTUM, SETTINGS, USUAL_AUGMENTATION } from '../setting-fields.js';

/** @type {readonly {title: string, fields: readonly MoreField[]}[]} */
export const MORE_GROUPS = [
  {
    title: 'Optimizer',
    fields: [
      {
        key: 'optimizer',
        label: 'Optimizer',
        tip: 'How a gradient becomes a step: SGD follows it as it is, the others also remember the ones before.',
        names: {
          sgd: 'SGD',
          momentum: 'Momentum',
          nesterov: 'Nesterov',
          adam: 'Adam',
          adamw: 'AdamW',
          rmsprop: 'RMSprop',
        },
      },
      {
        key: 'momentum',
        label: 'Momentum',
        tip: 'How much of its direction a step keeps from the ones before, from 0 to 0.999; Adam calls it beta 1.',
        isUsed: ({ optimizer }) => OPTIMIZERS_WITH_MOMENTUM.has(optimizer),
      },
      {
        key: 'schedule',
        label: 'Schedule',
        tip: 'How the learning rate changes while it trains: large steps find the way, small ones settle.',
        names: {
          constant: 'Constant',
          step: 'Step',
          cosine: 'Cosine',
          'one-cycle': 'One cycle',
        },
      },
      {
        key: 'warmUp',
        label: 'Warm-up',
        tip: 'The share of the training, from 0 to 0.9, in which the learning rate rises from near 0.',
      },
      {
        key: 'clipNorm',
        label: 'Gradient clipping',
        tip: 'The length that no gradient may exceed, so that no step is wild; 0 lets every length pass.',
      },
      {
        key: 'initialization',
        label: 'Initialization',
        tip: 'How large the random weights are at first: Xavier suits sigmoid and tanh, He suits ReLU.',
        names: { xavier: 'Xavier', he: 'He' },
      },
    ],
  },
  {
    title: 'Regularization',
    fields: [
      {
        key: 'weightDecay',
        label: 'Weight decay',
        tip: 'Pulls every weight a little towards 0 at each step, beside the gradient: 0 does not, 0.01 is common with AdamW.',
      },
      {
        key: 'l2',
        label: 'L2',
        tip: 'The same pull as part of the gradient; the optimizer then scales it too.',
      },
      {
        key: 'labelSmoothing',
        label: 'Label smoothing',
        tip: 'The share of certainty, from 0 to 0.9, that is taken from the right answer and given to all alike, against overconfidence.',
      },
      {
        key: 'weightAverage',
        label: 'Weight average',
        tip: 'Measures and reads with the mean of the latest weights: 0 takes them as they are, 0.999 the mean of about a thousand steps.',
      },
      {
        key: 'patience',
        label: 'Early stopping',
        tip: 'Ends the training after so many epochs without a better validation accuracy; 0 never does.',
      },
      {
        key: 'keepBest',
        label: 'Keep the best',
        tip: 'Ends with the weights of the epoch that validated best, instead of the last.',
      },
    ],
  },
  {
    title: 'Images',
    fields: [
      {
        key: 'augmentation',
        label: 'Augmentation',
        tip: 'Each training image is changed at random every time, by up to so much: rotate10 (degrees), scale0.1, shear0.2, shift1.5 (pixels), elastic24x5 (strength, smoothness), thick0.8 (pixels), with commas between; every3: anew every three epochs only, which is faster.',
        usual: USUAL_AUGMENTATION,
      },
      {
        key: 'styles',
        label: 'Written digits',
        tip: 'The share of training images, from 0 to 0.9, that are written here in the ways of the world: slashed zeros, crossed sevens, open fours.',
      },
      {
        key: 'trainOnAll',
        label: 'Train on validation, too',
        tip: 'Learns from the validation images as well: their accuracy then says nothing of new ones.',
      },
    ],
  },
];

export const MORE_FIELDS = MORE_GROUPS.flatMap(({ fields }) => fields);

/**
 * By the names in links: all that the library may refuse.
 * @type {Readonly<Record<string, string>>}
 */
const LABELS = Object.fromEntries([
  ['layers', 'Hidden layers'],
  ...MORE_FIELDS.map(({ key, label }) => [SETTINGS[key].name, label]),
]);

/**
 * The library's sentences with the page's labels in the place of the names in links: "augment: expected
 * ..." begins with "Augmentation:".
 * @param {string} sentences
 */
export function withLabels(sentences) {
  return sentences.replace(/(?<=^|\. )[a-z0-9-]+(?=: )/g, (name) => LABELS[name] ?? name);
}
