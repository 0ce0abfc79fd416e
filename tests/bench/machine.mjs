/** What the figures were measured on. */

import { cpus, totalmem } from 'node:os';
import { systemName } from '../../cpp/toolchain/system-packages.mjs';

/**
 * @typedef {object} Machine
 * @property {string} processor
 * @property {number} cores
 * @property {number} memoryGigabytes
 * @property {string} system
 * @property {string} browser
 * @property {string} node
 * @property {string | null} numpy version and BLAS
 */

/**
 * @param {{browser: string, numpy: string | null}} found
 * @returns {Machine}
 */
export function describeMachine({ browser, numpy }) {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() ?? 'an unknown processor',
    cores: processors.length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: systemName(),
    browser: `Chromium ${browser}`,
    node: process.versions.node,
    numpy,
  };
}
