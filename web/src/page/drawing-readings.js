/** So many are on their way at once: the drawing on the pad waits for no more than these. */
const AT_ONCE = 8;

/**
 * Reads many drawings, a few at a time.
 * @template {import('../recordings.js').Recording} T
 * @param {readonly T[]} drawings
 * @param {(strokes: readonly import('../protocol.js').Stroke[]) =>
 *   Promise<import('../protocol.js').Reading>} read
 * @returns {AsyncGenerator<[T, number]>} each with what the network reads in it
 */
export async function* readEach(drawings, read) {
  for (let i = 0; i < drawings.length; i += AT_ONCE) {
    const some = drawings.slice(i, i + AT_ONCE);
    const readings = await Promise.all(some.map(({ strokes }) => read(strokes)));
    for (const [j, one] of some.entries()) yield [one, readings[j]?.prediction ?? -1];
  }
}
