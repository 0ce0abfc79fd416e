/** The builds of the network's code, as people know their kinds. */

/** @type {Readonly<Record<import('../protocol.js').VariantName, string>>} */
const KINDS = Object.freeze({
  threads: 'relaxed SIMD',
  relaxed: 'relaxed SIMD',
  simd: 'SIMD',
  scalar: 'no SIMD',
});

/**
 * @param {import('../protocol.js').VariantName} variant
 * @param {number} threads 0 while it is not known
 */
export function variantName(variant, threads) {
  const kind = KINDS[variant];
  if (variant !== 'threads' || threads === 0) return kind;
  return threads === 1 ? `${kind}, 1 thread` : `${kind}, ${threads} threads`;
}
