/** NumPy as a contestant: one Python process for all of its variants, asked line by line. */

import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('peers/numpy_article.py', import.meta.url));
/** The system's Python first: it is the one for which the system's package of NumPy is. */
const PYTHONS = ['/usr/bin/python3', 'python3'];
/** These make OpenBLAS take the kernels of another processor than this one. */
const DISTORTING = [
  'OPENBLAS_CORETYPE',
  'OPENBLAS_L2_SIZE',
  'OPENBLAS_NUM_THREADS',
  'OMP_NUM_THREADS',
];

/** @returns {string | null} a Python that has what the script imports */
export function findPython() {
  const candidates = PYTHONS.filter((path) => !path.startsWith('/') || existsSync(path));
  const check = ['-c', 'import numpy, threadpoolctl'];
  return (
    candidates.find((path) => spawnSync(path, check, { env: cleanEnvironment() }).status === 0) ??
    null
  );
}

function cleanEnvironment() {
  const env = { ...process.env };
  for (const name of DISTORTING) delete env[name];
  return env;
}

export class NumpyProcess {
  #child;
  /** @type {{resolve: (result: any) => void, reject: (error: Error) => void}[]} */
  #waiting = [];

  /** @param {string} python */
  constructor(python) {
    this.#child = spawn(python, [SCRIPT], {
      env: cleanEnvironment(),
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      const answer = JSON.parse(line);
      const asker = this.#waiting.shift();
      if ('error' in answer) asker?.reject(new Error(`NumPy: ${answer.error}`));
      else asker?.resolve(answer.result);
    });
    this.#child.on('error', (error) => this.#fail(error.message));
    this.#child.on('exit', () => this.#fail('the process has ended'));
    this.#child.stdin.on('error', () => {}); // the end of the process is reported above
  }

  /** @param {string} reason */
  #fail(reason) {
    for (const { reject } of this.#waiting.splice(0)) reject(new Error(`NumPy: ${reason}.`));
  }

  /**
   * @param {string} method
   * @param {Record<string, unknown>} [fields]
   * @returns {Promise<any>}
   */
  call(method, fields = {}) {
    return new Promise((resolve, reject) => {
      if (this.#child.exitCode !== null) return reject(new Error('NumPy: the process has ended.'));
      this.#waiting.push({ resolve, reject });
      this.#child.stdin.write(`${JSON.stringify({ method, ...fields })}\n`);
    });
  }

  close() {
    this.#child.kill();
  }
}
