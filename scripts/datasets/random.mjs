// One order for everyone: a shuffle that depends on its seed alone.

/** Marsaglia's xorshift32 (2003). @param {number} seed not 0 @returns {() => number} whole numbers below 2^32 */
function xorshift32(seed) {
  let state = seed >>> 0;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
}

/** Fisher and Yates's shuffle, in place. Exact for fewer than 2^21 elements.
 * @template T
 * @param {T[]} list
 * @param {number} seed */
export function shuffle(list, seed) {
  const next = xorshift32(seed);
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor((next() * (i + 1)) / 4294967296);
    [list[i], list[j]] = [list[j], list[i]];
  }
  return list;
}
