/**
 * The settings of the network and its training. Shows what the laboratory has; a change is offered to
 * `onChange`, and what it does not take is shown as it was.
 *
 * @typedef {import('../protocol.js').Config} Config
 * @typedef {import('./notebook.js').Notebook} Notebook
 */

import { PRESETS } from '../presets.js';
import { readLayer } from '../layers-text.js';
import { readLayers, readSetting, refusedSetting } from '../setting-fields.js';
import { presetConfig, sameConfig } from '../settings.js';
import { formatCount } from './format.js';
import { withOptimizer } from './learning-rates.js';
import { LayersEditor } from './layers-editor.js';
import { withLabels } from './more-fields.js';
import { MoreSettings } from './more-settings.js';
import { part, setText } from './parts.js';

const NUMBERS = /** @type {const} */ (['learningRate', 'batchSize', 'epochs', 'seed']);

const CUSTOM = 'custom';

/** @typedef {(config: Config, preset: string | null, place: Element) => Promise<void>} OnChange */

export class NetworkPanel {
  #preset;
  #about;
  #layersField;
  #layers;
  #activation;
  /** @type {Map<typeof NUMBERS[number], HTMLInputElement>} */
  #numbers;
  #more;
  #parameters;
  #problem;
  #rateNote;
  /** The settings that the note on the learning rate is about. @type {Config | null} */
  #noted = null;
  #onChange;
  /** Why what was typed last was not taken. */
  #typedProblem = '';
  /** The library's sentence that stands below its field. */
  #placedProblem = '';
  /** @type {Notebook | null} */
  #notebook = null;
  /** @type {Config | null} */
  #shown = null;
  /** What is asked about: further changes build on it. @type {Config | null} */
  #pending = null;

  /**
   * @param {HTMLElement} root
   * @param {object} options
   * @param {HTMLElement} options.tips gets the sentences of the fields that are made here
   * @param {OnChange} options.onChange told the new settings, the preset if one was chosen, and what
   *   was changed; settled when the notebook has what is to be shown
   */
  constructor(root, { tips, onChange }) {
    this.#onChange = onChange;
    this.#preset = part(root, 'preset', HTMLSelectElement);
    this.#about = part(root, 'about');
    this.#activation = part(root, 'activation', HTMLSelectElement);
    this.#parameters = part(root, 'parameters');
    this.#problem = part(root, 'problem');
    this.#rateNote = part(root, 'rate-note');
    this.#layersField = part(root, 'layers');
    this.#layers = new LayersEditor(this.#layersField, {
      onChange: (layers) =>
        this.#change(
          () => ({ layers: readLayers(layers.map((layer) => readLayer(layer)).join(',')) }),
          this.#layersField,
        ),
    });
    this.#more = new MoreSettings(part(root, 'more', HTMLDetailsElement), {
      tips,
      onChange: (key, text, row) =>
        this.#change(
          (before) =>
            key === 'optimizer'
              ? withOptimizer(before, readSetting(key, text))
              : { [key]: readSetting(key, text) },
          row,
        ),
    });
    this.#numbers = new Map(NUMBERS.map((key) => [key, part(root, key, HTMLInputElement)]));
    this.#fillPresets();
    for (const [key, input] of this.#numbers) {
      input.addEventListener('change', () =>
        this.#change(() => ({ [key]: readSetting(key, input.value) }), rowOf(input)),
      );
    }
    this.#activation.addEventListener('change', () =>
      this.#change(
        () => ({ activation: /** @type {Config['activation']} */ (this.#activation.value) }),
        rowOf(this.#activation),
      ),
    );
    this.#preset.addEventListener('change', () => {
      const name = this.#preset.value;
      this.#change(() => presetConfig(name), rowOf(this.#preset), name);
    });
    root.addEventListener('submit', (event) => event.preventDefault());
  }

  /** @param {Notebook} notebook */
  render(notebook) {
    this.#notebook = notebook;
    const { config, configProblem, network } = notebook;
    if (this.#pending === null && this.#shown !== config) this.#show(config);
    if (this.#typedProblem === '') this.#placeProblem(configProblem);
    const problem = this.#typedProblem || withLabels(configProblem);
    setText(this.#problem, problem);
    this.#problem.hidden = problem === '';
    setText(this.#parameters, network ? formatCount(network.parameterCount, 'parameter') : '');
  }

  /**
   * The library's sentence stands below the field that it names, or else below the layers, from which
   * most of what can be too much comes.
   * @param {string} problem
   */
  #placeProblem(problem) {
    if (problem === this.#placedProblem) return;
    this.#placedProblem = problem;
    if (problem === '') return;
    const key = refusedSetting(problem);
    const field = key === null ? null : this.#more.reveal(key);
    (field ?? this.#layersField).after(this.#problem);
  }

  /**
   * @param {(before: Config) => Partial<Config>} read throws a sentence
   * @param {Element} place what was changed
   * @param {string | null} preset
   */
  async #change(read, place, preset = null) {
    const notebook = this.#notebook;
    if (notebook === null) return;
    const before = this.#pending ?? notebook.config;
    this.#typedProblem = '';
    this.#placedProblem = '';
    this.#problem.hidden = true;
    let config;
    try {
      config = { ...before, ...read(before) };
    } catch (error) {
      this.#typedProblem = `${/** @type {Error} */ (error).message} The value from before stays.`;
      place.after(this.#problem);
      setText(this.#problem, this.#typedProblem);
      this.#problem.hidden = false;
      this.#show(before);
      return;
    }
    const isOtherOptimizer = preset === null && config.optimizer !== before.optimizer;
    if (isOtherOptimizer && config.learningRate !== before.learningRate) {
      this.#noted = config;
      place.after(this.#rateNote);
      setText(
        this.#rateNote,
        `The learning rate is ${config.learningRate} now, as is usual with it; it was ${before.learningRate}.`,
      );
    }
    this.#pending = config;
    this.#show(config);
    await this.#onChange(config, preset, place);
    // Another change may have come meanwhile: it has built on this one.
    if (this.#pending !== config) return;
    this.#pending = null;
    this.#show(notebook.config);
  }

  /** @param {Config} config */
  #show(config) {
    this.#shown = config;
    this.#rateNote.hidden = config !== this.#noted;
    this.#layers.show(config.layers);
    this.#layers.revert();
    this.#activation.value = config.activation;
    for (const [key, input] of this.#numbers) input.value = String(config[key]);
    this.#more.show(config);
    const preset = Object.keys(PRESETS).find((name) => sameConfig(presetConfig(name), config));
    this.#preset.value = preset ?? CUSTOM;
    setText(this.#about, PRESETS[preset ?? '']?.about ?? 'Settings of your own.');
  }

  #fillPresets() {
    const options = Object.entries(PRESETS).map(([name, { label }]) => new Option(label, name));
    const custom = new Option('Custom', CUSTOM);
    custom.disabled = true;
    this.#preset.replaceChildren(...options, custom);
  }
}

/** @param {Element} control */
function rowOf(control) {
  return control.closest('.row') ?? control;
}
