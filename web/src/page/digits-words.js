/**
 * What "My digits" says of the drawings that are kept.
 */

import { formatCount, formatWhole } from './format.js';
import { MOST_KEPT } from './kept-drawings.js';

/**
 * @param {number} count
 * @param {number | null} right null while that is not known
 */
export function describeCount(count, right) {
  if (count === 0) return 'None yet. Draw a digit and say what it is.';
  const all = formatCount(count, 'drawing');
  return right === null ? all : `${all}, ${formatWhole(right)} read right`;
}

/**
 * @param {number} count
 * @param {boolean} isLasting
 */
export function describeKeeping(count, isLasting) {
  const most = `At most ${formatWhole(MOST_KEPT)} are kept: with each new one the oldest goes. `;
  return `${count < MOST_KEPT ? '' : most}${
    isLasting
      ? 'They stay in this browser, and go nowhere else.'
      : 'This browser stores nothing for the page: they are kept until the tab closes.'
  }`;
}

/**
 * @param {number} count
 * @param {number} fresh
 */
export function describeLoaded(count, fresh) {
  const known = count - fresh;
  if (fresh === 0) {
    return count === 1
      ? 'That drawing was here already.'
      : `All ${formatWhole(count)} drawings were here already.`;
  }
  const were = known === 0 ? '' : `, of which ${formatWhole(known)} were here already`;
  return `${formatCount(count, 'drawing')} loaded${were}.`;
}
