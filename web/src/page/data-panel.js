/**
 * Where the images come from: those that came with the page, files of one's own, or addresses.
 *
 * @typedef {import('../protocol.js').DataSource} DataSource
 * @typedef {import('./notebook.js').Notebook} Notebook
 */

import { formatCount, formatWhole } from './format.js';
import { part, setText } from './parts.js';
import { readUrls } from './urls.js';

export class DataPanel {
  #root;
  #embedded;
  #full;
  #missing;
  #summary;
  #pick;
  #url;
  #urlForm;
  #urls;
  #files;
  #problem;
  #onSource;
  #urlProblem = '';
  /** @type {Notebook | null} */
  #notebook = null;

  /**
   * @param {HTMLElement} root
   * @param {object} options
   * @param {(source: DataSource) => Promise<unknown>} options.onSource settled when the source is
   *   loaded or not, whatever the reason
   * @param {(files: File[]) => void} options.onFiles picked, of any kind
   */
  constructor(root, { onSource, onFiles }) {
    this.#root = root;
    this.#onSource = onSource;
    this.#embedded = part(root, 'embedded', HTMLInputElement);
    this.#full = part(root, 'full', HTMLInputElement);
    this.#missing = part(root, 'full-missing');
    this.#summary = part(root, 'summary');
    this.#pick = part(root, 'pick', HTMLButtonElement);
    this.#url = part(root, 'url', HTMLButtonElement);
    this.#urlForm = part(root, 'url-form', HTMLFormElement);
    this.#urls = part(root, 'urls', HTMLTextAreaElement);
    this.#files = part(root, 'files', HTMLInputElement);
    this.#problem = part(root, 'problem');
    this.#embedded.addEventListener('change', () => this.#choose({ kind: 'embedded' }));
    this.#full.addEventListener('change', () => this.#choose({ kind: 'full' }));
    this.#pick.addEventListener('click', () => this.#files.click());
    this.#files.addEventListener('change', () => {
      const files = [...(this.#files.files ?? [])];
      // The same files again are a change too.
      this.#files.value = '';
      onFiles(files);
    });
    this.#url.addEventListener('click', () => this.#toggleUrlForm());
    this.#urlForm.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#offerUrls();
    });
  }

  /** @param {readonly File[]} files of images and labels */
  offerFiles(files) {
    if (files.length > 0) this.#choose({ kind: 'files', files: [...files] });
  }

  /** @param {Notebook} notebook */
  render(notebook) {
    this.#notebook = notebook;
    const { data, source, loading, dataProblem } = notebook;
    this.#showChoice(source);
    const isBusy = loading !== null;
    const isFullMissing = notebook.environment?.fullSetAvailable === false;
    this.#embedded.disabled = isBusy;
    this.#pick.disabled = isBusy;
    this.#full.disabled = isBusy || isFullMissing;
    this.#missing.hidden = !isFullMissing;
    this.#root.ariaBusy = String(isBusy);
    if (data !== null) this.#showSummary(data, source);
    const problem = this.#urlProblem || dataProblem;
    setText(this.#problem, problem);
    this.#problem.hidden = problem === '';
  }

  /** @param {DataSource} source */
  async #choose(source) {
    this.#urlProblem = '';
    await this.#onSource(source);
    if (this.#notebook !== null) this.render(this.#notebook);
  }

  /** @param {DataSource} source */
  #showChoice({ kind }) {
    if (this.#notebook?.loading) return;
    this.#embedded.checked = kind === 'embedded';
    this.#full.checked = kind === 'full';
  }

  /**
   * @param {import('../protocol.js').DataSummary} data
   * @param {DataSource} source
   */
  #showSummary(data, source) {
    const text = [
      `${formatWhole(data.trainingImages)} to train on`,
      `${formatWhole(data.validationImages)} to validate`,
      ...(data.testImages > 0 ? [`${formatWhole(data.testImages)} to test`] : []),
    ].join(', ');
    const shape = `${data.columns} × ${data.rows}, ${formatCount(data.classes, 'class', 'classes')}`;
    const own = describeOwn(source);
    setText(this.#summary, own === '' ? text : `${own}: ${text}; ${shape}`);
    this.#summary.classList.toggle('is-own', own !== '');
    this.#summary.title = own === '' ? '' : data.name;
    this.#summary.dataset.metric = 'training-images';
    this.#summary.dataset.value = String(data.trainingImages);
  }

  #toggleUrlForm() {
    this.#urlForm.hidden = !this.#urlForm.hidden;
    this.#url.setAttribute('aria-expanded', String(!this.#urlForm.hidden));
    if (!this.#urlForm.hidden) this.#urls.focus();
  }

  #offerUrls() {
    try {
      const urls = readUrls(this.#urls.value, document.baseURI);
      this.#choose({ kind: 'urls', urls });
    } catch (error) {
      this.#urlProblem = /** @type {Error} */ (error).message;
      if (this.#notebook !== null) this.render(this.#notebook);
    }
  }
}

/**
 * @param {DataSource} source
 * @returns {string} "4 files of your own"; "" for what came with the page
 */
function describeOwn(source) {
  if (source.kind === 'files') return `${formatCount(source.files.length, 'file')} of your own`;
  return source.kind === 'urls'
    ? formatCount(source.urls.length, 'file from a URL', 'files from URLs')
    : '';
}
