/**
 * Node 20 has relaxed SIMD behind a flag of V8, later ones have it always. The flag holds for what is
 * compiled from then on, in the threads' workers too.
 */

import v8 from 'node:v8';
import { relaxedSimd } from 'wasm-feature-detect';

/** Where V8 knew no such flag, it would say so on stderr: so it is set only where it can be needed. */
const FIRST_WITHOUT_FLAG = [11, 4];

export async function allowRelaxedSimd() {
  if (await relaxedSimd()) return;
  const [major = 0, minor = 0] = process.versions.v8.split('.').map(Number);
  const [firstMajor = 0, firstMinor = 0] = FIRST_WITHOUT_FLAG;
  if (major > firstMajor || (major === firstMajor && minor >= firstMinor)) return;
  v8.setFlagsFromString('--experimental-wasm-relaxed-simd');
}
