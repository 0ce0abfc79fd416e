/**
 * How far apart the machine's processors are. One that writes what the other has just written waits
 * for the cache line to come over: tens of nanoseconds where both share a cache, hundreds where they do
 * not, and the host of a virtual machine moves it from the one to the other at any time. Threads that
 * take microseconds for a layer feel that.
 */

import { epochSeconds } from './rounds.mjs';
import { median } from './statistics.mjs';

/**
 * Nanoseconds for which a cache line is under way, between what was measured of processors with a
 * common cache and of others: 45, and 200 to 250.
 */
export const FAR_NANOSECONDS = 100;

/** @typedef {import('./rounds.mjs').Row} Row */

/**
 * @typedef {object} Distance what two threads win where the processors are near, or far
 * @property {number} handover median of the nanoseconds
 * @property {number} rounds of two threads that it is of
 * @property {number} speedup one thread's seconds, of all its rounds, by those of two
 */

/** @param {Row['rounds'][number]} round @returns {number[]} */
const handoversOf = ({ checks }) =>
  checks.flatMap(({ handover }) => (typeof handover === 'number' ? [handover] : []));

/**
 * @param {Row} one a row of one thread
 * @param {Row} two the same work with two
 * @returns {{near: Distance | null, far: Distance | null}} null where there was no such round. A round
 *   within which the processors were moved is in neither.
 */
export function byDistance(one, two) {
  /** @param {(nanoseconds: number) => boolean} isMeant @returns {Distance | null} */
  const distance = (isMeant) => {
    const rounds = two.rounds.filter((round) => {
      const handovers = handoversOf(round);
      return handovers.length > 0 && handovers.every(isMeant);
    });
    if (rounds.length === 0) return null;
    return {
      handover: median(rounds.flatMap(handoversOf)),
      rounds: rounds.length,
      speedup: one.seconds / median(rounds.map(epochSeconds)),
    };
  };
  return {
    near: distance((nanoseconds) => nanoseconds < FAR_NANOSECONDS),
    far: distance((nanoseconds) => nanoseconds >= FAR_NANOSECONDS),
  };
}
