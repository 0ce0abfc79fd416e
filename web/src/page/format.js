/** Numbers as people read them. Spaces before units do not break. */

const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const NO_BREAK_SPACE = '\u00a0';

/**
 * @param {number} share 0..1
 * @returns {string} two decimals from 90 % on, where the differences are small
 */
export function formatPercent(share) {
  const percent = share * 100;
  const decimals = percent >= 90 ? 2 : 1;
  return `${percent.toFixed(decimals)}${NO_BREAK_SPACE}%`;
}

/** @param {number} value */
export function formatWhole(value) {
  return WHOLE.format(value);
}

/** @param {number} loss */
export function formatLoss(loss) {
  if (!Number.isFinite(loss)) return 'not a number';
  return loss >= 100 ? formatCompact(loss) : loss.toFixed(loss < 0.1 ? 4 : 3);
}

/**
 * Short for a chart's scale, however large: "0.5", "250", "2.5k", "1e6".
 * @param {number} value
 */
export function formatCompact(value) {
  const size = Math.abs(value);
  if (size >= 1e6) return value.toExponential(1).replace('.0e', 'e').replace('e+', 'e');
  if (size >= 1e3) return `${Number((value / 1e3).toPrecision(3))}k`;
  return String(Number(value.toPrecision(3)));
}

/** @param {number} perSecond rounded to three digits, so that it does not flicker */
export function formatSpeed(perSecond) {
  return WHOLE.format(Number(perSecond.toPrecision(3)));
}

/** @param {number} gflops */
export function formatGflops(gflops) {
  return gflops >= 10 ? WHOLE.format(gflops) : gflops.toFixed(1);
}

/** @param {number} seconds */
export function formatDuration(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = String(whole % 60).padStart(2, '0');
  if (hours > 0) return `${hours}:${String(minutes).padStart(2, '0')}:${rest}`;
  return `${minutes}:${rest}`;
}

/** @param {number} seconds in words, where a clock would be too terse */
export function formatSpan(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole}${NO_BREAK_SPACE}s`;
  return `${Math.floor(whole / 60)}${NO_BREAK_SPACE}min ${whole % 60}${NO_BREAK_SPACE}s`;
}

/**
 * @param {number} loadedBytes
 * @param {number | null} totalBytes null where it is not known
 */
export function formatBytes(loadedBytes, totalBytes) {
  if (totalBytes === null || totalBytes < loadedBytes) {
    const unit = unitFor(loadedBytes);
    return `${inUnit(loadedBytes, unit)}${NO_BREAK_SPACE}${unit.name}`;
  }
  const unit = unitFor(totalBytes);
  return `${inUnit(loadedBytes, unit)} of ${inUnit(totalBytes, unit)}${NO_BREAK_SPACE}${unit.name}`;
}

/** @param {number} bytes */
function unitFor(bytes) {
  if (bytes >= 1e6) return { name: 'MB', size: 1e6, decimals: 1 };
  return { name: 'KB', size: 1e3, decimals: 0 };
}

/**
 * @param {number} bytes
 * @param {{size: number, decimals: number}} unit
 */
function inUnit(bytes, { size, decimals }) {
  return (bytes / size).toFixed(decimals);
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export function formatCount(count, one, many = `${one}s`) {
  return `${formatWhole(count)} ${count === 1 ? one : many}`;
}
