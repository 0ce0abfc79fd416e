/**
 * Small choices that the browser keeps for the next visit. Where it may keep nothing (private
 * windows, blocked storage), they hold for this visit.
 */

const PREFIX = 'inkling.';

/** @param {string} name */
export function recall(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @param {string} value
 */
export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Kept for this visit by whoever asked.
  }
}
