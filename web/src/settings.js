/**
 * The page's settings, and their form in the URL's query. A link made by `formatSettings` and opened
 * again gives the same settings. What cannot be used is answered with a sentence and a default,
 * never with a broken page.
 *
 * @typedef {import('./protocol.js').Config} Config
 *
 * @typedef {object} Settings
 * @property {string} preset key of PRESETS
 * @property {Config} config
 * @property {'embedded' | 'full'} data
 * @property {import('./protocol.js').ThreadWish} threads
 * @property {boolean} autostart
 */

import { DEFAULT_PRESET, PRESETS } from './presets.js';
import {
  readSetting,
  readThreads,
  SETTING_KEYS,
  SETTINGS,
  writeSetting,
} from './setting-fields.js';

/**
 * @param {string} query "?layers=100,200&lr=0.1"
 * @returns {{settings: Settings, problems: string[]}} problems are sentences
 */
export function parseSettings(query) {
  const parameters = new URLSearchParams(query);
  /** @type {string[]} */
  const problems = [];

  let preset = parameters.get('preset') ?? DEFAULT_PRESET;
  if (!Object.hasOwn(PRESETS, preset)) {
    problems.push(`There is no preset “${preset}” here; ${DEFAULT_PRESET} is used instead.`);
    preset = DEFAULT_PRESET;
  }
  /** @type {Config} */
  const config = { ...presetConfig(preset) };

  for (const key of SETTING_KEYS) {
    const { name } = SETTINGS[key];
    const text = parameters.get(name);
    if (text === null) continue;
    try {
      Object.assign(config, { [key]: readSetting(key, text) });
    } catch (error) {
      const reason = /** @type {Error} */ (error).message;
      const fallback = config[key] === '' ? 'none' : writeSetting(config[key]);
      problems.push(`“${name}=${text}” in the link: ${reason} ${fallback} is used instead.`);
    }
  }

  /** @type {Settings['threads']} */
  let threads = 'auto';
  try {
    threads = readThreads(parameters.get('threads') ?? threads);
  } catch (error) {
    const reason = /** @type {Error} */ (error).message;
    problems.push(
      `“threads=${parameters.get('threads')}” in the link: ${reason} auto is used instead.`,
    );
  }

  const data = parameters.get('data') ?? 'embedded';
  const isData = data === 'embedded' || data === 'full';
  if (!isData) {
    problems.push(`“data=${data}” is neither embedded nor full; embedded is used instead.`);
  }
  const autostart = parameters.get('autostart');
  if (autostart !== null && autostart !== '1' && autostart !== '0') {
    problems.push(`“autostart=${autostart}” is neither 1 nor 0; the training waits for you.`);
  }
  return {
    settings: {
      preset,
      config,
      data: isData ? data : 'embedded',
      threads,
      autostart: autostart === '1',
    },
    problems,
  };
}

/**
 * What differs from the defaults. `autostart` is a wish of the one who opens a link, not a setting,
 * and is left out.
 * @param {Settings} settings
 * @returns {string} without "?"
 */
export function formatSettings({ preset, config, data, threads }) {
  const usual = presetConfig(preset);
  const changes = SETTING_KEYS.filter((key) => config[key] !== usual[key]);
  return [
    ...(preset === DEFAULT_PRESET ? [] : [`preset=${encodeURIComponent(preset)}`]),
    ...changes.map((key) => `${SETTINGS[key].name}=${writeSetting(config[key])}`),
    ...(data === 'embedded' ? [] : [`data=${data}`]),
    ...(threads === 'auto' ? [] : [`threads=${threads}`]),
  ].join('&');
}

/**
 * @param {string} name a key of PRESETS
 * @returns {Readonly<Config>}
 */
export function presetConfig(name) {
  const preset = PRESETS[name] ?? PRESETS[DEFAULT_PRESET];
  if (preset === undefined) throw new Error('There is no default preset.');
  return preset.config;
}

/**
 * @param {Config} a
 * @param {Config} b
 */
export function sameConfig(a, b) {
  return !needsNewNetwork(a, b) && sameTuning(a, b);
}

/**
 * @param {Config} from
 * @param {Config} to
 */
export function needsNewNetwork(from, to) {
  return SETTING_KEYS.some((key) => !isTuning(key) && from[key] !== to[key]);
}

/**
 * @param {Config} a
 * @param {Config} b
 */
export function sameTuning(a, b) {
  return SETTING_KEYS.every((key) => !isTuning(key) || a[key] === b[key]);
}

/** @param {import('./setting-fields.js').SettingKey} key */
function isTuning(key) {
  return 'isTuning' in SETTINGS[key];
}
