/** Numbers as the page writes them: at most four significant digits, no locale, the same on every machine. */

/** @typedef {import('../lib/types').Json} Json */

/**
 * A number to be read: `0.9667`, `1e-5`, `0.1`.
 * @param {number | null | undefined} value
 */
export function formatNumber(value) {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return String(value);
  const short = Number(value.toPrecision(4));
  const size = Math.abs(short);
  return size !== 0 && (size < 1e-4 || size >= 1e6) ? plainExponent(short) : String(short);
}

/** `1e-4` rather than `1.000e-4`. @param {number} value */
function plainExponent(value) {
  return value.toExponential().replace('e+', 'e');
}

/**
 * A score in a column: always four significant digits, so that digits stand under digits.
 * @param {number | null | undefined} value
 */
export function formatScore(value) {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e5))
    return plainExponent(Number(value.toPrecision(4)));
  return size === 0 || (size >= 0.1 && size < 1) ? value.toFixed(4) : value.toPrecision(4);
}

/** What an objective of several is worth: a count as one, anything else as a score. @param {number | null | undefined} value */
export function formatCost(value) {
  if (value === null || value === undefined) return '';
  return Number.isInteger(value) && Math.abs(value) >= 10 ? formatCount(value) : formatScore(value);
}

/**
 * The spread of a score, beside it: `± 0.012`. Nothing where the scores differ by rounding alone.
 * @param {number | null | undefined} value
 * @param {number | null | undefined} std
 */
export function formatSpread(value, std) {
  if (!std || std < 1e-9 * Math.abs(value ?? 0)) return '';
  return `± ${std >= 0.0005 && std < 1 ? std.toFixed(3) : formatNumber(Number(std.toPrecision(3)))}`;
}

/**
 * A number along an axis, with as many decimals as its step has.
 * @param {number} value
 * @param {number} step from one tick to the next
 */
export function formatTick(value, step) {
  if (Math.abs(value) >= 1e6 || step < 1e-5) return formatNumber(value);
  const decimals = String(Number(step.toPrecision(3))).split('.')[1]?.length ?? 0;
  return decimals ? value.toFixed(decimals) : formatCount(value);
}

/** A whole number with its thousands apart: `70,000`. @param {number} value */
export function formatCount(value) {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A share as a whole percentage. @param {number} share */
export function formatShare(share) {
  return `${Math.floor(Math.min(Math.max(share, 0), 1) * 100)} %`;
}

/**
 * A time: `0.12 s`, `8.4 s`, `2 min 5 s`, `1 h 3 min`.
 * @param {number | null | undefined} seconds
 */
export function formatSeconds(seconds) {
  if (seconds === null || seconds === undefined) return '–';
  if (seconds < 0.1) return `${Math.max(1, Math.round(seconds * 1000))} ms`;
  if (seconds < 10) return `${seconds.toFixed(seconds < 1 ? 2 : 1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/**
 * A range of times in one unit: `4 – 6 s`, `1 – 3 min`.
 * @param {readonly [number, number]} range seconds
 */
export function formatLeft([from, to]) {
  const unit = to >= 7200 ? 3600 : to >= 120 ? 60 : 1;
  const name = unit === 3600 ? 'h' : unit === 60 ? 'min' : 's';
  const low = Math.floor(from / unit);
  const high = Math.max(Math.ceil(to / unit), low + 1);
  return `${low} – ${high} ${name}`;
}

/** A long name, whole at both ends: `units_of_…n_layer`. @param {string} name @param {number} most */
export function shortName(name, most) {
  if (name.length <= most) return name;
  const end = Math.floor((most - 1) / 2);
  return `${name.slice(0, most - 1 - end)}…${name.slice(name.length - end)}`;
}

/** A value of a parameter, in its outer form. @param {Json | undefined} value @returns {string} */
export function formatValue(value) {
  if (value === undefined) return '';
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) {
    return value.map((item) => formatValue(item)).join(', ');
  }
  return JSON.stringify(value);
}
